// Right: at eighteen my parents act for me no more, and my space is mine by a letter of my own (rules ENR-30).
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { dayOf, startOfDay } from '../src/platform/calendar.ts'
import { fixedClock, systemClock } from '../src/platform/clock.ts'
import { loadCast } from '../src/reference/load-cast.ts'
import { sendLettersCommand } from '../src/startup/commands/run-campaign.ts'
import { registerPersons, type ListedPerson } from '../src/startup/register-persons.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { proveByLetter, proveMailbox } from '../tests/support/browser-entry.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { plugInAuthenticator } from '../tests/support/browser-passkey.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { inventPerson } from '../tests/support/invented-person.ts'
import { issueCode } from '../tests/support/invited-person.ts'
import { listen } from '../tests/support/listening-terminal.ts'
import { noticePerson } from '../tests/support/notice-person.ts'

const zone = 'Europe/Paris'
const clock = fixedClock(systemClock.now().toISOString())
const setClock = (iso: string): void => clock.advance(Date.parse(iso) - clock.now().getTime())
const minute = 60_000

const insOf = (who: string) => {
  const holder = loadCast().holders.find(({ name }) => name === who)
  if (holder === undefined) throw new Error(who)
  return holder.ins
}

// In two or three days: a 29 February eighteen years before is none.
const soon = Temporal.PlainDate.from(dayOf(clock.now().toISOString(), zone)).add({ days: 3 })
const birthDate = soon.subtract({ years: 18 }).toString()
const majority = Temporal.PlainDate.from(birthDate).add({ years: 18 }).toString()
const midnight = startOfDay(majority, zone)

const family = { birthDate, parents: [insOf('paul'), insOf('claire')], email: 'paul.parent@example.org' }
const child = (order: number, given: string): ListedPerson => inventPerson(order, given, family)
const [zoe, lou, eva] = [child(1, 'ZOÉ'), child(2, 'LOU'), child(3, 'EVA')]

let carnet: Installation
let parentsCode = ''
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
  await registerPersons(carnet.carnet, [zoe, lou, eva])
  for (const { ins } of [zoe, lou, eva]) await noticePerson(carnet.carnet, ins)
})
after(() => carnet.close())

const find = ({ ins }: ListedPerson) => carnet.carnet.register.findPersonByIns(ins)
const rowOf = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name })

const openPage = async (options: { javaScript: boolean }): Promise<Page> =>
  (await openBrowser(carnet.origin, { viewport: 'phone', ...options })).newPage()

interface Line {
  kind: string
  code: string
  personName: string
  recipient: string[]
}

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && 'code' in value

const lettersOf = async (name: string): Promise<Line[]> => {
  const folder = carnet.settings.lettersFolder
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ndjson'))
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const lines = texts.flatMap((text) => text.trim().split('\n')).map((line): unknown => JSON.parse(line))
  return lines.filter(isLine).filter(({ personName }) => personName.includes(name))
}

test('the evening before: my parent reads from which day on I decide, opens one space and refuses another', async () => {
  setClock(new Date(Date.parse(midnight) - 5 * minute).toISOString())
  const page = await openPage({ javaScript: false })
  await signIn(page, 'paul', '/my')
  await page.goto('/my/children')
  assert.match(await rowOf(page, 'Zoé').innerText(), /À partir du .*, Zoé TILLEUL décide/)
  assert.doesNotMatch(await rowOf(page, 'Lou').innerText(), /S’ouvre tout seul/)
  await checkAccessibility(page.context(), [page.url()])
  await page.getByRole('checkbox', { name: 'Zoé TILLEUL' }).check()
  await page.getByLabel(/Je certifie/).check()
  await page.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  assert.equal((await find(zoe))?.state, 'open')
  await rowOf(page, 'Eva').getByRole('link', { name: 'Refuser l’espace de Eva TILLEUL' }).click()
  await page.getByRole('button', { name: 'Refuser cet espace' }).click()
  assert.equal((await find(eva))?.state, 'opposed')
  // A code that a parent asked for on the last evening.
  parentsCode = await issueCode(carnet.carnet, (await find(zoe))?.id ?? '')
})

test('a parent in the middle of it at midnight is refused, and their list no longer shows me', async () => {
  const page = await openPage({ javaScript: false })
  await signIn(page, 'paul', '/my')
  await page.goto('/my/children')
  await page.getByRole('checkbox', { name: 'Lou TILLEUL' }).check()
  await page.getByLabel(/Je certifie/).check()
  const way = await openPage({ javaScript: false })
  await proveByLetter(way, 'open', {
    ...lou,
    personId: '',
    code: await issueCode(carnet.carnet, (await find(lou))?.id ?? ''),
  })
  setClock(new Date(Date.parse(midnight) + 1).toISOString())

  await page.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  assert.equal((await find(lou))?.state, 'noticed')
  await page.goto('/my/children')
  assert.doesNotMatch(await readMain(page), /TILLEUL/)
  const answer = await page.goto(`/my/children/${(await find(zoe))?.id}/refuse`)
  assert.equal(answer?.status(), 404)

  await way.goto('/open/contact')
  assert.match(await readMain(way), /Il faut recommencer/, 'a way begun as a parent ends with the day')
  await proveByLetter(way, 'open', { ...zoe, personId: '', code: parentsCode })
  assert.match(await readMain(way), /Ce code n’est plus valable/)
})

test('a letter of my own waits at the printer’s, none goes to my parents, and what was refused stays so', async () => {
  await carnet.mails()
  await carnet.mails()
  const { terminal } = listen()
  await sendLettersCommand(carnet.carnet, { form: 'data', as: 'operator', json: false }, terminal)
  const [letters, toLou, toEva] = [await lettersOf('Zoé'), await lettersOf('Lou'), await lettersOf('Eva')]
  assert.deepEqual(
    [letters, toLou, toEva].map((list) => list.map(({ kind, recipient }) => [kind, recipient[0]])),
    [[['majority', 'Zoé TILLEUL']], [['opening', 'Lou TILLEUL']], [['majority-choice', 'Eva TILLEUL']]],
  )
  assert.equal((await find(eva))?.state, 'opposed')
  assert.equal((await find(lou))?.state, 'noticed')
  const mails = (await carnet.mails()).filter((mail) => mail.includes('paul.parent@example.org'))
  assert.deepEqual(mails, [])
})

test('with my letter and my card I come in, and have a passkey of my own; the letter opens nothing again', async () => {
  const [letter] = await lettersOf('Zoé')
  // Past the wait after my parent's last try.
  setClock(new Date(Date.parse(midnight) + minute).toISOString())
  const page = await openPage({ javaScript: true })
  await plugInAuthenticator(page)
  const me = { ...zoe, personId: '', code: letter?.code ?? '' }
  await proveByLetter(page, 'open', me)
  await proveMailbox(carnet, page, 'zoe@example.org')
  await page.getByLabel('J’accepte les conditions').check()
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  await page.getByRole('button', { name: 'Créer une clé d’accès' }).click()
  await page.waitForURL('**/my?welcome=1')
  assert.match(await readMain(page), /Bonjour Zoé TILLEUL/)
  const person = await find(zoe)
  assert.equal(person?.enteredBy, 'code')
  const contact = await carnet.carnet.identity.findContact(person?.spaceId ?? '')
  assert.equal(contact?.email, 'zoe@example.org')

  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto('/my')
  await page.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
  await page.waitForURL('**/my')
  assert.match(await readMain(page), /Bonjour Zoé TILLEUL/)

  const other = await openPage({ javaScript: false })
  await proveByLetter(other, 'open', me)
  assert.match(await readMain(other), /déjà servi/)
})
