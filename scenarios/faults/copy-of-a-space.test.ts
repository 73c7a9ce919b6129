import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../tests/support/browser.ts'
import { signIn } from '../../tests/support/browser-errands.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { readZip } from '../../tests/support/read-zip.ts'
import { mebibyte, settledMiB } from '../../tests/support/settled-memory.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { freshExample, freshRoot, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { flipBit, objectsMadeBy } from './support/sealed-objects.ts'

const large = 50 * mebibyte

let carnet: Installation
let call: Caller
let cookie: string
let objects: string[]
let sha256: string
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  objects = await objectsMadeBy(carnet, deposit)
  const browser = await openBrowser(carnet.origin)
  await signIn(await browser.newPage(), 'dominique', '/my')
  cookie = (await browser.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
})
after(() => carnet.close())

/** A PDF of a size that only shows pages: what lies between its ends is a comment. */
const pdfOf = (bytes: number): Buffer => {
  const whole = Buffer.alloc(bytes, '% carnet\n')
  whole.write('%PDF-1.4\n', 0)
  whole.write('\n%%EOF\n', bytes - 7)
  return whole
}

const deposit = async (): Promise<void> => {
  const { metadata, ...rest } = freshExample('discharge-letter.xml')
  const bytes = pdfOf(large)
  sha256 = createHash('sha256').update(bytes).digest('hex')
  const big: OwnDeposit = {
    ...rest,
    bytes,
    metadata: { ...metadata, uniqueId: `urn:oid:${freshRoot()}`, contentType: 'application/pdf' },
  }
  const patient = `Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${dominiqueIns}`
  const uploaded = await call('hospital', 'Binary', {
    body: Buffer.from(bytes),
    contentType: 'application/pdf',
    headers: { 'x-security-context': patient },
  })
  const named = provideBundle([{ ...big, uploadedTo: uploaded.headers.get('location') ?? '' }])
  assert.equal((await call('hospital', '', { body: named })).status, 200)
  const small = await call('hospital', '', { body: provideBundle([freshExample('prescription.xml')]) })
  assert.equal(small.status, 200, small.text)
}

const askForCopy = (signal?: AbortSignal): Promise<Response> =>
  fetch(`${carnet.origin}/my/copy`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    ...(signal === undefined ? {} : { signal }),
  })

const piecesOf = (answer: Response): AsyncIterable<Uint8Array> => {
  if (answer.body === null) throw new Error('no body')
  return answer.body
}

const readWhole = async (answer: Response): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of piecesOf(answer)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a document of 50 MiB passes through in pieces: memory stays flat', async () => {
  await (await askForCopy()).arrayBuffer()
  const resting = await settledMiB()
  const answer = await askForCopy()
  const peaks: number[] = []
  let read = 0
  for await (const piece of piecesOf(answer)) {
    read += piece.length
    if (read > (peaks.length + 1) * 8 * mebibyte) peaks.push((await settledMiB()) - resting)
  }
  assert.ok(read > large && peaks.length >= 6, `${read} bytes`)
  assert.ok(Math.max(...peaks) < 8, peaks.map(Math.round).join(' '))
})

test('the copy is whole: the large document has the sum that was deposited', async () => {
  const files = readZip(await readWhole(await askForCopy()))
  const sums = (files.get('sha256.txt') ?? '').toString()
  assert.match(sums, new RegExp(`^${sha256}  documents/document-[\\d-]+\\.pdf$`, 'm'))
})

test('a reader who goes away ends the copy; the next one is served', async () => {
  const stop = new AbortController()
  const answer = await askForCopy(stop.signal)
  await assert.rejects(async () => {
    for await (const piece of piecesOf(answer)) if (piece.length > 0) stop.abort()
  })
  assert.equal((await askForCopy()).status, 200)
})

test('one small damaged object keeps nobody from the rest, and the copy says so', async () => {
  const sizes = await Promise.all(objects.map(async (name) => ({ name, size: (await readFile(name)).length })))
  const small = sizes.find(({ size }) => size < mebibyte)?.name ?? ''
  await flipBit(small, -1)
  const files = readZip(await readWhole(await askForCopy()))
  await flipBit(small, -1)
  assert.equal([...files.keys()].filter((name) => name.startsWith('documents/')).length, 1)
  assert.match((files.get('index.html') ?? '').toString(), /n’a pas pu être lu/)
})

test('a large object damaged in its middle breaks the download; it never looks whole', async () => {
  const sizes = await Promise.all(objects.map(async (name) => ({ name, size: (await readFile(name)).length })))
  const damaged = sizes.find(({ size }) => size > large)?.name ?? ''
  await flipBit(damaged, large / 2)
  await assert.rejects(askForCopy().then(readWhole))
  await flipBit(damaged, large / 2)
  assert.ok(readZip(await readWhole(await askForCopy())).size > 4)
})

test('one copy is one entry in the journal', async () => {
  const count = async (): Promise<number> => {
    const text = `select count(*)::int as count from journal.entry where act = 'copy-space'`
    return Number((await carnet.database.owner.query<{ count: number }>({ text }))[0]?.count)
  }
  const earlier = await count()
  await readWhole(await askForCopy())
  assert.equal(await count(), earlier + 1)
})
