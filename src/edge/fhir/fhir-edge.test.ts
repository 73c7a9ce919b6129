import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fastify } from 'fastify'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createFakeDocuments } from '../../../tests/support/fake-documents.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { silentLog } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { createReasons } from '../../reference/create-reasons.ts'
import { createReference } from '../../reference/create-reference.ts'
import { checkResource } from './check-resource.ts'
import { registerFhir } from './register-fhir.ts'
import { writeXml } from './write-xml.ts'

const baseUrl = 'https://carnet.example/fhir'
const ins = 'urn:oid:1.2.250.1.213.1.4.10|279035121518989'
const json = 'application/fhir+json'
const patchType = 'application/json-patch+json'
const codes = createReference()
const reasons = createReasons()
const archivedUrl = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived'

let fake = createFakeDocuments()
let server: FastifyInstance

const start = (): FastifyInstance => {
  const made = fastify()
  registerFhir(made, {
    documents: fake.documents,
    identity: {
      readPerson: async () => ({
        spaceId: '11111111-2222-4333-8444-555555555555',
        ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
        traits: {
          birthFamily: 'PAT-TROIS',
          birthGiven: ['DOMINIQUE'],
          gender: 'female',
          birthDate: '1979-03-28',
          birthPlace: '51215',
        },
      }),
    },
    authenticate: async ({ headers }) => {
      if (headers.authorization !== 'Bearer good') throw new Problem('unauthenticated', 'token-missing')
      const facility = { id: '1', name: 'Laboratoire' }
      const actor = { kind: 'software', id: 'laboratory', name: 'Laboratoire', facility } as const
      return { actor, authLevel: 'substantial', origin: { channel: 'fhir', software: 'laboratory' } }
    },
    baseUrl,
    log: silentLog,
    codes,
    reasons: reasons.sentence,
  })
  return made
}

before(() => {
  server = start()
})
beforeEach(async () => {
  await server.close()
  fake = createFakeDocuments()
  server = start()
})
after(() => server.close())

const call = async (options: InjectOptions) => {
  const headers = { authorization: 'Bearer good', ...options.headers }
  const answer = await server.inject({ ...options, headers })
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: isJson ? answer.json() : undefined,
  }
}

