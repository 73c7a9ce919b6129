import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { ins, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at } from '../../../tests/support/json-path.ts'
import { checkResource } from './check-resource.ts'

const corpus = needs('mhd-cases')
const vaccination = readCorpus('mhd-cases', 'requests', 'ok-iti65-VAC-NOTE_2023.01.json')

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

const deposit = async () => {
  await edge.post('', vaccination)
  return [...edge.fake.entries.values()][0] ?? assert.fail('nothing stored')
}

const retrieve = (id: string, accept: string) => edge.call(`/Binary/${id}`, { headers: { accept } })

for (const accept of ['*/*', 'text/xml', 'application/xml', 'text/*;q=0.1', 'application/fhir+json;q=0.1, text/xml']) {
  test(`Accept ${accept} gives the bytes as they were`, corpus, async () => {
    const { entry, bytes } = await deposit()
    const raw = await retrieve(entry.blobId, accept)
    assert.deepEqual(raw.bytes, bytes)
    assert.equal(raw.headers['content-type'], 'text/xml')
    assert.equal(raw.headers['x-content-type-options'], 'nosniff')
    assert.match(String(raw.headers['content-disposition']), /^attachment/)
    assert.equal(raw.headers.etag, `"${entry.blobId}"`)
    assert.equal(raw.headers['content-length'], String(bytes.length))
  })
}

test('FHIR is given to who asks for FHIR, in both formats', corpus, async () => {
  const { entry, bytes } = await deposit()
  const { body } = await retrieve(entry.blobId, 'application/fhir+json')
  assert.deepEqual(checkResource(body), [])
  assert.deepEqual(Buffer.from(String(at(body, 'data')), 'base64'), bytes)
  const xml = await retrieve(entry.blobId, 'application/fhir+xml')
  assert.equal(xml.headers['content-type'], 'application/fhir+xml; charset=utf-8')
  const data = /<contentType value="text\/xml"\/><data value="([^"]+)"\/><\/Binary>$/.exec(xml.text)?.[1]
  assert.deepEqual(Buffer.from(data ?? '', 'base64'), bytes)
})

test('a format nobody has is 406, an unknown document 404, a superseded one 410', corpus, async () => {
  const { entry } = await deposit()
  assert.equal((await retrieve(entry.blobId, 'image/png')).status, 406)
  assert.equal((await retrieve('unknown', '*/*')).status, 404)
  entry.status = 'superseded'
  assert.equal((await retrieve(entry.blobId, '*/*')).status, 410)
  assert.equal((await edge.call(`/DocumentReference/${entry.id}`)).status, 200)
})

const upload = { 'content-type': 'application/pdf', 'x-security-context': `Patient?identifier=${ins}` }

test('uploads stream through, name their patient, and say where they are', async () => {
  const bytes = Buffer.alloc(3_000_000, 7)
  const answer = await edge.post('/Binary', bytes, upload)
  assert.equal(answer.status, 201, answer.text)
  assert.match(String(answer.headers.location), /^https:\/\/carnet\.example\/fhir\/Binary\//)
  const [staged] = edge.fake.recorded.staged
  assert.deepEqual([staged?.bytes, staged?.patient.value], [bytes, '279035121518989'])
})

test('XML and JSON documents are uploaded raw, not read as FHIR', async () => {
  for (const type of ['text/xml', 'application/json']) {
    assert.equal((await edge.post('/Binary', '<a/>', { ...upload, 'content-type': type })).status, 201)
  }
})

test('an upload without its patient or compressed is refused', async () => {
  const unnamed = await edge.post('/Binary', 'x', { 'content-type': 'application/pdf' })
  assert.deepEqual([unnamed.status, at(unnamed.body, 'issue.0.expression.0')], [400, 'X-Security-Context'])
  assert.equal((await edge.post('/Binary', 'x', { ...upload, 'content-encoding': 'gzip' })).status, 400)
  assert.equal(edge.fake.recorded.staged.length, 0)
})

test('a Binary resource can be uploaded too', async () => {
  const subject = { reference: `Patient?identifier=${ins}` }
  const resource = { resourceType: 'Binary', contentType: 'text/plain', securityContext: subject, data: 'aGVsbG8=' }
  assert.equal((await edge.post('/Binary', JSON.stringify(resource))).status, 201)
  assert.equal(String(edge.fake.recorded.staged[0]?.bytes), 'hello')
})

const listen = async (): Promise<number> => {
  await edge.server.listen({ port: 0 })
  const address = edge.server.server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Sends some of the bytes it announced; -1 when the connection broke before an answer. */
const send = (port: number, length: number, bytes: number): Promise<number> =>
  new Promise((resolve) => {
    const headers = { ...upload, authorization: 'Bearer good', 'content-length': length }
    const sending = httpRequest({ port, method: 'POST', path: '/fhir/Binary', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sending.on('error', () => resolve(-1))
    sending.write(Buffer.alloc(bytes))
    setTimeout(() => sending.destroy(), 300)
  })

test('a connection that breaks in mid-upload leaves nothing', async () => {
  assert.equal(await send(await listen(), 2_000_000, 500_000), -1)
  for (let turn = 0; turn < 50 && edge.fake.recorded.failedUploads === 0; turn += 1) await wait(20)
  assert.deepEqual([edge.fake.recorded.failedUploads, edge.fake.recorded.staged.length], [1, 0])
})

test('an upload that announces too much is refused before a byte is kept', async () => {
  assert.equal(await send(await listen(), 300 * 1024 * 1024, 100), 413)
})
