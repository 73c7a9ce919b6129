import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const prescription = 'Ordonnance du 18 septembre 2026'
const letter = 'Lettre de liaison à la sortie'
const vaccination = 'Note de vaccination du 14 octobre 2026'

let carnet: Installation
let me: Page
let doctor: Page
let record = ''
let ids: Map<string, string>
before(async () => {
  carnet = await openInstallation()
  me = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(me, 'dominique', '/my')
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  record = doctor.url().replace(/\/documents.*/, '')
  ids = (await (await openSoftware(carnet, 'nurse')).listDocuments()).ids
})
after(() => carnet.close())

const sees = async (who: string, title: string): Promise<boolean> =>
  (await (await openSoftware(carnet, who)).listDocuments()).titles.includes(title)

const report = async (title: string): Promise<void> => {
  await me.goto(`/my/documents/${ids.get(title)}/dispute`)
  await me.getByText('Ce n’est pas à moi : il concerne une autre personne').click()
  await me.getByRole('button', { name: 'Signaler' }).click()
}

test('three clicks from the document: at once nobody finds it but me and who wrote it', async () => {
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: prescription }).first().click()
  await me.goto(`/my/documents/${ids.get(prescription)}`)
  const finger = createFinger()
  await finger.click(me.getByRole('link', { name: 'Ce n’est pas à moi, ou c’est faux' }))
  const form = me.url()
  assert.match(await readMain(me), /plus personne ne voit ce document.*10 jours ouvrés.*nous tranchons/)
  await me.getByRole('button', { name: 'Signaler' }).click()
  assert.match(await me.getByRole('alert').innerText(), /choisissez une réponse/)
  await finger.click(me.getByText('Ce n’est pas à moi : il concerne une autre personne'))
  await me.getByLabel('Voulez-vous préciser ?').fill('Ce n’est pas mon médecin')
  await finger.click(me.getByRole('button', { name: 'Signaler' }))
  assert.equal(finger.clicks(), 3)
  assert.match(await me.getByRole('status').innerText(), /C’est signalé/)
  assert.match(await readMain(me), /Signalement [0-9A-F]{4}-[0-9A-F]{4}.*a jusqu’au/)
  assert.equal(await sees('nurse', prescription), false)
  assert.equal(await sees('dr-moreau', prescription), true, 'who wrote it keeps it')
  await nurse.reload()
  assert.doesNotMatch(await readMain(nurse), /Ordonnance du 18/)
  await me.goto(form.replace('/dispute', ''))
  assert.match(await readMain(me), /Vous avez signalé ce document/)
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  await signIn(await browser.newPage(), 'dominique', '/my')
  await checkAccessibility(browser, [form, `${carnet.origin}/my/disputes`])
})

test('its author reads what I say, and answers why it is mine; I read the answer', async () => {
  await doctor.goto('/pro/activity')
  await doctor.getByRole('link', { name: 'Dépôts signalés par des patients' }).click()
  await doctor.getByRole('table').getByRole('link').click()
  assert.match(await readMain(doctor), /Ce n’est pas mon médecin/)
  await checkAccessibility(doctor.context(), [doctor.url(), `${carnet.origin}/pro/disputes`])
  await doctor.getByRole('button', { name: 'Envoyer la réponse' }).click()
  assert.match(await doctor.getByRole('alert').innerText(), /Dites en quelques mots/)
  await doctor.getByLabel(/Pourquoi ce document/).fill('Consultation du 18 septembre')
  await doctor.getByRole('button', { name: 'Envoyer la réponse' }).click()
  assert.match(await doctor.getByRole('status').innerText(), /Votre réponse est envoyée/)
  await me.goto('/my/disputes')
  assert.match(await readMain(me), /bien à vous.*Consultation du 18 septembre/)
})

test('I take it back: it is there for everybody again', async () => {
  await me.getByRole('button', { name: /Retirer le signalement/ }).click()
  assert.match(await me.getByRole('status').innerText(), /Votre signalement est retiré/)
  assert.equal(await sees('nurse', prescription), true)
})

test('the author withdraws what was for somebody else, and reads who had opened it', async () => {
  await report(prescription)
  await doctor.goto('/pro/disputes')
  await doctor.getByRole('table').getByRole('link').first().click()
  const place = doctor.url()
  await doctor.getByRole('link', { name: /retirer le document/ }).click()
  assert.equal(await doctor.getByLabel('Il a été déposé pour la mauvaise personne').isChecked(), true)
  await doctor.getByLabel('Pourquoi le retirer ?').fill('Homonyme')
  await doctor.getByRole('button', { name: 'Retirer' }).click()
  await doctor.goto(place)
  assert.match(await readMain(doctor), /Qui l’avait ouvert.*Aminata DIALLO/)
  await me.goto('/my/disputes')
  assert.match(await readMain(me), /n’est plus dans votre espace/)
  const gone = await me.goto(`/my/documents/${ids.get(prescription)}`)
  assert.equal(gone?.status(), 404)
})

test('an author who finds out first recalls it: I am told in plain words, without a word of what it said', async () => {
  const earlier = (await carnet.mails()).length
  const nurse = await openSoftware(carnet, 'nurse')
  assert.equal((await nurse.get(`DocumentReference/${ids.get(vaccination)}`)).status, 200)
  await doctor.goto(`${record}/documents/${ids.get(vaccination)}/withdraw`)
  await doctor.getByText('Il a été déposé pour la mauvaise personne').click()
  await doctor.getByLabel('Pourquoi le retirer ?').fill('Erreur')
  await doctor.getByRole('button', { name: 'Retirer' }).click()
  const mails = await carnet.mails()
  assert.equal(mails.length, earlier + 1)
  assert.doesNotMatch(JSON.stringify(mails.at(-1)), /vaccin/i)
  await me.goto('/my/disputes')
  assert.match(await readMain(me), /déposé par erreur dans votre espace a été retiré par son auteur/)
})

test('the operator decides what its author leaves open, and sees neither whose it is nor what it says', async () => {
  await report(letter)
  const staff = await (await openBrowser(carnet.origin)).newPage()
  await signIn(staff, 'operator', '/console')
  await staff.getByRole('link', { name: 'Documents signalés' }).click()
  await staff.getByRole('table').getByRole('link').first().click()
  const seen = await readMain(staff)
  assert.match(seen, /il concerne une autre personne/)
  assert.doesNotMatch(seen, /dominique|pat-trois|liaison|279035121518989/i)
  await staff.getByLabel('Que décidez-vous ?').selectOption('kept')
  await staff.getByRole('button', { name: 'Décider' }).click()
  assert.match(await readMain(staff), /État Maintenu/)
  assert.equal(await sees('nurse', letter), true)
})

test('in my history: what I said, what I took back, what was decided', async () => {
  await me.goto('/my/access/history?who=all')
  const told = await readMain(me)
  for (const line of ['Document signalé', 'Signalement retiré', 'Décision sur un document signalé'])
    assert.ok(told.includes(line), `${line} in ${told}`)
})