const post = (path: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  call({ method: 'POST', url: `/fhir${path}`, payload, headers: { 'content-type': json, ...headers } })

const get = (path: string, headers: Record<string, string> = {}) =>
  call({ method: 'GET', url: `/fhir${path}`, headers })

const patch = (path: string, payload: string, contentType = patchType) =>
  call({ method: 'PATCH', url: `/fhir${path}`, payload, headers: { 'content-type': contentType } })

const codesOf = (body: any): string[] =>
  body.issue.flatMap((issue: any) => issue.details.coding.map((coding: any) => coding.code))

const cases: any[] = JSON.parse(readCorpus('mhd-cases', 'cases.json') || '{"cases":[]}').cases
const read = (name: string): string => readCorpus('mhd-cases', 'requests', `${name}.json`)
const vaccination = 'ok-iti65-VAC-NOTE_2023.01'
const corpus = needs('mhd-cases')

// What only the documents area can tell: the edge must let these through, unharmed.
const forTheArea = new Set([
  'ko-hash',
  'ko-size',
  'ko-type-unknown',
  'ko-other-patient',
  'ko-replace-unknown',
  'ko-xxe',
  'ko-entity-bomb',
  'ko-pdf-script',
  'ko-duplicate-resend',
])

const addressOf = (each: any, firstId: string): string =>
  `${each.path === '' ? '' : '/'}${each.path}`.replace('{DocumentReference of the previous case}', firstId)

for (const each of cases) {
  test(`mhd case ${each.id}: ${each.title}`, corpus, async () => {
    if (each.after) await post('', readCorpus('mhd-cases', `requests/${each.after}.json`))
    const firstId = `DocumentReference/${[...fake.entries.keys()][0]}`
    const payload = readCorpus('mhd-cases', each.body).replaceAll('{DocumentReference of the previous case}', firstId)
    const url = `/fhir${addressOf(each, firstId)}`
    const answer = await call({ method: each.method, url, payload, headers: { 'content-type': each.contentType } })
    const { expect } = each
    if (expect.status) assert.equal(answer.status, expect.status, answer.text)
    else if (forTheArea.has(each.id)) assert.equal(answer.status, 200, answer.text)
    else assert.ok(expect.statusIn.includes(answer.status), answer.text)
    if (answer.status >= 400) {
      assert.equal(answer.body.resourceType, 'OperationOutcome')
      assert.ok(answer.body.issue[0].expression?.[0], 'names the field')
      assert.equal(fake.recorded.submissions.length, each.after ? 1 : 0)
      const words = expect.issueDetailsCodeAnyOf
      if (words)
        assert.ok(
          codesOf(answer.body).some((code) => words.includes(code)),
          answer.text,
        )
    }
    if (expect.entries) {
      assert.equal(answer.body.entry.length, expect.entries)
      for (const entry of answer.body.entry) assert.equal(entry.response.status, '201')
    }
    assert.deepEqual(checkResource(answer.body), [])
  })
}

test('a transaction becomes one submission, with what was declared and where', corpus, async () => {
  const text = read(vaccination)
  const answer = await post('', text)
  const [submission] = fake.recorded.submissions
  const [document] = submission?.documents ?? []
  assert.ok(submission && document && 'bytes' in document.content)
  assert.deepEqual(submission.patient, { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' })
  assert.deepEqual(submission.messageHash, createHash('sha256').update(text).digest())
  assert.equal(createHash('sha1').update(document.content.bytes).digest('base64'), document.declaredHash)
  assert.equal(document.field, 'Bundle.entry[1].resource')
  assert.deepEqual(submission.set?.designation, {
    system: 'urn:oid:1.2.250.1.213.2.2',
    code: '07',
    display: 'Consultation',
  })
  assert.deepEqual(document.metadata.authors, [
    {
      id: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '801234567897' },
      person: { family: 'MULLER', given: 'Charles' },
      facility: {
        id: { system: 'urn:oid:1.2.250.1.71.4.2.2', value: '1750803447' },
        name: 'Cabinet Médical du Dr MULLER',
      },
      specialty: {
        system: 'https://mos.esante.gouv.fr/NOS/TRE_A02-ProfessionSavFaire-CISIS/FHIR/TRE-A02-ProfessionSavFaire-CISIS',
        code: 'G15_10/SM26',
        display: 'Médecin - Qualifié en Médecine Générale (SM)',
      },
    },
  ])
  assert.equal(answer.body.entry[1].response.outcome.issue[0].severity, 'warning')
  assert.match(answer.body.entry[1].response.location, /^DocumentReference\/[0-9a-f-]{36}$/)
})

test('what goes in by FHIR comes back by FHIR', corpus, async () => {
  const sent = JSON.parse(read(vaccination)).entry[1].resource
  await post('', read(vaccination))
  const { body } = await get(`/DocumentReference?patient.identifier=${ins}&status=current`)
  const found = body.entry[0].resource
  assert.equal(body.total, 1)
  for (const element of [
    'masterIdentifier',
    'identifier',
    'status',
    'type',
    'category',
    'date',
    'description',
    'securityLabel',
  ]) {
    assert.deepEqual(found[element], sent[element], element)
  }
  const { url: _sent, ...attachment } = sent.content[0].attachment
  const { url, ...kept } = found.content[0].attachment
  assert.deepEqual(kept, attachment)
  assert.match(url, /^https:\/\/carnet\.example\/fhir\/Binary\/[0-9a-f-]{36}$/)
  const { sourcePatientInfo: _source, ...context } = sent.context
  const { sourcePatientInfo, ...foundContext } = found.context
  assert.deepEqual(foundContext, context)
  assert.equal(sourcePatientInfo.reference, `#${found.contained[0].id}`)
  const author = found.contained.find((each: any) => `#${each.id}` === found.author[0].reference)
  assert.equal(author.resourceType, 'PractitionerRole')
  assert.deepEqual(checkResource(body), [])
})

test('the same transaction in XML is the same submission, and is answered in XML', corpus, async () => {
  const tree = JSON.parse(read(vaccination))
  await post('', JSON.stringify(tree))
  const answer = await post('', writeXml(tree), {
    'content-type': 'application/fhir+xml',
    accept: 'application/fhir+xml',
  })
  assert.equal(answer.status, 200, answer.text)
  assert.match(
    answer.text,
    /^<\?xml.*<Bundle xmlns="http:\/\/hl7.org\/fhir"><meta>.*<type value="transaction-response"\/>/,
  )
  const [inJson, inXml] = fake.recorded.submissions
  assert.deepEqual(inXml?.documents, inJson?.documents)
})

const changed = (change: (bundle: any) => void): string => {
  const bundle = JSON.parse(read(vaccination))
  change(bundle)
  return JSON.stringify(bundle)
}

const broken: [string, (bundle: any) => void, string, string][] = [
  [
    'no bytes for the document',
    (b) => b.entry.pop(),
    'XDSMissingDocument',
    'Bundle.entry[1].resource.content[0].attachment.url',
  ],
  [
    'bytes without a document',
    (b) => (b.entry[2].fullUrl = 'urn:uuid:x'),
    'XDSMissingDocument',
    'Bundle.entry[1].resource.content[0].attachment.url',
  ],
  [
    'an extra binary',
    (b) => b.entry.push({ ...b.entry[2], fullUrl: 'urn:uuid:y' }),
    'XDSMissingDocumentMetadata',
    'Bundle.entry[3].resource',
  ],
  [
    'a document twice',
    (b) => {
      b.entry.push({ ...b.entry[1], fullUrl: 'urn:uuid:z' })
      b.entry[0].resource.entry.push({ item: { reference: 'urn:uuid:z' } })
    },
    'XDSRegistryDuplicateUniqueIdInMessage',
    'Bundle.entry[3].resource.masterIdentifier',
  ],
  [
    'a dangling author',
    (b) => (b.entry[1].resource.author[0].reference = '#nobody'),
    'XDSRegistryMetadataError',
    'Bundle.entry[1].resource.author[0]',
  ],
  [
    'a folder',
    (b) => (b.entry[0].resource.code.coding[0].code = 'folder'),
    'XDSRegistryMetadataError',
    'Bundle.entry[0].resource.code',
  ],
  ['a PUT', (b) => (b.entry[1].request.method = 'PUT'), 'XDSRegistryMetadataError', 'Bundle.entry[1].request.method'],
  [
    'an unreadable subject',
    (b) => (b.entry[1].resource.subject = { display: 'x' }),
    'XDSRegistryMetadataError',
    'Bundle.entry[1].resource.subject',
  ],
  [
    'two content types',
    (b) => (b.entry[2].resource.contentType = 'application/pdf'),
    'XDSRegistryMetadataError',
    'Bundle.entry[1].resource.content[0].attachment.contentType',
  ],
  [
    'a condition',
    (b) => (b.entry[1].request.ifNoneExist = 'identifier=x'),
    'XDSRegistryMetadataError',
    'Bundle.entry[1].request.ifNoneExist',
  ],
]

for (const [what, change, word, field] of broken) {
  test(`a transaction with ${what} is refused with IHE's word and the path`, corpus, async () => {
    const { status, body } = await post('', changed(change))
    assert.equal(status, 422)
    assert.ok(codesOf(body).includes(word), JSON.stringify(body))
    assert.equal(body.issue[0].expression[0], field)
    assert.equal(fake.recorded.submissions.length, 0)
  })
}

test('every missing element is named, in the language asked for', corpus, async () => {
  const text = changed((bundle) => {
    delete bundle.entry[1].resource.date
    delete bundle.entry[1].resource.context.facilityType
  })
  const { body } = await post('', text, { 'accept-language': 'en-GB, fr;q=0.5' })
  assert.deepEqual(
    body.issue.map((issue: any) => issue.expression[0]),
    ['Bundle.entry[1].resource.date', 'Bundle.entry[1].resource.context.facilityType'],
  )
  assert.equal(body.issue[0].diagnostics, 'Bundle.entry[1].resource.date is missing: add it.')
})

test('bare UUIDs, staged uploads, a Patient id and the conditional subject are understood', corpus, async () => {
  const staged = await post(
    '',
    changed((bundle) => {
      bundle.entry.pop()
      bundle.entry[1].fullUrl = bundle.entry[1].fullUrl.replace('urn:uuid:', '')
      bundle.entry[1].resource.subject = { reference: 'Patient/11111111-2222-4333-8444-555555555555' }
      bundle.entry[0].resource.subject = { reference: `Patient?identifier=${ins.replace('|', '%7C')}` }
      bundle.entry[1].resource.content[0].attachment.url = `${baseUrl}/Binary/abc`
    }),
  )
  assert.equal(staged.status, 200, staged.text)
  assert.deepEqual(fake.recorded.submissions[0]?.documents[0]?.content, { stagedId: 'abc' })
})

test('ITI-105 answers the resource without its bytes, with their address, size and hash', corpus, async () => {
  const { status, body, headers } = await post('/DocumentReference', read('ok-iti105'))
  const { attachment } = body.content[0]
  assert.equal(status, 201)
  assert.equal(headers.location, `${baseUrl}/DocumentReference/${body.id}`)
  assert.equal(attachment.data, undefined)
  assert.deepEqual([attachment.size, attachment.hash], [134945, 'rxwoMAot4INytmosYS5dkJp5XtQ='])
  assert.match(attachment.url, /\/fhir\/Binary\//)
  assert.equal(fake.recorded.submissions[0]?.set, undefined)
})

test('retrieve: raw by default and by type, FHIR when asked, 406, 404, 410', corpus, async () => {
  await post('', read(vaccination))
  const [{ entry, bytes } = assert.fail('nothing stored')] = [...fake.entries.values()]
  for (const accept of ['*/*', 'text/xml', 'application/xml', 'text/*;q=0.1']) {
    const raw = await server.inject({
      url: `/fhir/Binary/${entry.blobId}`,
      headers: { authorization: 'Bearer good', accept },
    })
    assert.deepEqual(raw.rawPayload, bytes, accept)
    assert.equal(raw.headers['content-type'], 'text/xml')
    assert.equal(raw.headers['x-content-type-options'], 'nosniff')
    assert.match(String(raw.headers['content-disposition']), /^attachment/)
    assert.equal(raw.headers.etag, `"${entry.blobId}"`)
  }
  const wrapped = await get(`/Binary/${entry.blobId}`, { accept: json })
  assert.deepEqual(checkResource(wrapped.body), [])
  assert.deepEqual(Buffer.from(wrapped.body.data, 'base64'), bytes)
  const xml = await get(`/Binary/${entry.blobId}`, { accept: 'application/fhir+xml' })
  assert.match(
    xml.text,
    /^<\?xml[^>]*><Binary xmlns="http:\/\/hl7.org\/fhir"><id value="[^"]+"\/><contentType value="text\/xml"\/><data value="/,
  )
  assert.equal((await get(`/Binary/${entry.blobId}`, { accept: 'image/png' })).status, 406)
  assert.equal((await get('/Binary/unknown')).status, 404)
  entry.status = 'superseded'
  assert.equal((await get(`/Binary/${entry.blobId}`)).status, 410)
  assert.equal((await get(`/DocumentReference/${entry.id}`)).status, 200)
})

test('reads of a set and a patient', corpus, async () => {
  await post('', read(vaccination))
  const set = await get('/List/abc')
  assert.deepEqual(checkResource(set.body), [])
  assert.equal(set.body.entry.length, 1)
  assert.equal(set.body.source.extension[0].url, 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-authorOrg')
  const patient = await get('/Patient/11111111-2222-4333-8444-555555555555')
  assert.deepEqual(checkResource(patient.body), [])
  assert.equal(patient.body.identifier[0].value, '279035121518989')
})

const expectSearch = async (query: string): Promise<any> => {
  const answer = await get(`/DocumentReference?patient.identifier=${ins}&status=current&${query}`)
  assert.equal(answer.status, 200, answer.text)
  return fake.recorded.searches.at(-1)
}

test('every search parameter becomes its filter', async () => {
  const { space, query } = await expectSearch(
    'type=http://loinc.org|11502-2,SYNTH&category=10&event=a&setting=AMBULATOIRE&facility=SA07&format=f&security-label=N' +
      '&identifier=urn:ietf:rfc:3986|urn:oid:1.2&related=1.2^3&author.family=mul&author.given=ch&isArchived=false' +
      '&relatesto=DocumentReference/11111111-2222-4333-8444-555555555555&_sort=-creation&_count=500&page=0',
  )
  assert.deepEqual(space, { ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' } })
  assert.deepEqual(query, {
    status: ['current'],
    typeCodes: [{ system: 'http://loinc.org', code: '11502-2' }, { code: 'SYNTH' }],
    classCodes: [{ code: '10' }],
    eventCodes: [{ code: 'a' }],
    practiceSettings: [{ code: 'AMBULATOIRE' }],
    facilityTypes: [{ code: 'SA07' }],
    formatCodes: [{ code: 'f' }],
    securityLabels: [{ code: 'N' }],
    identifiers: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2' }],
    related: [{ value: '1.2^3' }],
    authorFamily: ['mul'],
    authorGiven: ['ch'],
    archived: false,
    relatesToIds: ['11111111-2222-4333-8444-555555555555'],
    sort: '-created',
    count: 100,
    after: '0',
  })
})

const dateCases: [string, object][] = [
  ['2021', { prefix: 'eq', from: '2020-12-31T23:00:00.000Z', to: '2021-12-31T23:00:00.000Z' }],
  ['ge2021-02', { prefix: 'ge', from: '2021-01-31T23:00:00.000Z', to: '2021-02-28T23:00:00.000Z' }],
  ['lt2021-07-31', { prefix: 'lt', from: '2021-07-30T22:00:00.000Z', to: '2021-07-31T22:00:00.000Z' }],
  ['2021-12-31', { prefix: 'eq', from: '2021-12-30T23:00:00.000Z', to: '2021-12-31T23:00:00.000Z' }],
  ['sa2021-04-09T15:35Z', { prefix: 'sa', from: '2021-04-09T15:35:00.000Z', to: '2021-04-09T15:36:00.000Z' }],
  ['2021-04-09T15:35:10+01:00', { prefix: 'eq', from: '2021-04-09T14:35:10.000Z', to: '2021-04-09T14:35:11.000Z' }],
]

for (const [text, filter] of dateCases) {
  test(`the date ${text} covers its precision`, async () => {
    const { query } = await expectSearch(`date=${text}`)
    assert.deepEqual(query.dated, [filter])
  })
}

test('two dates of one name are an interval; period-start and period-end are said with what compares starts and ends', async () => {
  const { query } = await expectSearch('date=ge2021&date=lt2022&period-start=ge2021-01-01&period-end=le2021-01-01')
  assert.equal(query.dated.length, 2)
  const [from, to] = ['2020-12-31T23:00:00.000Z', '2021-01-01T23:00:00.000Z']
  assert.deepEqual(query.period, [
    { prefix: 'sa', from, to: from },
    { prefix: 'eb', from: to, to },
  ])
})

const badSearches: [string, string][] = [
  ['status=current', 'patient'],
  [`patient.identifier=${ins}`, 'status'],
  [`patient.identifier=${ins}&status=current&colour=red`, 'colour'],
  [`patient.identifier=${ins}&status=current&__proto__=red`, '__proto__'],
  [`patient.identifier=${ins}&status=current&type:in=red`, 'type:in'],
  [`patient.identifier=${ins}&status=old`, 'status'],
  [`patient.identifier=${ins}&status=current&date=2021-13`, 'date'],
  [`patient.identifier=${ins}&status=current&date=yesterday`, 'date'],
  [`patient.identifier=${ins}&status=current&type=a&type=b`, 'type'],
  [`patient.identifier=${ins}&status=current&_sort=title`, '_sort'],
  [`patient.identifier=${ins}&status=current&_count=many`, '_count'],
  ['patient.identifier=279035121518989&status=current', 'patient.identifier'],
  ['patient=Patient/1&status=current', 'patient'],
]

for (const [query, field] of badSearches) {
  test(`the search ${query} is refused and names ${field}`, async () => {
    const { status, body } = await get(`/DocumentReference?${query}`)
    assert.equal(status, 400)
    assert.equal(body.issue[0].expression[0], field)
    assert.equal(fake.recorded.searches.length, 0)
  })
}

test('an unknown parameter is ignored for who asks so, and the search can be posted', async () => {
  const lenient = await get(`/DocumentReference?patient.identifier=${ins}&status=current&x=1`, {
    prefer: 'handling=lenient',
  })
  assert.equal(lenient.status, 200)
  const form = `patient.identifier=${encodeURIComponent(ins)}&status=current`
  const posted = await post('/DocumentReference/_search', form, { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(posted.status, 200, posted.text)
  assert.deepEqual(fake.recorded.searches[1]?.query.status, ['current'])
})

test('pages are linked by an opaque next, and a count of 0 is a count', corpus, async () => {
  await post('', read('ok-iti65-two-documents'))
  const first = await get(`/DocumentReference?patient.identifier=${ins}&status=current&_count=1`)
  const next = first.body.link.find((link: any) => link.relation === 'next').url
  const second = await get(next.slice(baseUrl.length))
  assert.notEqual(first.body.entry[0].resource.id, second.body.entry[0].resource.id)
  assert.deepEqual([first.body.total, second.body.link.length], [2, 1])
  const count = await get(`/DocumentReference?patient.identifier=${ins}&status=current&_count=0`)
  assert.deepEqual([count.body.total, count.body.entry], [2, undefined])
})

const label = { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] }
const fhirPath = (...part: object[]): string =>
  JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'operation', part }] })
const xmlPatch = (inner: string): string => `<diff xmlns:f="http://hl7.org/fhir">${inner}</diff>`

const patches: [string, string, string, object][] = [
  [
    'JSON, status',
    patchType,
    JSON.stringify([{ op: 'replace', path: '/status', value: 'entered-in-error' }]),
    { status: 'entered-in-error' },
  ],
  [
    'JSON, archived array',
    patchType,
    JSON.stringify([{ op: 'add', path: '/extension', value: [{ url: archivedUrl, valueBoolean: true }] }]),
    { archived: true },
  ],
  [
    'JSON, unarchive',
    patchType,
    JSON.stringify([{ op: 'replace', path: '/extension/0/valueBoolean', value: false }]),
    { archived: false },
  ],
  [
    'JSON, all labels',
    patchType,
    JSON.stringify([
      {
        op: 'replace',
        path: '/securityLabel',
        value: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] }, label],
      },
    ]),
    { visibility: { hidden: true, withheld: false, hiddenFromRepresentatives: false } },
  ],
  [
    'FHIRPath, status',
    json,
    fhirPath(
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'DocumentReference.status' },
      { name: 'value', valueCode: 'superseded' },
    ),
    { status: 'superseded' },
  ],
  [
    'FHIRPath, label',
    json,
    fhirPath(
      { name: 'type', valueCode: 'add' },
      { name: 'path', valueString: 'DocumentReference' },
      { name: 'name', valueString: 'securityLabel' },
      { name: 'value', valueCodeableConcept: label },
    ),
    { visibility: { hidden: true } },
  ],
  [
    'FHIRPath, archived',
    json,
    fhirPath(
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: `DocumentReference.extension.where(url='${archivedUrl}').value` },
      { name: 'value', valueBoolean: true },
    ),
    { archived: true },
  ],
  [
    'XML, status',
    'application/xml-patch+xml',
    xmlPatch('<replace sel="f:DocumentReference/f:status/@value">superseded</replace>'),
    { status: 'superseded' },
  ],
  [
    'XML, label',
    'application/xml-patch+xml',
    xmlPatch(
      '<add sel="f:DocumentReference"><securityLabel xmlns="http://hl7.org/fhir"><coding><system value="urn:oid:1.2.250.1.213.1.1.4.13"/><code value="MASQUE_PS"/></coding></securityLabel></add>',
    ),
    { visibility: { hidden: true } },
  ],
  [
    'XML, archived',
    'application/xml-patch+xml',
    xmlPatch(
      `<replace sel="f:DocumentReference/f:extension[@url='${archivedUrl}']/f:valueBoolean/@value">true</replace>`,
    ),
    { archived: true },
  ],
]

