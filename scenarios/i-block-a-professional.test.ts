import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const refusal = 'Ce dossier n’est pas ouvert pour vous'
const nurseName = 'Aminata DIALLO'

let carnet: Installation
let nurse: Page
let nurseSoftware: Software
before(async () => {
  carnet = await openInstallation()
  nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  nurseSoftware = await openSoftware(carnet, 'nurse')
})
after(() => carnet.close())

test('three clicks from home, two from Access, and the very next request of the nurse is refused', async () => {
  assert.match(await readMain(nurse), /6 documents/)
  assert.equal((await nurseSoftware.listDocuments()).titles.length, 6)

  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: `Bloquer ${nurseName}` }).first())
  const question = await readMain(page)
  assert.match(question, new RegExp(`${nurseName} ne pourra plus ouvrir votre dossier`))
  assert.match(question, /L’effet est immédiat.*débloquer à tout moment.*Nous ne lui envoyons aucun message/)
  const confirmation = page.url()
  await finger.click(page.getByRole('button', { name: 'Bloquer', exact: true }))
  assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
  assert.match(await page.getByRole('status').innerText(), new RegExp(`L’accès de ${nurseName} est bloqué`))

  assert.equal((await nurse.reload())?.status(), 403)
  assert.match(await readMain(nurse), new RegExp(refusal))
  const { status, titles } = await nurseSoftware.listDocuments()
  assert.deepEqual({ status, titles }, { status: 403, titles: [] })
  await checkAccessibility(browser, [page.url(), confirmation])
})

test('nothing the nurse is told betrays that she was blocked: a stranger reads the same', async () => {
  const stranger = await openSoftware(carnet, 'dr-petit')
  assert.equal((await nurseSoftware.listDocuments()).text, (await stranger.listDocuments()).text)
  assert.doesNotMatch(await readMain(nurse), /bloqu/i)
  assert.doesNotMatch((await nurseSoftware.listDocuments()).text, /bloqu|block/i)
})

test('others keep their access, and the refusal stands in the history', async () => {
  assert.equal((await (await openSoftware(carnet, 'dr-moreau')).listDocuments()).titles.length, 6)
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  const refused = page.getByRole('listitem').filter({ hasText: nurseName }).filter({ hasText: 'Refusé' }).first()
  assert.match(await refused.innerText(), /bloqué par le titulaire/)
})

test('blocking her treating doctor says first what it means', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  await page.getByRole('link', { name: 'Bloquer Hélène MOREAU' }).first().click()
  assert.match(await readMain(page), /Hélène MOREAU est votre médecin traitant\. Après ce blocage/)
  await page.getByRole('link', { name: 'Ne rien changer' }).click()
  assert.equal(new URL(page.url()).pathname, '/my/access')
  assert.equal((await (await openSoftware(carnet, 'dr-moreau')).listDocuments()).status, 200)
})

test('one click lets the nurse in again, at her next request', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  await page.getByRole('link', { name: `Débloquer ${nurseName}` }).click()
  await page.getByRole('button', { name: 'Débloquer', exact: true }).click()
  assert.equal((await nurse.reload())?.status(), 200)
  assert.equal((await nurseSoftware.listDocuments()).titles.length, 6)

  await page.getByRole('status').getByRole('button', { name: 'Annuler' }).click()
  assert.equal((await nurseSoftware.listDocuments()).status, 403)
})
