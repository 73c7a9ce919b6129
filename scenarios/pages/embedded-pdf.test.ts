import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { checkAccessibility } from '../../tests/support/browser-accessibility.ts'
import { signIn } from '../../tests/support/browser-errands.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openPatient } from '../../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

// ux.md D3, security.md T16: a PDF that a document carries is shown as pictures of its pages, like one that is a document itself.

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const checkPages = async (page: Page): Promise<void> => {
  assert.equal(await page.locator('object, embed, iframe').count(), 0)
  const picture = page.getByRole('img', { name: /^Page 1 sur \d+$/ })
  const src = String(await picture.getAttribute('src'))
  assert.match(src, /\/parts\/0\/pages\/1$/)
  const answer = await page.request.get(src, { timeout: 60_000 })
  assert.deepEqual([answer.status(), answer.headers()['content-type']], [200, 'image/png'])
  for (const other of ['99', '0', 'x'])
    assert.equal((await page.request.get(src.replace(/1$/, other), { timeout: 60_000 })).status(), 404, other)
  const [text] = await page.locator('.pdf-page summary').allInnerTexts()
  assert.equal(text, 'Lire cette page en texte')
}

test('inside a report, for its holder and for a professional: pages with their text, and nothing for a stranger', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const hers = await browser.newPage()
  await signIn(hers, 'dominique', '/my')
  await hers.goto('/my/documents')
  await hers.getByRole('link', { name: 'Contrôle de la fonction thyroïdienne', exact: true }).click()
  await checkPages(hers)
  await checkAccessibility(browser, [hers.url()])
  const id = hers.url().split('/').at(-1) ?? ''
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  await doctor.goto(`${new URL(doctor.url()).pathname}/${id}`)
  await checkPages(doctor)
  const stranger = await (await openBrowser(carnet.origin)).newPage()
  await signIn(stranger, 'paul', '/my')
  assert.equal((await stranger.request.get(`/my/documents/${id}/parts/0/pages/1`)).status(), 404)
})
