import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { freshExample, rewritten } from './conformance/support/own-deposits.ts'
import { provideBundle } from './conformance/support/provide-bundle.ts'

// Law: EHDS article 3, R.1111-42. Right: docs/rights/i-hear-it-from-my-doctor-first.md; rules DOC-22, DOC-23, DOC-27, EHDS-3; ux.md D4.

const secret = /Zébrine|Bilan sanguin à part/
const came = 'Un résultat est arrivé'

let carnet: Installation
let mine: Page
before(async () => {
  carnet = await openInstallation()
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(mine, 'dominique', '/my')
})
after(() => carnet.close())

/** A report of the laboratory with a title and a value that no other has. */
const depositReport = async (): Promise<void> => {
  const newest = rewritten(freshExample('laboratory-report.xml'), /20260914/g, '20261120')
  const titled = rewritten(newest, /Bilan sanguin de suivi/g, 'Bilan sanguin à part')
  const report = rewritten(titled, /Hémoglobine/g, 'Zébrine')
  const headers = {
    authorization: `Bearer ${await carnet.token('laboratory')}`,
    'content-type': 'application/fhir+json',
  }
  const answer = await fetch(carnet.fhir, { method: 'POST', headers, body: provideBundle([report]) })
  assert.equal(answer.status, 200, await answer.text())
}

const choose = async (page: Page, label: string, isOn: boolean): Promise<void> => {
  await page.goto('/my/talk-first')
  await page.getByLabel(label).setChecked(isOn)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await page.getByRole('status').innerText(), /Votre choix est enregistré/)
}

const openAwaiting = async (page: Page): Promise<string> => {
  await page.goto('/my/documents')
  await page.getByRole('link', { name: came, exact: true }).first().click()
  return new URL(page.url()).pathname
}

test('chosen in three clicks from home; what comes then shows nowhere more than that it came', async () => {
  const finger = createFinger()
  await mine.goto('/my')
  await finger.click(
    mine.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Plus' }),
  )
  await finger.click(mine.getByRole('link', { name: /D’abord avec mon médecin/ }))
  await finger.click(mine.getByText('Analyses de laboratoire'))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  await mine.getByRole('button', { name: 'Enregistrer' }).click()
  await carnet.mails()
  await depositReport()
  const document = await openAwaiting(mine)
  assert.match(await readMain(mine), /Vous avez demandé d’attendre votre médecin/)
  await checkAccessibility(mine.context(), [mine.url(), `${carnet.origin}/my/talk-first`])
  const places = [
    '',
    '/documents',
    '/documents?sort=title',
    '/values',
    '/folders',
    '/access',
    '/access/history',
    '/share',
  ]
  for (const path of [...places.map((place) => `/my${place}`), document, `${document}/who-sees`, `${document}/share`])
    assert.doesNotMatch(await mine.goto(path).then(() => mine.content()), secret, path)
  await mine.goto('/my')
  assert.match(await readMain(mine), new RegExp(came))
  await mine.goto('/my/values')
  assert.match(await readMain(mine), /1 résultat attend votre médecin/)
  for (const path of ['original', 'view', 'values/0'])
    assert.ok((await mine.request.get(`${carnet.origin}${document}/${path}`)).status() >= 400, path)
  await mine.goto('/my/search')
  await mine.locator('#words').fill('Zébrine')
  await mine.locator('#words').press('Enter')
  assert.doesNotMatch(await readMain(mine), /Bilan sanguin à part|1 document/)
  assert.doesNotMatch(JSON.stringify(await carnet.mails()), secret)
})

test('my doctor sees it as ever, and says in one press that we spoke: it is there, without a word of mine', async () => {
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  await doctor.getByRole('link', { name: 'Bilan sanguin à part' }).first().click()
  await doctor.getByRole('button', { name: 'J’en ai parlé avec le patient' }).click()
  assert.match(await doctor.getByRole('status').innerText(), /n’attend plus personne/)
  await checkAccessibility(doctor.context(), [doctor.url()])
  await mine.goto('/my/documents')
  assert.match(await readMain(mine), /Bilan sanguin à part/)
  await mine.goto('/my/access/history')
  assert.match(await readMain(mine), /Résultat dont un professionnel vous a parlé/)
})

test('nobody is ever kept from it: one press shows it at once, with scripts too, and for good', async () => {
  const scripted = await openBrowser(carnet.origin, { viewport: 'phone', javaScript: true })
  const page = await scripted.newPage()
  await signIn(page, 'dominique', '/my')
  await depositReport()
  const document = await openAwaiting(page)
  await page.getByRole('button', { name: 'Voir maintenant quand même' }).click()
  assert.equal(new URL(page.url()).pathname, document)
  assert.match(await readMain(page), /Zébrine/)
  await page.goto('/my/values')
  assert.match(await readMain(page), /Zébrine/)
  await page.goto('/my/access/history?who=all')
  assert.match(await readMain(page), /Lecture sans attendre votre médecin/)
})

test('taking the choice back shows what still waits', async () => {
  await depositReport()
  await openAwaiting(mine)
  await choose(mine, 'Analyses de laboratoire', false)
  await mine.goto('/my/documents')
  assert.doesNotMatch(await readMain(mine), new RegExp(came))
})
