import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'
import { countDocument, findDocument, retrieve } from './support/find-document.ts'
import { contentDeposit, freshExample, type OwnDeposit } from './support/own-deposits.ts'
import { provideBundle } from './support/provide-bundle.ts'
import { sendSlowly } from './support/send-slowly.ts'
import { sha1Of } from './support/sha1-of.ts'
import { countStored, type StoredThings } from './support/stored-things.ts'
import { until } from './support/until.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const mebibyte = 1024 * 1024

/** A PDF of a size that only shows pages: what lies between its ends is a comment. */
const pdfOf = (bytes: number): Buffer => {
  const whole = Buffer.alloc(bytes, '% carnet\n')
  whole.write('%PDF-1.4\n', 0)
  whole.write('\n%%EOF\n', bytes - 7)
  return whole
}

const pdfDeposit = (bytes: Buffer): OwnDeposit => contentDeposit('application/pdf', bytes)

const dominique = 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989'

const uploadAs = (as: string, body: Buffer<ArrayBuffer>, contentType = 'application/pdf'): Promise<Answer> =>
  call(as, 'Binary', { body, contentType, headers: { 'x-security-context': dominique } })

const begin = async (contentType: string, headers: Record<string, string> = {}, path = '/Binary') =>
  sendSlowly(`${carnet.fhir}${path}`, {
    authorization: `Bearer ${await carnet.token('hospital')}`,
    'content-type': contentType,
    'x-security-context': dominique,
    ...headers,
  })

const unchanged = async (stored: StoredThings): Promise<boolean> =>
  JSON.stringify(await countStored(carnet)) === JSON.stringify(stored)

