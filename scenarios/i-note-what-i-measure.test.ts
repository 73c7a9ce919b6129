import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

interface Noted {
  what: string
  values: Readonly<Record<string, string>>
  day?: string
  time?: string
}

const fill = async ({ what, values, day, time }: Noted): Promise<void> => {
  await hers.goto('/my/measures/add')
  await hers.getByRole('link', { name: what, exact: true }).click()
  for (const [label, value] of Object.entries(values)) await hers.getByLabel(label).fill(value)
  if (day !== undefined) await hers.getByLabel('Jour').fill(day)
  if (time !== undefined) await hers.getByLabel('Heure').fill(time)
}

const note = async (noted: Noted): Promise<void> => {
  await fill(noted)
  await hers.getByRole('button', { name: 'Enregistrer', exact: true }).click()
}

const weight = (kg: string, day: string): Noted => ({
  what: 'Poids',
  values: { 'Poids (kg)': kg },
  day,
  time: '8h30',
})

test('from the record, without a script: what, how much, and it stands there now; four fields at most', async () => {
  await hers.getByRole('link', { name: 'Dossier', exact: true }).click()
  const finger = createFinger()
  await finger.click(hers.getByRole('link', { name: 'Mesures de santé' }))
  assert.match(await readMain(hers), /Aucune mesure pour l’instant/)
  await checkAccessibility(hers.context(), [hers.url()])
  await finger.click(hers.getByRole('link', { name: 'Ajouter une mesure' }))
  await finger.click(hers.getByRole('link', { name: 'Poids', exact: true }))
  assert.ok((await hers.locator('form input[type=text]:visible').count()) <= 4)
  await hers.getByLabel('Poids (kg)').fill('72,5')
  await finger.click(hers.getByRole('button', { name: 'Enregistrer', exact: true }))
  assert.ok(finger.clicks() <= 4, `${finger.clicks()} clicks`)
  assert.match(await readMain(hers), /C’est noté.*72,5 kg.*Noté par vous/)
  await checkAccessibility(hers.context(), [hers.url()])
})

test('an unlikely number is asked about once and taken; what is wrong is named, and nothing typed is lost', async () => {
  await note(weight('720', '01/03/2024'))
  assert.match(await readMain(hers), /Est-ce bien 720 kg \? D’habitude, c’est entre 0,2 et 650 kg/)
  await hers.getByRole('button', { name: 'Oui, c’est bien cela' }).click()
  assert.match(await readMain(hers), /C’est noté.*720 kg/)
  await note({ what: 'Pression artérielle', values: { Maximale: '80', Minimale: '120' }, day: '02/03/2024' })
  assert.match(await readMain(hers), /Les deux valeurs sont peut-être inversées/)
  assert.equal(await hers.getByLabel('Maximale').inputValue(), '80')
  await note(weight('72', '01/03/1949'))
  assert.match(await readMain(hers), /Cette date est avant la naissance/)
  await note({ what: 'Glycémie', values: { 'Glycémie (mg/dL)': '95' } })
  assert.match(await readMain(hers), /Dites quand cette mesure a été prise/)
  await hers.getByLabel('Moment').selectOption('Glucose à jeun')
  await hers.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  assert.match(await readMain(hers), /95 mg\/dL Glucose à jeun/)
})

test('what is noted twice stands once; what is deleted comes back with one press', async () => {
  await note(weight('71', '01/06/2025'))
  await note(weight('71,0', '01/06/2025'))
  assert.match(await readMain(hers), /Vous aviez déjà cette mesure/)
  await hers.getByRole('button', { name: 'Supprimer 720 kg' }).click()
  assert.doesNotMatch(await readMain(hers), /720 kg/)
  assert.match(await hers.getByRole('status').innerText(), /La mesure est supprimée/)
  await hers.getByRole('button', { name: 'Annuler' }).click()
  assert.match(await readMain(hers), /La mesure est revenue.*720 kg/)
  await hers.getByRole('button', { name: 'Supprimer 720 kg' }).click()
})

test('flow 9: two values over five years on one axis of time, four clicks from Home', async () => {
  const days = ['04/02/2022', '05/06/2023', '06/09/2024', '07/01/2026']
  for (const [index, day] of days.entries()) {
    await note(weight(String(70 + index), day))
    const what = 'Hémoglobine glyquée (HbA1c)'
    await note({ what, values: { [`${what} (%)`]: `6,${index}` }, day, time: '09:00' })
  }
  await hers.goto('/my')
  const finger = createFinger()
  for (const name of ['Dossier', 'Mesures de santé', 'Hémoglobine glyquée (HbA1c)', 'Poids'])
    await finger.click(hers.getByRole('link', { name, exact: true }))
  assert.equal(finger.clicks(), 4)
  assert.match(await readMain(hers), /De 6,0 % .* à 6,3 % .*, en 4 mesures/)
  assert.equal(await hers.locator('svg.trend').count(), 2)
  assert.equal(await hers.locator('svg.trend').first().locator('.line-own').count(), 4)
  await checkAccessibility(hers.context(), [hers.url()])
})

test('a target is drawn, and the lines can be had as a file that names nothing in its name', async () => {
  await hers.getByLabel('Mon objectif (%)').fill('6,5')
  await hers.getByRole('button', { name: 'Enregistrer l’objectif' }).click()
  assert.match(await readMain(hers), /votre objectif, 6,5 %/)
  assert.equal(await hers.locator('.trend-target').count(), 1)
  const href = await hers.getByRole('link', { name: 'Télécharger ces lignes' }).getAttribute('href')
  const answer = await hers.context().request.get(href ?? '')
  assert.match(answer.headers()['content-disposition'] ?? '', /^attachment; filename="carnet-\d{4}-\d{2}-\d{2}\.csv"$/)
  assert.equal((await answer.text()).trim().split('\n').length, 5)
})

test('who cares for her sees them; what she hides only her treating doctor does', async () => {
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: 'Mesures de santé' }).click()
  const list = nurse.url()
  assert.match(await readMain(nurse), /Poids/)
  await checkAccessibility(nurse.context(), [list])
  await hers.goto('/my/measures')
  await hers.getByRole('link', { name: 'Poids', exact: true }).click()
  await hers.getByRole('button', { name: 'Masquer aux professionnels' }).click()
  assert.match(await readMain(hers), /sauf votre médecin traitant/)
  const address = new URL(hers.url()).pathname.replace('/my', new URL(list).pathname.replace('/measures', ''))
  await nurse.goto(list)
  assert.doesNotMatch(await readMain(nurse), /Poids/)
  await nurse.goto(address)
  assert.match(await readMain(nurse), /Rien dans cette période/)
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  await doctor.getByRole('link', { name: 'Mesures de santé' }).click()
  assert.match(await readMain(doctor), /Poids/)
  await hers.goto('/my/access/history')
  assert.match(await readMain(hers), /Consultation des mesures de santé/)
})
