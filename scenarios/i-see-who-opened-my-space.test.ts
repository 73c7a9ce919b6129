import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.getByRole('link', { name: 'Radiographie de la cheville droite' }).click()
  const stranger = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(stranger, 'dr-petit', dominiqueIns)
  await (await openSoftware(carnet, 'dr-moreau')).listDocuments()
})
after(() => carnet.close())

const rowOf = (page: Page, name: string): Promise<string> =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name }).first().innerText()

test('one click from home: who looked, in what capacity, at what, when, refusals too', async () => {
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  assert.match(await readMain(page), /Derniers passages.*Aminata DIALLO/)
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Accès', exact: true }))
  assert.ok(finger.clicks() <= 1)

  const nurse = await rowOf(page, 'Aminata DIALLO')
  assert.match(nurse, /Infirmi.*Maison de santé des Tilleuls.*de votre équipe de soins/)
  assert.match(nurse, /Lecture\s+Radiographie de la cheville droite/)
  assert.match(nurse, /\d{1,2} \S+ 20\d\d, \d\d:\d\d/)
  const stranger = await rowOf(page, 'Sékou PETIT')
  assert.match(stranger, /Refusé[\s\S]*Médecin[\s\S]*ne fait pas partie de vos soins/)
  assert.match(stranger, /Ni membre de l'équipe de soins, ni autorisé/)
  assert.match(
    await rowOf(page, 'Hélène MOREAU'),
    /votre médecin traitant[\s\S]*par un logiciel[\s\S]*liste des documents/,
  )
  await checkAccessibility(browser, [page.url()])
})

test('on pages in English, titles of French documents are marked as French', async () => {
  const page = await (await openBrowser(carnet.origin, { lang: 'en' })).newPage()
  await signIn(page, 'dominique', '/my')
  const titles = {
    '/my?lang=en': 'h2 a',
    '/my/documents': '.row h3 a',
    '/my/access/history': '.deeds a[href^="/my/documents"]',
  }
  for (const [address, link] of Object.entries(titles)) {
    await page.goto(address)
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    assert.ok((await page.locator(link).count()) > 0, address)
    assert.equal(await page.locator(link).count(), await page.locator(`${link} > span[lang=fr]`).count(), address)
  }
})

test('the whole history keeps every line, deposits and her own looks included', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.getByRole('link', { name: 'Accès', exact: true }).click()
  await page.getByRole('link', { name: 'Voir tout l’historique' }).click()
  const others = await readMain(page)
  for (const name of ['Aminata DIALLO', 'Sékou PETIT', 'Logiciel du laboratoire', 'Hélène MOREAU']) {
    assert.ok(others.includes(name), name)
  }
  assert.match(others, /Dépôt/)
  await page.getByLabel('Montrer').selectOption('Tout le monde, vous compris')
  await page.getByRole('button', { name: 'Afficher' }).click()
  await page.getByRole('heading', { name: 'Vous', exact: true }).first().waitFor()
  await checkAccessibility(browser, [page.url()])
})

test('nobody else reads this history: her nurse does not, another holder does not', async () => {
  const nurse = await openSoftware(carnet, 'nurse')
  assert.ok((await nurse.get('AuditEvent')).status >= 400)
  const browser = await openBrowser(carnet.origin)
  const page = await browser.newPage()
  await signIn(page, 'paul', '/my')
  await page.goto('/my/access')
  assert.doesNotMatch(await readMain(page), /DIALLO|PETIT|Radiographie/)
})
