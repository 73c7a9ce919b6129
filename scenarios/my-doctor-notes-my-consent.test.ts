import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { noteConsent, searchPatient } from '../tests/support/browser-patient.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { numberOf } from '../tests/support/register-kit.ts'

const refusal = 'Ce dossier n’est pas ouvert pour vous'

let carnet: Installation
let doctor: Page
before(async () => {
  carnet = await openInstallation()
  doctor = await openWorkplace(carnet.origin, 'dr-petit')
})
after(() => carnet.close())

const afterNoting = async (ins: string, birthDate: string): Promise<string> => {
  await noteConsent(doctor, ins, birthDate)
  return readMain(doctor)
}

test('who is tied by nothing is refused, and finds there the way to note an agreement', async () => {
  await searchPatient(doctor, dominiqueIns)
  assert.match(await readMain(doctor), new RegExp(refusal))
  await doctor.getByRole('link', { name: 'Noter l’accord du patient' }).click()
  assert.match(await readMain(doctor), /Le patient vous donne son accord/)
  await checkAccessibility(doctor.context(), [doctor.url()])
})

test('the right person first: another birth date, and a number of nobody, get the same page', async () => {
  const wrong = await afterNoting(dominiqueIns, '29/03/1979')
  assert.match(wrong, new RegExp(refusal))
  assert.equal(await afterNoting(numberOf('2990351215189'), '28/03/1979'), wrong)
  assert.match(await afterNoting('123', 'hier'), /Le numéro INS compte 15 caractères.*Indiquez la date de naissance/)
})

test('the number typed into the search goes along, as a card prints it too: the birth date is all that is typed then', async () => {
  await doctor.goto('/pro')
  await doctor.getByLabel('Numéro INS du patient').fill('2 79 03 51 215 189')
  await doctor.getByRole('button', { name: 'Noter l’accord du patient' }).click()
  assert.equal(await doctor.getByLabel('Numéro INS du patient').inputValue(), '2 79 03 51 215 189')
  assert.equal(await doctor.getByRole('alert').count(), 0, 'nothing is at fault before it is sent')
  await checkAccessibility(doctor.context(), [`${carnet.origin}/pro/consent`])
  await doctor.getByRole('button', { name: 'Noter son accord' }).click()
  assert.match(
    await doctor.getByRole('alert').innerText(),
    /^Il y a un point à corriger\s+Indiquez la date de naissance/,
  )
})

test('number and birth date, one click: he is in her care team, and she is told', async () => {
  const sent = (await carnet.mails()).length
  await doctor.goto('/pro')
  await doctor.getByLabel('Numéro INS du patient').fill('2 79 03 51 215 189')
  await doctor.getByRole('button', { name: 'Noter l’accord du patient' }).click()
  await doctor.getByLabel('Date de naissance').fill('28/03/1979')
  const finger = createFinger()
  await finger.click(doctor.getByRole('button', { name: 'Noter son accord' }))
  assert.equal(finger.clicks(), 1)
  assert.match(await readMain(doctor), /Est-ce la bonne personne \?.*Vous êtes dans son équipe de soins jusqu’au/)
  // at the note; the first look that follows is no second piece of news
  assert.equal((await carnet.mails()).length, sent + 1)
  await doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }).click()
  assert.match(await readMain(doctor), /\d documents/)
})

test('she reads it with its end, and blocks him in her turn: he notes nothing more', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  const access = await readMain(page)
  assert.match(access, /Accord noté par un professionnel/)
  assert.match(access, /Équipe de soins – jusqu’au/)
  await page.getByRole('link', { name: 'Bloquer Sékou PETIT' }).first().click()
  await page.getByRole('button', { name: 'Bloquer', exact: true }).click()
  assert.match(await afterNoting(dominiqueIns, '28/03/1979'), new RegExp(refusal))
  assert.equal((await (await openSoftware(carnet, 'dr-petit')).listDocuments()).status, 403)
})

test('for a colleague of the same place, by name, after telling: she is told, and reads who noted it', async () => {
  const page = await openWorkplace(carnet.origin, 'nurse')
  const fill = async (colleague: string): Promise<void> => {
    await page.goto('/pro/consent')
    await page.getByLabel('Numéro INS du patient').fill(dominiqueIns)
    await page.getByLabel('Date de naissance').fill('28/03/1979')
    await page.getByText('Pour une autre personne de votre équipe').click()
    await page.getByLabel('Son prénom et son nom').fill(colleague)
  }
  await fill('Hélène Moreau')
  await page.getByRole('button', { name: 'Noter son accord' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Dites d’abord à la personne/)
  await fill('Sékou PETIT')
  await page.getByText('J’ai dit à la personne pourquoi').click()
  await page.getByRole('button', { name: 'Noter son accord' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Aucun professionnel de votre lieu d'exercice/)
  await fill('Hélène Moreau')
  await page.getByText('J’ai dit à la personne pourquoi').click()
  const sent = (await carnet.mails()).length
  await page.getByRole('button', { name: 'Noter son accord' }).click()
  assert.match(await page.getByRole('status').innerText(), /votre collègue peut ouvrir son dossier/)
  assert.equal((await carnet.mails()).length, sent + 1)
})