for (const [what, contentType, payload, update] of patches) {
  test(`patch in ${what}`, corpus, async () => {
    await post('', read(vaccination))
    const id = [...fake.entries.keys()][0]
    const answer = await patch(`/DocumentReference/${id}`, payload, contentType)
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(fake.recorded.updates, [{ target: { id }, update }])
    assert.equal(answer.headers.etag, 'W/"2"')
  })
}

test('a label is removed by its place, and the confidentiality itself cannot be', corpus, async () => {
  await post('', read(vaccination))
  const id = [...fake.entries.keys()][0]
  const hide = JSON.stringify([{ op: 'add', path: '/securityLabel/-', value: label }])
  assert.equal((await patch(`/DocumentReference/${id}`, hide)).status, 200)
  const test1 = { op: 'test', path: '/securityLabel/1/coding/0/code', value: 'MASQUE_PS' }
  const show = JSON.stringify([test1, { op: 'remove', path: '/securityLabel/1' }])
  const shown = await patch(`/DocumentReference/${id}`, show)
  assert.equal(shown.status, 200, shown.text)
  assert.equal(shown.body.securityLabel.length, 1)
  const again = await patch(`/DocumentReference/${id}`, show)
  assert.equal(again.status, 409)
  assert.equal(
    (await patch(`/DocumentReference/${id}`, JSON.stringify([{ op: 'remove', path: '/securityLabel/0' }]))).status,
    405,
  )
})

