import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

// Law: R.1111-42, EHDS article 3. Right: docs/rights/i-find-a-document-by-its-words.md; rules DOC-14; ux.md H4, R6, E0f.

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const imaging = 'Radiographie de la cheville droite'

const titlesIn = (page: Page): Promise<string[]> => page.locator('[data-rows] h3').allInnerTexts()

const look = async (page: Page, address: string, words: string): Promise<void> => {
  await page.goto(address)
  await page.getByLabel('Mots à chercher').fill(words)
  await page.getByRole('button', { name: 'Rechercher', exact: true }).click()
}

test('a word that only the text has: two presses from home, one thing typed, without JavaScript; back leads back', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('banner').getByRole('link', { name: 'Chercher' }))
  await page.getByLabel('Mots à chercher').fill('malleoles')
  await finger.click(page.getByRole('button', { name: 'Rechercher', exact: true }))
  assert.ok(finger.clicks() <= 2, `${finger.clicks()} clicks`)
  assert.deepEqual(await titlesIn(page), [imaging])
  assert.equal(await page.locator('mark').first().innerText(), 'malléole')
  const results = page.url()
  assert.match(results, /\/my\/search\?for=[0-9a-f]+$/, 'the address tells nothing')
  assert.equal(await page.title(), 'Recherche – Carnet')
  await page.getByRole('link', { name: imaging, exact: true }).click()
  assert.match(await readMain(page), /Pas de fracture visible/)
  await page.goBack()
  assert.deepEqual(await titlesIn(page), [imaging])
  await checkAccessibility(page.context(), [results])
})

test('the text inside a PDF is found as soon as it is read; until then the page says so', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await look(page, '/my/search', 'TSH prélèvement')
  assert.deepEqual(await titlesIn(page), [])
  assert.match(await readMain(page), /Le texte d’un document n’est pas encore lu/)
  await carnet.mails()
  await page.reload()
  assert.deepEqual(await titlesIn(page), ['Contrôle de la fonction thyroïdienne'])
  assert.doesNotMatch(await readMain(page), /pas encore lu/)
  await page.goto('/my/access/history?who=all')
  assert.match(await readMain(page), /Carnet .*de façon automatique Lecture automatique du texte d’un document/)
  await page.goto('/my/access/history')
  assert.doesNotMatch(await readMain(page), /Lecture automatique/, 'nobody else looked')
})

test('her history tells of the search, and not of the word', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access/history?who=all')
  const read = await readMain(page)
  assert.match(read, /Recherche de mots dans les documents/)
  assert.doesNotMatch(read, /mall[ée]ole/)
})

test('by a name, by a month, by words in quotation marks; a value by its name leads to its way over the years', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  for (const words of ['radiographie', '"fracture visible"', 'avril 2026 fracture'])
    await look(page, '/my/search', words).then(async () =>
      assert.ok((await titlesIn(page)).includes(imaging), `${words}: ${await readMain(page)}`),
    )
  await look(page, '/my/documents', 'cholesterol')
  await page.getByRole('link', { name: 'Cholestérol total' }).click()
  assert.match(page.url(), /\/values\/\d+$/)
})

test('what is not there is said, with what to try; nothing typed asks for a word', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await look(page, '/my/search', 'introuvable')
  assert.match(await readMain(page), /0 document trouvé Aucun document ne contient tous ces mots Essayez un seul mot/)
  await look(page, '/my/search', '  ')
  assert.match(await readMain(page), /Écrivez au moins un mot/)
})

test('a professional finds it in the record, by the same words; once it is hidden, nothing tells that it is there', async () => {
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  const record = new URL(nurse.url()).pathname
  const find = async (): Promise<void> => {
    await nurse.goto(record)
    await nurse.getByLabel('Spécialité, nature, auteur ou mot').fill('malléole')
    await nurse.getByRole('button', { name: 'Chercher dans les textes' }).click()
  }
  await find()
  assert.deepEqual(await titlesIn(nurse), [imaging])
  assert.equal(await nurse.locator('mark').first().innerText(), 'malléole')
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/documents')
  await page.getByRole('link', { name: `Qui voit : ${imaging}` }).click()
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  await find()
  assert.match(await readMain(nurse), /0 document trouvé Aucun document ne contient tous ces mots/)
  await look(nurse, record.replace('/documents', '/search'), 'introuvable')
  const without = (await readMain(nurse)).length
  await find()
  assert.equal((await readMain(nurse)).length, without)
})

test('an address of results opens in its own space only', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await look(page, '/my/search', 'fracture')
  const other = await (await openBrowser(carnet.origin)).newPage()
  await signIn(other, 'paul', '/my')
  await other.goto(page.url())
  assert.equal(await other.getByLabel('Mots à chercher').inputValue(), '')
})