test('a document of 110 MiB is uploaded raw, named by an ITI-65, found, and comes back byte for byte', async () => {
  const deposit = pdfDeposit(pdfOf(110 * mebibyte))
  const uploaded = await uploadAs('hospital', Buffer.from(deposit.bytes))
  assert.equal(uploaded.status, 201, uploaded.text)
  const uploadedTo = uploaded.headers.get('location') ?? ''
  assert.match(uploadedTo, /\/fhir\/Binary\//)
  assert.equal((await call('dominique', uploadedTo)).status, 404, 'nobody reads what no deposit names')
  const { status, text } = await call('hospital', '', { body: provideBundle([{ ...deposit, uploadedTo }]) })
  assert.equal(status, 200, text)
  const document = await findDocument(call, 'dominique', deposit)
  assert.equal(at(document, 'content.0.attachment.size'), deposit.bytes.length)
  assert.equal(at(document, 'content.0.attachment.hash'), sha1Of(deposit.bytes))
  const { bytes, headers } = await retrieve(call, 'dominique', document)
  assert.equal(headers.get('content-type'), 'application/pdf')
  assert.ok(bytes.equals(deposit.bytes))
})

test('an upload is named once, by whoever uploaded it, with its own hash', async () => {
  const deposit = pdfDeposit(pdfOf(mebibyte))
  const uploadedTo = (await uploadAs('hospital', Buffer.from(deposit.bytes))).headers.get('location') ?? ''
  const stored = await countStored(carnet)
  const stranger = await call('laboratory', '', { body: provideBundle([{ ...deposit, uploadedTo }]) })
  assert.equal(stranger.status, 422, stranger.text)
  assert.ok(issueCodes(stranger.body).includes('XDSMissingDocument'))
  const other = await call('hospital', '', {
    body: provideBundle([{ ...deposit, bytes: pdfOf(mebibyte + 9), uploadedTo }]),
  })
  assert.ok(issueCodes(other.body).includes('XDSNonIdenticalSize'), other.text)
  assert.deepEqual(await countStored(carnet), stored)
  assert.equal((await call('hospital', '', { body: provideBundle([{ ...deposit, uploadedTo }]) })).status, 200)
  const again = await call('hospital', '', { body: provideBundle([{ ...pdfDeposit(deposit.bytes), uploadedTo }]) })
  assert.ok(issueCodes(again.body).includes('XDSMissingDocument'), again.text)
  assert.equal(await countDocument(call, 'dominique', deposit), 1)
})

test('what was uploaded and checked as one type is deposited as no other', async () => {
  const deposit = pdfDeposit(pdfOf(mebibyte))
  const uploadedTo =
    (await uploadAs('hospital', Buffer.from('simple text'), 'text/plain')).headers.get('location') ?? ''
  const stored = await countStored(carnet)
  const body = provideBundle([{ ...deposit, bytes: Buffer.from('simple text'), uploadedTo }])
  const answer = await call('hospital', '', { body })
  assert.equal(answer.status, 422, answer.text)
  assert.ok(issueCodes(answer.body).includes('XDSRepositoryMetadataError'), answer.text)
  assert.deepEqual(await countStored(carnet), stored)
})

test('what is not what it says is refused while it flows in', async () => {
  const scripted = pdfOf(9 * mebibyte)
  scripted.write('<< /S /JavaScript /JS (x) >>', 6 * mebibyte)
  const stored = await countStored(carnet)
  for (const [bytes, contentType] of [
    [Buffer.from(scripted), 'application/pdf'],
    [Buffer.from(pdfOf(mebibyte)), 'image/png'],
    [Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3">'), 'text/xml'],
    [Buffer.from('<!DOCTYPE x><ClinicalDocument xmlns="urn:hl7-org:v3"/>'), 'text/xml'],
    [Buffer.from('PK\u0003\u0004'), 'application/zip'],
  ] as const) {
    const answer = await uploadAs('hospital', bytes, contentType)
    assert.equal(answer.status, 422, answer.text)
    assert.ok(issueCodes(answer.body).includes('InvalidDocumentContent'), answer.text)
    assert.ok(await unchanged(stored), 'nothing is left behind')
  }
})

test('a message over 40 MiB is refused with 413 and the limit, declared or not', async () => {
  const stored = await countStored(carnet)
  const declared = await begin('application/fhir+json', { 'content-length': String(41 * mebibyte) }, '')
  await declared.write(Buffer.alloc(64 * 1024, ' '))
  const refused = await declared.answer
  assert.equal(refused.status, 413)
  assert.match(refused.text, /OperationOutcome.*body-too-large.*(40|41943040)/)
  const chunked = await begin('application/fhir+json', {}, '')
  for (let sent = 0; sent < 41; sent += 1) await chunked.write(Buffer.alloc(mebibyte, ' '))
  chunked.end()
  const refusedToo = await chunked.answer
  assert.equal(refusedToo.status, 413)
  assert.match(refusedToo.text, /OperationOutcome.*body-too-large/)
  assert.ok(await unchanged(stored))
})

test('an upload over 200 MiB is refused before it is sent', async () => {
  const upload = await begin('application/pdf', { 'content-length': String(200 * mebibyte + 1) })
  await upload.write(pdfOf(64 * 1024))
  const { status, text } = await upload.answer
  assert.equal(status, 413)
  assert.match(text, /OperationOutcome.*upload-too-large/)
})

for (const [name, headers] of [
  ['declared length', { 'content-length': String(50 * mebibyte) }],
  ['chunks', {}],
] as const) {
  test(`a connection that breaks in the middle of an upload leaves nothing (${name})`, async () => {
    const stored = await countStored(carnet)
    const upload = await begin('application/pdf', headers)
    const piece = pdfOf(9 * mebibyte)
    await upload.write(piece)
    await until('the upload has begun', async () => (await countStored(carnet)).objects > stored.objects)
    upload.cut()
    await until('nothing is left', () => unchanged(stored))
  })
}

test('a connection that breaks in the middle of a message leaves nothing', async () => {
  const stored = await countStored(carnet)
  const deposit = freshExample('discharge-letter.xml')
  const body = Buffer.from(provideBundle([deposit]))
  const message = await begin('application/fhir+json', { 'content-length': String(body.length) }, '')
  await message.write(body.subarray(0, body.length - 100))
  message.cut()
  assert.equal((await call('hospital', '', { body: provideBundle([freshExample('prescription.xml')]) })).status, 200)
  assert.equal(await countDocument(call, 'dominique', deposit), 0)
  assert.equal((await countStored(carnet)).documents, stored.documents + 1)
})
