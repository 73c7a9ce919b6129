import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { openSoftware, type Software } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
let citizen: BrowserContext
let page: Page
let doctor: Software
before(async () => {
  carnet = await openInstallation()
  citizen = await openBrowser(carnet.origin)
  page = await citizen.newPage()
  await signIn(page, 'dominique', '/my')
  doctor = await openSoftware(carnet, 'dr-petit')
})
after(() => carnet.close())

test('one document, for one professional by name: five clicks and one field, and nothing else opens', async () => {
  assert.equal((await doctor.listDocuments()).status, 403)
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Dossier', exact: true }))
  await finger.click(page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link').first())
  const document = page.url()
  await finger.click(page.getByRole('link', { name: 'Partager ce document' }))
  const form = page.url()
  await page.getByLabel('Nom du professionnel ou de l’établissement').fill('petit')
  await finger.click(page.getByRole('button', { name: 'Chercher' }))
  assert.ok(await page.getByRole('radio', { name: /Sékou PETIT/ }).isChecked(), 'the only one found is chosen')
  assert.doesNotMatch(page.url(), /petit/i)
  await finger.click(page.getByRole('button', { name: 'Autoriser' }))
  assert.ok(finger.clicks() <= 5, `${finger.clicks()} clicks`)
  assert.match(await readMain(page), /C’est partagé.*Sékou PETIT Un seul document – jusqu’au/)
  const { status, ids } = await doctor.listDocuments()
  assert.equal(status, 200)
  assert.deepEqual([...ids.values()], [new URL(document).pathname.split('/').at(-1)])
  await checkAccessibility(citizen, [document, form, page.url()])
})

test('she sees on the document that he sees it, and that hiding takes it back', async () => {
  await page.goto('/my/documents')
  await page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link').first().click()
  await page.getByRole('link', { name: 'Qui voit ce document' }).click()
  assert.match(await readMain(page), /Ne le verra plus : .*Sékou PETIT/)
  await page.getByRole('button', { name: 'Masquer', exact: true }).click()
  assert.deepEqual((await doctor.listDocuments()).titles, [])
  await page.goto(page.url().replace('who-sees', 'share'))
  assert.match(await readMain(page), /Ce document est masqué\. Rendez-le visible avant de le partager/)
  await page.getByRole('link', { name: 'Qui voit ce document' }).click()
  await page.getByRole('button', { name: 'Rendre visible', exact: true }).click()
  assert.equal((await doctor.listDocuments()).titles.length, 1)
})

test('one press ends it, at his next request', async () => {
  await page.goto('/my/access')
  await page.getByRole('button', { name: 'Arrêter le partage : Sékou PETIT' }).click()
  assert.equal((await doctor.listDocuments()).status, 403)
})

test('by categories: he reads those she ticked, and no other', async () => {
  await page.goto('/my/access')
  await page.getByRole('link', { name: 'Sékou PETIT' }).first().click()
  await page.getByRole('link', { name: 'Partager', exact: true }).click()
  await page.getByText('Partager seulement certaines catégories').click()
  const box = page.getByRole('checkbox').first()
  await box.check()
  await page.getByRole('radio', { name: '3 mois' }).check()
  await page.getByRole('button', { name: 'Autoriser' }).click()
  assert.match(await readMain(page), /Sékou PETIT Seulement : /)
  const all = (await (await openSoftware(carnet, 'dr-moreau')).listDocuments()).titles
  const some = (await doctor.listDocuments()).titles
  assert.ok(some.length < all.length, `${some.length} of ${all.length}`)
  assert.ok(some.every((title) => all.includes(title)))
})

test('a name that nobody bears is told, and the field stays', async () => {
  await page.goto('/my/share')
  await page.getByLabel('Nom du professionnel ou de l’établissement').fill('Personne de ce nom')
  await page.getByRole('button', { name: 'Chercher' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Nous n’avons trouvé personne/)
  assert.equal(await page.getByLabel('Nom du professionnel').inputValue(), 'Personne de ce nom')
})
