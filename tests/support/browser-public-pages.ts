import { join } from 'node:path'
import { dataFolder } from '../../src/reference/data-file.ts'
import { at, pressed, said, type PageToSee } from './page-to-see.ts'

/** What the validator says of one of our own examples. */
const checked = (example: string): PageToSee =>
  pressed(`/validate, of ${example}`, async (page) => {
    await page.goto('/validate')
    await page.locator('input[type=file]').setInputFiles(join(dataFolder, 'examples', example))
    await page.getByRole('main').locator('button[type=submit]').click()
    await page.waitForLoadState()
  })

/** Every page open to all, those that say that something is not there or needs a sign-in, and the simulators’. */
export const publicPages: readonly PageToSee[] = [
  ...[
    '/',
    '/who-can-see',
    '/who-can-see/by-profession',
    '/who-can-see/by-profession?profession=21',
    '/accessibility',
    '/is-this-message-real',
    '/display',
    '/sign-in',
    '/signed-out',
  ].map(at),
  ...[
    '/help',
    '/refuse/by-post',
    '/refuse/by-post?to=ministry',
    '/open',
    '/refuse',
    '/open/choose',
    '/open/new-code',
    '/open/new-code/sent',
  ].map(at),
  at('/sign-in?return_to=%2Fmy%2Fdocuments&ended=1'),
  at('/sign-in?return_to=%2Fconsole&again=1'),
  at('/validate'),
  said('/validate', 'no file chosen'),
  checked('laboratory-report.xml'),
  checked('laboratory-report.fhir.json'),
  at('/sign-in/lost'),
  at('/sign-in/lost/sent'),
  at('/sign-in/citizens'),
  at('/sign-in/card'),
  at('/sign-in/staff'),
  at('/sign-in/professionals'),
  at('/sign-in/citizens/return?state=unknown&code=unknown'),
  at('/no-such-page'),
]
