import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const secret = 'Contrôle de la fonction thyroïdienne'

let carnet: Installation
let nurse: Page
let nurseSoftware: Software
let documentId: string
before(async () => {
  carnet = await openInstallation()
  nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  nurseSoftware = await openSoftware(carnet, 'nurse')
  documentId = (await nurseSoftware.listDocuments()).ids.get(secret) ?? ''
})
after(() => carnet.close())

const openWhoSees = async (page: Page): Promise<number> => {
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Dossier', exact: true }))
  await finger.click(page.getByRole('link', { name: `Qui voit : ${secret}` }))
  return finger.clicks()
}

test('three clicks from home, and who keeps it is named before the third', async () => {
  assert.match(await readMain(nurse), new RegExp(secret))
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const clicks = await openWhoSees(page)
  const question = await readMain(page)
  assert.match(question, /Hélène MOREAU le verra encore : c’est votre médecin traitant/)
  assert.match(question, /Nadia BELKACEM le verra encore : c’est l’auteur du document/)
  assert.match(question, /Ne le verra plus : Aminata DIALLO/)
  assert.match(question, /Masquer n’efface rien/)
  const address = page.url()
  await checkAccessibility(browser, [address])

  const finger = createFinger()
  await finger.click(page.getByRole('button', { name: 'Masquer', exact: true }))
  assert.ok(clicks + finger.clicks() <= 3, `${clicks + finger.clicks()} clicks`)
  assert.match(await page.getByRole('status').innerText(), /Document masqué/)
  await checkAccessibility(browser, [address, `${carnet.origin}/my/documents`])
})

test('the very next request of the nurse lacks it, in her browser and in her software', async () => {
  await nurse.reload()
  assert.doesNotMatch(await readMain(nurse), new RegExp(secret))
  assert.match(await readMain(nurse), /5 documents/)
  const { titles } = await nurseSoftware.listDocuments()
  assert.equal(titles.length, 5)
  assert.ok(!titles.includes(secret))
})

test('the nurse who asks for it by its address is answered as if it were not there', async () => {
  const absent = '00000000-0000-4000-8000-000000000000'
  const hidden = await nurseSoftware.get(`DocumentReference/${documentId}`)
  const unknown = await nurseSoftware.get(`DocumentReference/${absent}`)
  assert.equal(hidden.status, 404)
  assert.deepEqual(hidden, unknown)

  const list = new URL(nurse.url()).pathname
  const pageOf = async (id: string) => {
    const answer = await nurse.context().request.get(`${list}/${id}`)
    return { status: answer.status(), text: (await answer.text()).replaceAll(id, '') }
  }
  const page = await pageOf(documentId)
  assert.equal(page.status, 404)
  assert.deepEqual(page, await pageOf(absent))
})

test('her treating doctor keeps it, sees that it is hidden, and reads it', async () => {
  const doctor = await openSoftware(carnet, 'dr-moreau')
  assert.ok((await doctor.listDocuments()).titles.includes(secret))
  const page = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(page, 'dr-moreau', dominiqueIns)
  await page.getByRole('link', { name: secret }).click()
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), secret)
  assert.match(await readMain(page), /Masqué/)
})

test('she keeps it herself, and one click shows it again', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  await openWhoSees(page)
  assert.match(await readMain(page), /Ce document est masqué.*Pourr\S+ le voir : Aminata DIALLO/)
  await page.getByRole('button', { name: 'Rendre visible' }).click()
  assert.match(await page.getByRole('status').innerText(), /Document de nouveau visible/)
  assert.ok((await nurseSoftware.listDocuments()).titles.includes(secret))
})
