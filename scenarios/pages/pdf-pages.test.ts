import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { checkAccessibility } from '../../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../../tests/support/browser-errands.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openPatient } from '../../tests/support/browser-patient.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at } from '../../tests/support/json-path.ts'
import { makePdf } from '../../tests/support/make-pdf.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { findDocument } from '../conformance/support/find-document.ts'
import { contentDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'

// ux.md D3: a PDF as pictures of its pages with their text beside them; the first page first where it is large. security.md T16.

let carnet: Installation
let call: Caller
let browser: BrowserContext
let page: Page
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  await page.route('**/pages/*', (route) => route.abort())
})
after(() => carnet.close())

const depositPdf = async (bytes: Buffer): Promise<string> => {
  const sent = contentDeposit('application/pdf', bytes)
  const { status, text } = await call('hospital', '', { body: provideBundle([sent]) })
  assert.equal(status, 200, text)
  return `/my/documents/${String(at(await findDocument(call, 'dominique', sent), 'id'))}`
}

/** Opens a document; its pictures are asked for one by one below, so that a busy machine draws none of them twice. */
const open = (address: string): Promise<unknown> => page.goto(address, { waitUntil: 'domcontentloaded' })

const pagesOf = (count: number): string[] => Array.from({ length: count }, (_, n) => `Compte rendu, feuille ${n + 1}`)

/** Whether each picture of the page is one, in its order. */
const drawn = async (): Promise<boolean[]> => {
  const pictures = await page.locator('.pdf-page img').all()
  const outcomes: boolean[] = []
  for (const one of pictures) {
    const answer = await page.request.get(String(await one.getAttribute('src')), { timeout: 60_000 })
    outcomes.push(answer.status() === 200 && answer.headers()['content-type'] === 'image/png')
  }
  return outcomes
}

test('each page is a picture with its text beside it, and the browser is never given the file to draw', async () => {
  const address = await depositPdf(makePdf({ pages: [...pagesOf(2), ''] }))
  await open(address)
  assert.deepEqual(await drawn(), [true, true, true])
  assert.equal(await page.getByRole('img', { name: 'Page 2 sur 3' }).count(), 1)
  assert.equal(await page.locator('object, embed, iframe').count(), 0)
  await page.locator('.pdf-page summary').first().click()
  const read = await readMain(page)
  assert.match(read, /Compte rendu, feuille 1/)
  assert.match(read, /Cette page est une image/)
  assert.equal(await page.getByRole('link', { name: 'Pages suivantes' }).count(), 0)
  await checkAccessibility(browser, [page.url()])
})

test('a long one is shown some pages at a time, forth and back, without scripts', async () => {
  const address = await depositPdf(makePdf({ pages: pagesOf(8) }))
  await open(`${address}?kept=word`)
  assert.equal(await page.locator('.pdf-page').count(), 3)
  await page.getByRole('link', { name: 'Pages suivantes' }).click()
  assert.ok(page.url().endsWith(`${address}?kept=word&page=4#page-4`), page.url())
  assert.equal(await page.locator('#page-4').getByRole('img', { name: 'Page 4 sur 8' }).count(), 1)
  await page.getByRole('link', { name: 'Pages suivantes' }).click()
  assert.equal(await page.getByRole('img', { name: 'Page 8 sur 8' }).count(), 1)
  assert.equal(await page.locator('.pdf-page').count(), 2)
  assert.equal(await page.getByRole('link', { name: 'Pages suivantes' }).count(), 0)
  await page.getByRole('link', { name: 'Pages précédentes' }).click()
  await page.getByRole('link', { name: 'Pages précédentes' }).click()
  assert.equal(await page.getByRole('img', { name: 'Page 1 sur 8' }).count(), 1)
  for (const asked of ['0', '99', '-1', 'x']) {
    await open(`${address}?page=${asked}`)
    assert.ok((await page.locator('.pdf-page').count()) > 0, asked)
  }
})

test('of a large one the first page comes first, alone', async () => {
  const picture = Buffer.alloc(11 * 1024 * 1024, 'x')
  const bulk = Buffer.concat([
    Buffer.from(`<< /Length ${picture.length} >>\nstream\n`),
    picture,
    Buffer.from('\nendstream'),
  ])
  const address = await depositPdf(makePdf({ pages: pagesOf(3), objects: new Map([[50, bulk]]) }))
  await open(address)
  assert.equal(await page.locator('.pdf-page').count(), 1)
  assert.deepEqual(await drawn(), [true])
  await page.getByRole('link', { name: 'Pages suivantes' }).click()
  assert.equal(await page.getByRole('img', { name: 'Page 2 sur 3' }).count(), 1)
})

test('what cannot be drawn is left to the browser, as a file that it opens; a page that is not there is not found', async () => {
  const stream = deflateSync(Buffer.alloc(10))
  const torn = await depositPdf(Buffer.concat([Buffer.from('%PDF-1.7\n'), stream, Buffer.from('\n%%EOF\n')]))
  await open(torn)
  assert.equal(await page.getByRole('link', { name: 'Ouvrir le PDF' }).count(), 1)
  assert.equal((await page.request.get(`${torn}/pages/1`)).status(), 404)
  const address = await depositPdf(makePdf({ pages: pagesOf(1) }))
  assert.equal((await page.request.get(`${address}/pages/2`)).status(), 404)
})

test('a professional sees the same pictures, and a stranger none', async () => {
  const address = await depositPdf(makePdf({ pages: pagesOf(1) }))
  const doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
  await doctor.goto(`${new URL(doctor.url()).pathname}/${address.split('/').at(-1) ?? ''}`, {
    waitUntil: 'domcontentloaded',
  })
  const picture = doctor.getByRole('img', { name: 'Page 1 sur 1' })
  const answer = await doctor.request.get(String(await picture.getAttribute('src')), { timeout: 60_000 })
  assert.deepEqual([answer.status(), answer.headers()['content-type']], [200, 'image/png'])
  const stranger = await openBrowser(carnet.origin)
  const other = await stranger.newPage()
  await signIn(other, 'paul', '/my')
  const [theirs, nobody] = [
    await other.request.get(`${address}/pages/1`),
    await other.request.get(`/my/documents/${crypto.randomUUID()}/pages/1`),
  ]
  assert.deepEqual(
    [theirs.status(), theirs.headers()['content-type']],
    [nobody.status(), nobody.headers()['content-type']],
  )
  assert.notEqual(theirs.status(), 200)
})
