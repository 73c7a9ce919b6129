import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, test } from 'node:test'
import { baseUrl, ins, spaceId, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, changed, issueCodes, listAt } from '../../../tests/support/json-path.ts'
import { checkResource } from './check-resource.ts'
import { writeXml } from './write-xml.ts'

const corpus = needs('mhd-cases')
const vaccination = readCorpus('mhd-cases', 'requests', 'ok-iti65-VAC-NOTE_2023.01.json') || '{}'
const sent: object = JSON.parse(vaccination)

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

test('a transaction becomes one submission, with what was declared and where', corpus, async () => {
  const { body } = await edge.post('', vaccination)
  const [submission] = edge.fake.recorded.submissions
  const [document] = submission?.documents ?? []
  assert.ok(submission && document && 'bytes' in document.content)
  assert.deepEqual(submission.patient, { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' })
  assert.deepEqual(submission.messageHash, createHash('sha256').update(vaccination).digest())
  assert.equal(createHash('sha1').update(document.content.bytes).digest('base64'), document.declaredHash)
  assert.equal(document.declaredSize, document.content.bytes.length)
  assert.equal(document.field, 'Bundle.entry[1].resource')
  assert.equal(submission.set?.designation?.code, '07')
  assert.equal(at(body, 'entry.1.response.outcome.issue.0.severity'), 'warning')
  assert.match(String(at(body, 'entry.1.response.location')), /^DocumentReference\/[0-9a-f-]{36}$/)
})

test('an author is read with specialty and facility from the contained resources', corpus, async () => {
  await edge.post('', vaccination)
  const [author] = edge.fake.recorded.submissions[0]?.documents[0]?.metadata.authors ?? []
  assert.deepEqual(author?.id, { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '801234567897' })
  assert.deepEqual(author?.person, { family: 'MULLER', given: 'Charles' })
  assert.equal(author?.specialty?.code, 'G15_10/SM26')
  assert.deepEqual(author?.facility, {
    id: { system: 'urn:oid:1.2.250.1.71.4.2.2', value: '1750803447' },
    name: 'Cabinet Médical du Dr MULLER',
  })
})

test('what goes in by FHIR comes back by FHIR', corpus, async () => {
  await edge.post('', vaccination)
  const { body } = await edge.search('')
  const [found, source] = [at(body, 'entry.0.resource'), at(sent, 'entry.1.resource')]
  const kept = ['masterIdentifier', 'identifier', 'status', 'type', 'category', 'date', 'description', 'securityLabel']
  const attachment = ['contentType', 'language', 'size', 'hash', 'title', 'creation']
  const context = ['event', 'period', 'facilityType', 'practiceSetting']
  const paths = [
    ...kept,
    ...attachment.map((name) => `content.0.attachment.${name}`),
    ...context.map((name) => `context.${name}`),
    'content.0.format',
  ]
  for (const path of paths) assert.deepEqual(at(found, path), at(source, path), path)
  assert.match(
    String(at(found, 'content.0.attachment.url')),
    /^https:\/\/carnet\.example\/fhir\/Binary\/[0-9a-f-]{36}$/,
  )
  const author = listAt(found, 'contained').find(
    (each) => `#${String(at(each, 'id'))}` === at(found, 'author.0.reference'),
  )
  assert.equal(at(author, 'resourceType'), 'PractitionerRole')
  assert.deepEqual(checkResource(body), [])
})

test('the same transaction in XML is the same submission, and is answered in XML', corpus, async () => {
  await edge.post('', vaccination)
  const headers = { 'content-type': 'application/fhir+xml', accept: 'application/fhir+xml' }
  const answer = await edge.post('', writeXml(sent), headers)
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.text, /<Bundle xmlns="http:\/\/hl7.org\/fhir"><meta>.*<type value="transaction-response"\/>/)
  const [inJson, inXml] = edge.fake.recorded.submissions
  assert.deepEqual(inXml?.documents, inJson?.documents)
})

const document = 'entry.1.resource'
const place = 'Bundle.entry[1].resource'
const copy = (path: string): object => JSON.parse(JSON.stringify(at(sent, path) ?? {}))
const extra = copy('entry.2')
const again = { ...copy('entry.1'), fullUrl: 'urn:uuid:z' }
const named = { item: { reference: 'urn:uuid:z' } }

const broken: [string, Record<string, unknown>, string, string][] = [
  ['no bytes', { 'entry.2': undefined }, 'XDSMissingDocument', `${place}.content[0].attachment.url`],
  [
    'an extra binary',
    { 'entry.3': { ...extra, fullUrl: 'urn:uuid:y' } },
    'XDSMissingDocumentMetadata',
    'Bundle.entry[3].resource',
  ],
  ['a fullUrl twice', { 'entry.3': extra }, 'XDSRegistryMetadataError', 'Bundle.entry[3].fullUrl'],
  ['a document not in the set', { 'entry.3': again }, 'XDSRegistryMetadataError', 'Bundle.entry[3].resource'],
  [
    'a document twice',
    { 'entry.3': again, 'entry.0.resource.entry.1': named },
    'XDSRegistryDuplicateUniqueIdInMessage',
    'Bundle.entry[3].resource.masterIdentifier',
  ],
  [
    'a dangling author',
    { [`${document}.author.0.reference`]: '#nobody' },
    'XDSRegistryMetadataError',
    `${place}.author[0]`,
  ],
  [
    'a folder',
    { 'entry.0.resource.code.coding.0.code': 'folder' },
    'XDSRegistryMetadataError',
    'Bundle.entry[0].resource.code',
  ],
  ['a PUT', { 'entry.1.request.method': 'PUT' }, 'XDSRegistryMetadataError', 'Bundle.entry[1].request.method'],
  [
    'an unreadable subject',
    { [`${document}.subject`]: { display: 'x' } },
    'XDSRegistryMetadataError',
    `${place}.subject`,
  ],
  [
    'two content types',
    { 'entry.2.resource.contentType': 'application/pdf' },
    'XDSRegistryMetadataError',
    `${place}.content[0].attachment.contentType`,
  ],
  [
    'a condition',
    { 'entry.1.request.ifNoneExist': 'x=y' },
    'XDSRegistryMetadataError',
    'Bundle.entry[1].request.ifNoneExist',
  ],
]

for (const [what, edits, word, field] of broken) {
  test(`a transaction with ${what} is refused with IHE's word and the path`, corpus, async () => {
    const { status, body, text } = await edge.post('', changed(vaccination, edits))
    assert.equal(status, 422, text)
    assert.ok(issueCodes(body).includes(word), text)
    assert.equal(at(body, 'issue.0.expression.0'), field)
    assert.equal(edge.fake.recorded.submissions.length, 0)
  })
}

test('every missing element is named, in the language asked for', corpus, async () => {
  const text = changed(vaccination, {
    [`${document}.date`]: undefined,
    [`${document}.context.facilityType`]: undefined,
  })
  const { body } = await edge.post('', text, { 'accept-language': 'en-GB, fr;q=0.5' })
  const fields = listAt(body, 'issue').map((issue) => at(issue, 'expression.0'))
  assert.deepEqual(fields, [`${place}.date`, `${place}.context.facilityType`])
  assert.equal(at(body, 'issue.0.diagnostics'), `${place}.date is missing: add it.`)
})

test('bare UUIDs, staged uploads, a Patient id and the conditional subject are understood', corpus, async () => {
  const edits = {
    'entry.2': undefined,
    'entry.1.fullUrl': String(at(sent, 'entry.1.fullUrl')).replace('urn:uuid:', ''),
    [`${document}.subject`]: { reference: `Patient/${spaceId}` },
    'entry.0.resource.subject': { reference: `Patient?identifier=${ins.replace('|', '%7C')}` },
    [`${document}.content.0.attachment.url`]: `${baseUrl}/Binary/abc`,
  }
  const answer = await edge.post('', changed(vaccination, edits))
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(edge.fake.recorded.submissions[0]?.documents[0]?.content, { stagedId: 'abc' })
})

test('ITI-105 answers the resource without its bytes, with their address, size and hash', corpus, async () => {
  const { status, body, headers } = await edge.post(
    '/DocumentReference',
    readCorpus('mhd-cases', 'requests', 'ok-iti105.json'),
  )
  assert.equal(status, 201)
  assert.equal(headers.location, `${baseUrl}/DocumentReference/${String(at(body, 'id'))}`)
  assert.equal(at(body, 'content.0.attachment.data'), undefined)
  assert.equal(at(body, 'content.0.attachment.size'), 134945)
  assert.equal(at(body, 'content.0.attachment.hash'), 'rxwoMAot4INytmosYS5dkJp5XtQ=')
  assert.match(String(at(body, 'content.0.attachment.url')), /\/fhir\/Binary\//)
  assert.equal(edge.fake.recorded.submissions[0]?.set, undefined)
})