test('a conditional patch finds one, none or several', corpus, async () => {
  const url = '/DocumentReference?identifier=urn:ietf:rfc:3986|urn:oid:1.2.250.1.213.1.1.1.46.2023.1.1'
  const body = read('patch-archive')
  assert.equal((await patch(url, body)).status, 404)
  await post('', read(vaccination))
  assert.equal((await patch(url, body)).status, 200)
  await post('', read(vaccination))
  assert.equal((await patch(url, body)).status, 412)
  assert.equal((await patch('/DocumentReference?status=current', body)).status, 400)
  assert.equal((await patch(url, '{"op":1}')).status, 400)
})

test('uploads stream through, name their patient, and say where they are', async () => {
  const bytes = Buffer.alloc(3_000_000, 7)
  const headers = { 'content-type': 'application/pdf', 'x-security-context': `Patient?identifier=${ins}` }
  const answer = await post('/Binary', bytes, headers)
  assert.equal(answer.status, 201, answer.text)
  assert.match(String(answer.headers.location), /^https:\/\/carnet\.example\/fhir\/Binary\//)
  assert.deepEqual(fake.recorded.staged[0]?.bytes, bytes)
  assert.equal(fake.recorded.staged[0]?.patient.value, '279035121518989')
  for (const type of ['text/xml', 'application/json']) {
    assert.equal((await post('/Binary', '<a/>', { ...headers, 'content-type': type })).status, 201)
  }
  assert.equal((await post('/Binary', bytes, { 'content-type': 'application/pdf' })).status, 400)
  assert.equal((await post('/Binary', bytes, { ...headers, 'content-encoding': 'gzip' })).status, 400)
})

test('a Binary resource can be uploaded too', async () => {
  const subject = { reference: `Patient?identifier=${ins}` }
  const resource = { resourceType: 'Binary', contentType: 'text/plain', securityContext: subject, data: 'aGVsbG8=' }
  assert.equal((await post('/Binary', JSON.stringify(resource))).status, 201)
  assert.equal(String(fake.recorded.staged[0]?.bytes), 'hello')
})

const rawUpload = (port: number, length: number, send: number): Promise<number> =>
  new Promise((resolve) => {
    const headers = {
      authorization: 'Bearer good',
      'content-type': 'application/pdf',
      'content-length': length,
      'x-security-context': `Patient?identifier=${ins}`,
    }
    const sending = httpRequest({ port, method: 'POST', path: '/fhir/Binary', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sending.on('error', () => resolve(-1))
    sending.write(Buffer.alloc(send))
    if (send < length) setTimeout(() => sending.destroy(), 100)
    else sending.end()
  })

test('a connection that breaks in mid-upload leaves nothing; one too large is refused before a byte is kept', async () => {
  await server.listen({ port: 0 })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  assert.equal(await rawUpload(port, 2_000_000, 500_000), -1)
  for (let turn = 0; turn < 50 && fake.recorded.failedUploads === 0; turn += 1) await wait(20)
  assert.equal(fake.recorded.failedUploads, 1)
  assert.equal(fake.recorded.staged.length, 0)
  assert.equal(await rawUpload(port, 300 * 1024 * 1024, 100), 413)
})

test('a body over the limit is told the limit', async () => {
  const { status, body } = await post('', Buffer.alloc(40 * 1024 * 1024 + 1, 0x20))
  assert.equal(status, 413)
  assert.match(body.issue[0].diagnostics, /41943040/)
})

test('the outside: no token, no format, no such thing', async () => {
  const nobody = await server.inject({ url: '/fhir/Patient/x', headers: {} })
  assert.equal(nobody.statusCode, 401)
  assert.match(String(nobody.headers['www-authenticate']), /^Bearer/)
  assert.equal(nobody.json().issue[0].code, 'login')
  assert.equal((await get('/Patient/x', { accept: 'text/html' })).status, 406)
  assert.equal((await get('/Patient/x?_format=xml')).headers['content-type'], 'application/fhir+xml; charset=utf-8')
  assert.equal((await post('', 'x', { 'content-type': 'text/plain' })).status, 415)
  assert.equal((await post('', '{"a"', {})).status, 400)
  assert.equal((await get('/Observation/x')).status, 404)
  assert.equal((await call({ method: 'DELETE', url: '/fhir/DocumentReference/x' })).status, 405)
})

test('an unexpected fault tells nothing of itself', async () => {
  fake.documents.readDocument = () => Promise.reject(new Error('secret at /home/x.ts'))
  const { status, text, body } = await get('/DocumentReference/x')
  assert.equal(status, 500)
  assert.equal(body.issue[0].code, 'exception')
  assert.doesNotMatch(text, /secret|home|stack/)
})

test('the capability statement is sound, needs no token, and is served in both formats', async () => {
  const statement = await server.inject({ url: '/fhir/metadata' })
  assert.deepEqual(checkResource(statement.json()), [])
  const xml = await server.inject({ url: '/fhir/metadata', headers: { accept: 'application/fhir+xml' } })
  assert.match(xml.body, /<CapabilityStatement/)
})

test('every refusal of this room has its sentences', () => {
  for (const reason of ['element-missing', 'update-not-allowed', 'body-too-large', 'parameter-missing']) {
    assert.ok(reasons.all.has(reason), reason)
  }
})
