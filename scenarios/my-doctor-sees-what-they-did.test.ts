import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { depositText, searchPatient } from '../tests/support/browser-patient.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let doctor: Page
let record = ''
before(async () => {
  carnet = await openInstallation()
  doctor = await openWorkplace(carnet.origin, 'dr-moreau')
  await searchPatient(doctor, dominiqueIns)
  await doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }).click()
  record = new URL(doctor.url()).pathname.replace(/\/documents$/, '')
})
after(() => carnet.close())

test('today’s patients are one press away; nobody else’s patients are', async () => {
  await doctor.goto('/pro')
  assert.match(await readMain(doctor), /Mes patients du jour Dominique PAT-TROIS ouvert à/)
  const finger = createFinger()
  await finger.click(doctor.getByRole('link', { name: 'Dominique PAT-TROIS' }))
  assert.match(await readMain(doctor), /Est-ce la bonne personne \?/)
  assert.equal(finger.clicks(), 1)
  const nurse = await openWorkplace(carnet.origin, 'nurse')
  assert.doesNotMatch(await nurse.content(), /PAT-TROIS/)
  await nurse.goto('/pro/activity')
  assert.match(await readMain(nurse), /Rien à montrer/)
})

test('what was opened, when, why, by which way: the same as the patient reads', async () => {
  await doctor.goto(`${record}/documents`)
  await doctor.locator('[data-rows] h3 a').first().click()
  await (await openSoftware(carnet, 'dr-moreau')).listDocuments()
  await doctor.goto('/pro/activity')
  const lines = await doctor.locator('.row').allInnerTexts()
  assert.match(
    lines[0] ?? '',
    /Dominique PAT-TROIS – Consultation de la liste des documents\s+par un logiciel · Médecin traitant\./,
  )
  assert.match(lines[1] ?? '', /Dominique PAT-TROIS – Lecture\s+par le site · Médecin traitant\./)
  await checkAccessibility(doctor.context(), [doctor.url()])

  const spaceId = record.split('/').at(-1) ?? ''
  const session = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { lines: history } = await carnet.carnet.history.readHistory(session, spaceId, { who: 'others' })
  const hersAre = history.filter(({ actor, effect }) => actor.id === '810000001015' && effect === 'permit')
  assert.equal(hersAre.length, lines.length)
})

test('a refusal is nobody’s activity, and a deposit is found with the deposits', async () => {
  await doctor.goto('/pro/activity')
  const count = await doctor.locator('.row').count()
  await searchPatient(doctor, '299035121518960')
  await doctor.goto('/pro/activity')
  assert.equal(await doctor.locator('.row').count(), count)
  await depositText(doctor, record, { title: 'Mot du soir', day: '01/07/2026' })
  await doctor.goto('/pro/activity')
  await doctor.getByLabel('Quels actes').selectOption('Mes dépôts et leurs changements')
  await doctor.getByRole('button', { name: 'Montrer' }).click()
  const deposits = await doctor.locator('.row').allInnerTexts()
  assert.ok(deposits.length > 0 && deposits.every((line) => /Dépôt/.test(line)))
})

test('a hundred a page, and all of it as a table', async () => {
  for (let n = 0; n < 52; n += 1) await doctor.request.get(`${record}/documents`)
  await doctor.goto('/pro/activity')
  assert.equal(await doctor.locator('.row').count(), 100)
  await doctor.getByRole('link', { name: 'Plus ancien' }).click()
  const older = await doctor.locator('.row').count()
  assert.ok(older > 0 && older < 100)
  const table = await (await doctor.request.get('/pro/activity/table')).text()
  const [head, ...lines] = table.trim().split('\n')
  assert.equal(head, 'Quand;Patient;Acte;Pourquoi;Par quelle voie')
  assert.equal(lines.length, 100 + older)
  await doctor.goto('/pro/activity')
  await doctor.getByLabel('Jusqu’au').fill('01/01/2026')
  await doctor.getByRole('button', { name: 'Montrer' }).click()
  assert.match(await readMain(doctor), /Rien à montrer/)
  const link = await doctor.getByRole('link', { name: 'Télécharger en tableau' }).getAttribute('href')
  const none = await (await doctor.request.get(link ?? '')).text()
  assert.equal(none.trim().split('\n').length, 1, 'the table is of the same days')
  assert.match(
    lines.at(-1) ?? '',
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00;Dominique PAT-TROIS;Consultation de l’identité;Médecin traitant\.;par le site$/,
  )
})
