import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { depositLetter, newLetter, writeLetter } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

test('what the hospital deposits is one click from home, and is what was sent, byte for byte', async () => {
  const deposited = await depositLetter(carnet)
  assert.equal(deposited.status, 201, deposited.text)
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  assert.match(await readMain(page), new RegExp(`Nouveau document du 2 novembre ${newLetter.title} 2 novembre 2026`))
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: newLetter.title }))
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), newLetter.title)
  assert.match(await readMain(page), /Hélène MOREAU.*Prescription de médicaments/)
  assert.ok(finger.clicks() <= 1, `${finger.clicks()} clicks`)

  const original = page.getByRole('link', { name: 'Télécharger l’original' })
  const download = await browser.request.get((await original.getAttribute('href')) ?? '')
  assert.equal(download.status(), 200)
  assert.ok((await download.body()).equals(writeLetter()), 'the bytes changed')
  assert.match(download.headers()['content-disposition'] ?? '', /^attachment; filename="document-2026-11-02\.xml"$/)
  await checkAccessibility(browser, [`${carnet.origin}/my`, page.url()])
})

test('every kind of document is readable in the page: structured text, tables, an embedded PDF', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Dossier' }).click()
  assert.match(await readMain(page), /7 documents/)

  await page.getByRole('link', { name: 'Bilan sanguin de suivi', exact: true }).click()
  assert.ok((await page.getByRole('table').count()) > 0, 'results stand in a table')
  const results = page.url()

  await page.goBack()
  await page.getByRole('link', { name: 'Contrôle de la fonction thyroïdienne', exact: true }).click()
  const address = await page.getByRole('link', { name: 'Ouvrir le PDF' }).getAttribute('href')
  const pdf = await browser.request.get(address ?? '')
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
  await checkAccessibility(browser, [`${carnet.origin}/my/documents`, results, page.url()])
})
