import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

const add = async (page: Page, name: string, at = '/my/documents/add'): Promise<string> => {
  await page.goto(at)
  await page.getByLabel('Ou choisir un fichier').setInputFiles(file(`${name} 2026-02-03.txt`, `Contenu de ${name}`))
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByRole('button', { name: /^Enregistrer pour/ }).click()
  return page.url().replace(/\?.*$/, '')
}

for (const javaScript of [false, true]) {
  test(`three clicks from Home throw it away, one takes it back at once, ${javaScript ? 'with' : 'without'} a script`, async () => {
    const page = await (await openBrowser(carnet.origin, { viewport: 'phone', javaScript })).newPage()
    await signIn(page, 'dominique', '/my')
    const name = `Certificat ${javaScript ? 'un' : 'deux'}`
    await add(hers, name)
    await page.goto('/my')
    const finger = createFinger()
    await finger.click(page.getByRole('link', { name: 'Dossier' }).first())
    await finger.click(page.getByRole('link', { name: new RegExp(`^${name}`) }).first())
    await finger.click(page.getByRole('button', { name: 'Supprimer' }))
    assert.ok(finger.clicks() <= 3, `${finger.clicks()} clicks`)
    assert.match(await readMain(page), /Le document est dans la corbeille\./)
    assert.match(await readMain(page), new RegExp(name))
    await checkAccessibility(page.context(), [page.url()])
    await page.getByRole('button', { name: 'Annuler' }).click()
    assert.match(await readMain(page), new RegExp(`de nouveau dans l’espace.*${name}`))
  })
}

test('in the bin nobody finds it: neither her list, nor her search, nor her doctor, nor software; two clicks bring it back', async () => {
  const address = await add(hers, 'Ordonnance rare')
  await hers.getByRole('button', { name: 'Supprimer' }).click()
  assert.equal((await hers.goto(address))?.status(), 404)
  assert.equal((await hers.request.get(`${address}/original`)).status(), 404)
  await hers.goto('/my/documents')
  assert.doesNotMatch(await readMain(hers), /Ordonnance rare/)
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  assert.doesNotMatch(await readMain(doctor), /Ordonnance rare/)
  assert.ok(
    !(await openSoftware(carnet, 'dr-moreau').then((one) => one.listDocuments())).titles.includes('Ordonnance rare'),
  )

  const finger = createFinger()
  await finger.click(hers.getByRole('link', { name: 'Corbeille' }))
  const other = await hers.context().newPage()
  await other.goto(hers.url())
  await finger.click(hers.getByRole('button', { name: /^Reprendre Ordonnance rare/ }))
  assert.equal(finger.clicks(), 2)
  assert.equal(hers.url().replace(/\?.*$/, ''), address)
  await hers.goto('/my/access/history?who=all')
  assert.match(await readMain(hers), /repris de la corbeille/)
  // the same button in another tab, too late
  await other.getByRole('button', { name: /^Reprendre Ordonnance rare/ }).click()
  assert.match(await readMain(other), /Rien n’est revenu : ce n’était plus dans la corbeille/)
  await other.close()
})

test('several at once: what a professional put is told apart and stays; an emptied bin is empty', async () => {
  await add(hers, 'Premier papier')
  await add(hers, 'Second papier')
  await hers.goto('/my/documents/choose')
  for (const box of await hers.getByRole('checkbox').all()) await box.check()
  await hers.getByRole('button', { name: 'Supprimer…' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  assert.match(await readMain(hers), /Ceux-ci ne peuvent pas être supprimés/)
  await hers.getByRole('button', { name: 'Supprimer', exact: true }).click()
  assert.match(await readMain(hers), /documents sont dans la corbeille/)
  await hers.getByRole('link', { name: 'Vider la corbeille' }).click()
  await hers.getByRole('button', { name: 'Effacer pour toujours' }).click()
  assert.match(await readMain(hers), /La corbeille est vide/)
  assert.equal(await carnet.carnet.documents.sweepBins(), 1)
  assert.equal(await carnet.carnet.documents.sweepBins(), 0)
})

test('what is said of it can be said otherwise: the same document, its bytes, its history; a day to come is asked again', async () => {
  const address = await add(hers, 'Papier mal nommé')
  await hers.getByRole('link', { name: /^Modifier/ }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('Titre').fill('Lettre du kinésithérapeute')
  await hers.getByLabel('Date du document').fill('01/01/2099')
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(hers), /entre la naissance et aujourd’hui/)
  assert.equal(await hers.getByLabel('Titre').inputValue(), 'Lettre du kinésithérapeute')
  await hers.getByLabel('Date du document').fill('05/01/2026')
  await hers.getByLabel('Type de document').selectOption('DOCPAT03')
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.equal(hers.url().replace(/\?.*$/, ''), address)
  assert.match(await readMain(hers), /C’est modifié.*Lettre du kinésithérapeute.*Contenu de Papier mal nommé/)
  await hers.goto('/my/documents?type=DOCPAT03')
  assert.match(await readMain(hers), /5 janvier 2026.*Lettre du kinésithérapeute/)
})

test('a new file takes its place; the old one is an earlier version, and both go together', async () => {
  const address = await add(hers, 'Certificat ancien')
  await hers.getByRole('link', { name: 'Remplacer par un autre fichier' }).click()
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(file('scan.txt', 'Le bon contenu'))
  await hers.getByRole('button', { name: 'Continuer' }).click()
  assert.equal(await hers.getByLabel('Titre').inputValue(), 'Certificat ancien')
  await hers.getByRole('button', { name: /^Enregistrer pour/ }).click()
  assert.match(await readMain(hers), /C’est enregistré.*Le bon contenu/)
  const replacement = hers.url().replace(/\?.*$/, '')
  assert.notEqual(replacement, address)
  assert.equal((await hers.goto(address))?.status(), 200)
  await hers.goto(replacement)
  await hers.getByRole('button', { name: 'Supprimer' }).click()
  for (const gone of [address, replacement]) assert.equal((await hers.goto(gone))?.status(), 404)
})

test('what her doctor wrote has no such buttons, and posting to their addresses does nothing', async () => {
  await hers.goto('/my/documents')
  await hers
    .getByRole('link', { name: /Compte rendu|Bilan/ })
    .first()
    .click()
  const address = hers.url().replace(/\?.*$/, '')
  assert.equal(await hers.getByRole('button', { name: 'Supprimer' }).count(), 0)
  const headers = { 'sec-fetch-site': 'same-origin' }
  await hers.request.post(`${address}/delete`, { headers, form: {} })
  assert.equal((await hers.goto(address))?.status(), 200)
  const changed = await hers.request.post(`${address}/change`, {
    headers,
    form: { type: 'DOCPAT03', title: 'x', day: '01/01/2026' },
  })
  assert.equal(changed.status(), 403)
  assert.equal((await hers.goto(`${address}/change`))?.status(), 403)
  await hers.goto(`/my/documents/add?replaces=${address.split('/').at(-1)}`)
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(file('a.txt', 'a'))
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await hers.getByRole('button', { name: /^Enregistrer pour/ }).click()
  assert.doesNotMatch(await readMain(hers), /C’est enregistré/)
})
