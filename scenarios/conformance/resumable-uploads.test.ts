import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { Upload } from 'tus-js-client'
import { signIn } from '../../tests/support/browser-errands.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

// Spec: tus 1.0.0, spoken by the client of its authors, with the cookies of a holder who signed in.

let carnet: Installation
let hers: Page
let headers: Record<string, string>
let endpoint: string
before(async () => {
  carnet = await openInstallation({ examples: false })
  hers = await (await openBrowser(carnet.origin)).newPage()
  await signIn(hers, 'dominique', '/my')
  const cookies = await hers.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  headers = { cookie, origin: carnet.origin }
  endpoint = `${carnet.origin}/my/documents/add/pieces`
})
after(() => carnet.close())

/** Sends bytes until `until` bytes are acknowledged, or all; gives where they are. */
const send = (bytes: Buffer, how: { until?: number; at?: string } = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint,
      headers,
      chunkSize: 300_000,
      retryDelays: [0, 10, 100],
      metadata: { filename: 'Lettre.txt', filetype: 'text/plain' },
      ...(how.at === undefined ? {} : { uploadUrl: how.at }),
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      onChunkComplete: (_size, sent) => {
        if (how.until !== undefined && sent >= how.until) void upload.abort().then(() => resolve(upload.url ?? ''))
      },
    })
    upload.start()
  })

const standing = async (address: string): Promise<[number, string | null]> => {
  const answer = await fetch(address, { method: 'HEAD', headers: { ...headers, 'tus-resumable': '1.0.0' } })
  return [answer.status, answer.headers.get('upload-offset')]
}

test('its own client sends a file, stops in the middle, and goes on there', async () => {
  const bytes = Buffer.from(randomBytes(1_500_000).toString('base64').slice(0, 1_500_000))
  const address = await send(bytes, { until: 600_000 })
  const [status, offset] = await standing(address)
  assert.equal(status, 200)
  assert.ok(Number(offset) >= 600_000 && Number(offset) < bytes.length, `${offset}`)
  assert.equal(await send(bytes, { at: address }), address)
  assert.deepEqual(await standing(address), [200, '1500000'])
})

const refused: [string, Record<string, string>][] = [
  ['another version', { 'tus-resumable': '0.2.2', 'upload-length': '4' }],
  ['no length', {}],
  ['a file that is too large', { 'upload-length': '25000001' }],
  ['metadata that is no text', { 'upload-length': '4', 'upload-metadata': 'filename /w==' }],
]

for (const [what, said] of refused)
  test(`${what} is refused`, async () => {
    const answer = await fetch(endpoint, { method: 'POST', headers: { ...headers, 'tus-resumable': '1.0.0', ...said } })
    assert.equal(answer.status, 400)
    assert.equal(answer.headers.get('location'), null)
  })

test('a piece in the wrong place is 409, given up is 404, and nobody else finds it', async () => {
  const address = await send(Buffer.alloc(700_000, 'a'), { until: 300_000 })
  const tus = { ...headers, 'tus-resumable': '1.0.0' }
  const patch = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '1' }
  assert.equal((await fetch(address, { method: 'PATCH', headers: patch, body: 'a' })).status, 409)
  const wrongType = { ...patch, 'content-type': 'text/plain' }
  assert.equal((await fetch(address, { method: 'PATCH', headers: wrongType, body: 'a' })).status, 400)
  const nobody = await fetch(address, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' }, redirect: 'manual' })
  assert.ok(nobody.status !== 200 && nobody.headers.get('upload-offset') === null)
  const elsewhere = { ...tus, origin: 'https://elsewhere.example' }
  assert.equal((await fetch(address, { method: 'DELETE', headers: elsewhere })).status, 403)
  assert.equal((await fetch(address, { method: 'DELETE', headers: tus })).status, 204)
  assert.equal((await standing(address))[0], 404)
})
