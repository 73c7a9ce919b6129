import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { checkAccessibility } from '../../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../../tests/support/browser-errands.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openPatient } from '../../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at } from '../../tests/support/json-path.ts'
import { makeLockedPdf } from '../../tests/support/locked-pdf.ts'
import { createCaller } from '../conformance/support/caller.ts'
import { findDocument } from '../conformance/support/find-document.ts'
import { contentDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'

// rules.md DOC-6: a PDF with a password is kept, and not shown. security.md T16.

let carnet: Installation
let hers: Page
let locked: Buffer
before(async () => {
  carnet = await openInstallation({ examples: false })
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
  locked = await makeLockedPdf()
})
after(() => carnet.close())

/** What its page says, what its view is sent as, and whether the original is the file that came. */
const checkKept = async (page: Page): Promise<void> => {
  assert.match(await readMain(page), /protégé par un mot de passe : il est gardé tel quel/)
  assert.equal(await page.locator('object, embed, iframe, .pdf-page').count(), 0)
  const address = page.url().replace(/\?.*$/, '')
  const view = await page.request.get(`${address}/view`)
  assert.match(view.headers()['content-disposition'] ?? '', /^attachment/)
  assert.equal((await page.request.get(`${address}/pages/1`)).status(), 404)
  assert.deepEqual(await (await page.request.get(`${address}/original`)).body(), locked)
}

test('one that she adds is kept as it is: the page says so, offers it as a file and never opens it', async () => {
  await hers.goto('/my/documents/add')
  const file = { name: 'Certificat de sport.pdf', mimeType: 'application/pdf', buffer: locked }
  await hers.getByLabel('Ou choisir un fichier').setInputFiles(file)
  await hers.getByRole('button', { name: 'Continuer' }).click()
  await hers.getByRole('button', { name: /^Enregistrer pour/ }).click()
  await checkKept(hers)
  await checkAccessibility(hers.context(), [hers.url()])
})

test('one that a hospital sends is kept likewise, for her and for her doctor', async () => {
  const call = createCaller(carnet)
  const sent = contentDeposit('application/pdf', locked)
  const { status, text } = await call('hospital', '', { body: provideBundle([sent]) })
  assert.equal(status, 200, text)
  const id = String(at(await findDocument(call, 'dominique', sent), 'id'))
  await hers.goto(`/my/documents/${id}`)
  await checkKept(hers)
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  await doctor.goto(`${new URL(doctor.url()).pathname}/${id}`)
  await checkKept(doctor)
})
