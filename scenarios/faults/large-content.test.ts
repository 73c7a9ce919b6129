import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { mebibyte, settledMiB } from '../../tests/support/settled-memory.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { freshExample, freshRoot } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'

/** A hundred megabytes, and how much of the memory they may fill: windows of four that lie over each other, and what is on its way. */
const large = 100 * 1_000_000
const mostMiB = 32
const pieceBytes = 64 * 1024

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const digest = createHash('sha1')
const peaks: number[] = []

/** A PDF that only shows pages, made as it is sent: what lies between its ends is a comment. Looks at the memory every 16 MiB. */
const madePdf = async function* (resting: number): AsyncGenerator<Buffer> {
  const pieces = Math.floor(large / pieceBytes)
  const pieceOf = (n: number): Buffer => {
    const piece = Buffer.alloc(n < pieces ? pieceBytes : large - pieces * pieceBytes, '% carnet\n')
    if (n === 0) piece.write('%PDF-1.4\n')
    if (n === pieces) piece.write('\n%%EOF\n', piece.length - 7)
    digest.update(piece)
    return piece
  }
  for (let n = 0; n <= pieces; n += 1) {
    if (n * pieceBytes > (peaks.length + 1) * 16 * mebibyte) peaks.push((await settledMiB()) - resting)
    yield pieceOf(n)
  }
}

const streamed = (pieces: AsyncGenerator<Buffer>): ReadableStream =>
  new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
  })

const upload = async (pieces: AsyncGenerator<Buffer>): Promise<string> => {
  const patient = `Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${dominiqueIns}`
  const headers = { 'x-security-context': patient }
  const answer = await call('hospital', 'Binary', { body: streamed(pieces), contentType: 'application/pdf', headers })
  assert.equal(answer.status, 201, answer.text)
  return answer.headers.get('location') ?? ''
}

test('a hundred megabytes go in, are named, looked through and come out, byte for byte, and memory stays flat', async (t) => {
  await call('hospital', '', { body: provideBundle([freshExample('prescription.xml')]) })
  const resting = await settledMiB()
  const uploadedTo = await upload(madePdf(resting))
  assert.ok(peaks.length >= 5, 'looked at along the way')
  const up = Math.max(...peaks)
  t.diagnostic(`${up.toFixed(1)} MiB at most on the way in`)
  assert.ok(up < mostMiB, `${up} MiB on the way in`)

  const { metadata, ...rest } = freshExample('discharge-letter.xml')
  const index = { ...metadata, uniqueId: `urn:oid:${freshRoot()}`, contentType: 'application/pdf' }
  const sha1 = digest.digest('base64')
  const message = provideBundle([{ ...rest, metadata: index, uploadedTo }])
  const said = message.replace(/"size":\d+/, `"size":${large}`).replace(/"hash":"[^"]*"/, `"hash":"${sha1}"`)
  const named = await call('hospital', '', { body: said })
  assert.equal(named.status, 200, named.text)
  await carnet.mails()

  peaks.length = 0
  const answer = await fetch(uploadedTo, {
    headers: { authorization: `Bearer ${await carnet.token('dr-moreau')}`, accept: 'application/pdf' },
  })
  const read = createHash('sha1')
  let bytes = 0
  for await (const piece of answer.body ?? []) {
    read.update(piece)
    bytes += piece.length
    if (bytes > (peaks.length + 1) * 16 * mebibyte) peaks.push((await settledMiB()) - resting)
  }
  assert.deepEqual([answer.status, bytes, read.digest('base64')], [200, large, sha1])
  assert.ok(peaks.length >= 5, 'looked at along the way')
  const down = Math.max(...peaks)
  t.diagnostic(`${down.toFixed(1)} MiB at most on the way out`)
  assert.ok(down < mostMiB, `${down} MiB on the way out`)
})
