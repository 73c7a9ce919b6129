import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openSoftware } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const thyroid = 'Contrôle de la fonction thyroïdienne'
const prescription = 'Ordonnance du 18 septembre 2026'

let carnet: Installation
let page: Page
before(async () => {
  carnet = await openInstallation()
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
})
after(() => carnet.close())

const headings = async (name: string): Promise<string> => (await page.getByRole('heading', { name }).innerText()).trim()

test('a folder of my own words, a document in it, and pinned at the top of my list', async () => {
  await page.goto('/my/documents')
  await page.getByRole('link', { name: 'Créer un dossier' }).click()
  await page.getByRole('button', { name: 'Créer' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Donnez un nom au dossier/)
  await page.getByLabel('Nom du dossier').fill('Thyroïde')
  await page.getByRole('button', { name: 'Créer' }).click()
  assert.match(await page.getByRole('status').innerText(), /Le dossier est créé/)
  await page.goto('/my/documents')
  await page.getByRole('link', { name: thyroid, exact: true }).first().click()
  await page.getByRole('link', { name: 'Ranger' }).click()
  await page.getByText('Thyroïde', { exact: true }).click()
  await page.getByText('Épingler en haut de la liste').click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await page.getByRole('status').innerText(), /C’est rangé/)
  await page.goto('/my/documents')
  assert.equal(await headings('Épinglés'), 'Épinglés')
  await page.getByRole('link', { name: 'Thyroïde', exact: true }).click()
  const folder = await readMain(page)
  assert.match(folder, new RegExp(thyroid))
  assert.doesNotMatch(folder, new RegExp(prescription))
  assert.equal(await page.title().then((title) => /Thyroïde/.test(title)), false, 'no health word in a title')
})

test('my list by title, and by author', async () => {
  await page.goto('/my/documents?sort=title')
  const titles = (await page.locator('.row h3').allInnerTexts()).slice(1)
  assert.deepEqual(
    titles,
    titles.toSorted((a, b) => a.localeCompare(b, 'fr')),
  )
  assert.ok(titles.length > 3)
})

test('several at once: one question, one answer, one way back; the nurse finds none of them', async () => {
  const seen = async () => (await (await openSoftware(carnet, 'nurse')).listDocuments()).titles
  const whole = await seen()
  await page.goto('/my/documents')
  await page.getByRole('link', { name: 'Choisir plusieurs documents' }).click()
  for (const title of [thyroid, prescription]) await page.getByLabel(title).check()
  await page.getByRole('button', { name: 'Masquer ou montrer…' }).click()
  assert.match(await readMain(page), /2 documents choisis.*votre médecin traitant.*L’effet est immédiat/)
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  assert.match(await page.getByRole('status').innerText(), /2 documents sont masqués/)
  assert.deepEqual(new Set(await seen()), new Set(whole.filter((title) => title !== thyroid && title !== prescription)))
  await page.getByRole('button', { name: 'Annuler' }).click()
  assert.match(await page.getByRole('status').innerText(), /2 documents sont visibles/)
  assert.deepEqual(await seen(), whole)
})

test('what cannot be done is told beside what was', async () => {
  await page.goto('/my/documents/hide?id=00000000-0000-4000-8000-000000000000')
  assert.match(await readMain(page), /Un document choisi n’est plus dans votre espace/)
  assert.equal(await page.getByRole('button', { name: 'Masquer' }).count(), 0)
})

test('the folder goes, its documents stay; nothing of it was told to anybody else', async () => {
  await page.goto('/my/folders')
  await page.getByRole('link', { name: 'Thyroïde' }).click()
  await page.getByRole('link', { name: 'Supprimer ce dossier' }).click()
  await page.getByRole('button', { name: 'Supprimer le dossier' }).click()
  assert.match(await page.getByRole('status').innerText(), /Ses documents sont toujours là/)
  const software = await openSoftware(carnet, 'dr-moreau')
  assert.doesNotMatch((await software.listDocuments()).text, /Thyroïde"/)
  await page.goto('/my/documents')
  assert.match(await readMain(page), new RegExp(thyroid))
  const browser = await openBrowser(carnet.origin)
  await signIn(await browser.newPage(), 'dominique', '/my')
  await checkAccessibility(
    browser,
    ['/my/folders', '/my/documents/choose'].map((path) => `${carnet.origin}${path}`),
  )
})
