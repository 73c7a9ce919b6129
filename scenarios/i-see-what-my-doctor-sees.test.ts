import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { openSoftware } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const secret = 'Contrôle de la fonction thyroïdienne'
const nurseName = 'Aminata DIALLO'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const rowsThat = async (page: Page, says: string): Promise<string[]> => {
  const rows = page
    .getByRole('main')
    .locator('li.row')
    .filter({ has: page.getByText(says, { exact: true }) })
  return (await rows.locator('h3').allInnerTexts()).toSorted()
}

const openSight = async (page: Page): Promise<number> => {
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: nurseName, exact: true }).first())
  await finger.click(page.getByRole('link', { name: 'Ce que cette personne voit en ce moment' }))
  return finger.clicks()
}

test('three clicks: the list of the nurse, exactly hers, with what she does not see and why', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  assert.ok((await openSight(page)) <= 3)
  const software = await openSoftware(carnet, 'nurse')
  assert.deepEqual(await rowsThat(page, 'Voit'), (await software.listDocuments()).titles.toSorted())
  assert.match(await readMain(page), /Infirmier.*Maison de santé des Tilleuls.*Équipe de soins/)
  const address = page.url()
  await checkAccessibility(browser, [address])

  await page.getByRole('link', { name: secret }).click()
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  await page.goto(address)
  assert.deepEqual(await rowsThat(page, 'Voit'), (await software.listDocuments()).titles.toSorted())
  assert.deepEqual(await rowsThat(page, 'Ne voit pas'), [secret])
  assert.match(await readMain(page), /Vous l’avez masqué/)
})

test('while she pauses her space the list of the nurse does not open, and the page says so', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/pause')
  await page.getByRole('main').locator('form[method=post] button').first().click()
  await openSight(page)
  assert.match(await readMain(page), /Sa liste ne s’ouvre pas – Votre espace est en pause/)
  assert.deepEqual(await rowsThat(page, 'Voit'), [])
  await page.goto('/my/access')
  await page.getByRole('main').locator('form[method=post] button').first().click()
})

test('whoever wrote a document and is in no directory is a person too: no profession is asked for', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'dominique', '/my')
  await page.goto('/my/access')
  await page.getByRole('link', { name: 'Sophie LAMBERT', exact: true }).first().click()
  await page.getByRole('link', { name: 'Ce que cette personne voit en ce moment' }).click()
  assert.match(await readMain(page), /Ce que voit Sophie LAMBERT en ce moment.*Pas dans l’annuaire/)
  assert.equal(await page.getByLabel('Métier de la personne').count(), 0)
})

test('looking as the nurse leaves a line of the holder’s own, and none of the nurse’s', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'paul', '/my')
  await page.goto('/my/access')
  await page.getByRole('link', { name: 'Hélène MOREAU', exact: true }).first().click()
  await page.getByRole('link', { name: 'Ce que cette personne voit en ce moment' }).click()
  assert.match(await readMain(page), /Médecin traitant/)
  await page.goto('/my/access/history?who=all')
  const lines = await readMain(page)
  assert.match(lines, /Vous.*liste des documents/)
  assert.doesNotMatch(lines, /MOREAU[^.]*liste des documents/)
})

test('two clicks: what each profession may read, samples marked; one profession; the same page without signing in', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  await finger.click(page.getByRole('link', { name: 'Qui voit quoi, par métier' }))
  assert.ok(finger.clicks() <= 2)
  assert.match(await readMain(page), /Une partie de cette table est un exemple/)
  const doctor = await page.getByRole('row', { name: /^Médecin / }).innerText()
  assert.doesNotMatch(doctor, /exemple/)
  assert.match(await page.getByRole('row', { name: /^Pharmacien / }).innerText(), /exemple/)
  const own = await page.getByRole('table').innerText()
  await page.getByLabel('Métier', { exact: true }).selectOption('Opticien-Lunetier')
  await page.getByRole('button', { name: 'Afficher' }).click()
  assert.match(await readMain(page), /Ce que peut lire : Opticien-Lunetier/)
  assert.match(await readMain(page), /Oui exemple/)
  assert.match(await readMain(page), /Non source publique/)
  assert.match(await readMain(page), /Non pas connu : compte comme non/)

  const anybody = await (await openBrowser(carnet.origin)).newPage()
  await anybody.goto('/who-can-see')
  await anybody.getByRole('link', { name: 'Qui voit quoi, par métier' }).click()
  assert.equal(await anybody.getByRole('table').innerText(), own)
})
