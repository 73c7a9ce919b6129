import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { noteConsent } from '../tests/support/browser-patient.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { makePdf } from '../tests/support/make-pdf.ts'

// Right: docs/rights/a-deposit-that-is-not-mine-is-stopped.md; ux.md R6, R10, R11.

let carnet: Installation
let doctor: Page
let record = ''
before(async () => {
  carnet = await openInstallation()
  doctor = await openWorkplace(carnet.origin, 'dr-petit')
  await noteConsent(doctor, dominiqueIns, '28/03/1979')
  record = new URL(doctor.url()).pathname
})
after(() => carnet.close())

const readAs = async (who: string): Promise<string[]> =>
  (await (await openSoftware(carnet, who)).listDocuments()).titles

const fillAndSend = async (title: string): Promise<string> => {
  await doctor.goto(`${record}/deposit`)
  await doctor.getByLabel('Ou un texte').fill('Le rythme est régulier.')
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  await doctor.getByLabel('Titre').fill(title)
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  return new URL(doctor.url()).pathname
}

test('another person’s name in the file stops him, until he says that he looked; the date and the kind come from it', async () => {
  const bytes = makePdf({ pages: ['Ordonnance', 'Patient : DUPONT Jean', 'Vu le 12/03/2026'] })
  const deposit = async (buffer: Buffer): Promise<string> => {
    await doctor.goto(`${record}/deposit`)
    await doctor.getByLabel('Fichier').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer })
    await doctor.getByRole('button', { name: 'Vérifier' }).click()
    return readMain(doctor)
  }
  assert.match(
    await deposit(bytes),
    /Le nom dans le document \(DUPONT Jean\) n’est pas celui du dossier \(Dominique PAT-TROIS\)/,
  )
  assert.equal(await doctor.getByLabel('Date de l’acte').inputValue(), '12/03/2026')
  assert.equal(await doctor.getByLabel('Nature du document').inputValue(), '57833-6')
  const had = await readAs('dr-petit')
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await doctor.locator('#sure-fault').innerText(), /Cochez cette case/)
  assert.deepEqual(await readAs('dr-petit'), had, 'nothing went')
  await doctor.getByLabel(/J’ai vérifié/).check()
  await doctor.getByRole('button', { name: 'Envoyer' }).click()
  assert.match(await readMain(doctor), /C’est envoyé/)
  const own = makePdf({ pages: ['Compte rendu de consultation', 'Madame Dominique Pat Trois'] })
  assert.match(await deposit(own), /Le nom lu dans le document est celui du dossier/)
  assert.equal(await doctor.getByLabel(/J’ai vérifié/).count(), 0)
})

test('the same document sent again lies folded behind the first, and is one click further', async () => {
  const [first, again] = [await fillAndSend('Deux fois'), await fillAndSend('Deux fois')]
  await doctor.goto(`${record}/documents`)
  const row = doctor.getByRole('listitem').filter({ has: doctor.getByRole('heading', { name: 'Deux fois' }) })
  assert.equal(await row.count(), 1)
  await checkAccessibility(doctor.context(), [doctor.url()])
  await row.getByText('+ 1 copie').click()
  const links = await row.getByRole('link').all()
  const hrefs = await Promise.all(links.map(async (link) => (await link.getAttribute('href'))?.split('?')[0]))
  assert.deepEqual(hrefs.toSorted(), [first, again].toSorted())
  await row.getByRole('link', { name: /^Copie arrivée le/ }).click()
  assert.match(await readMain(doctor), /Le rythme est régulier/)
})
