import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readTree } from '../../src/edge/fhir/read-resource.ts'
import { writeXml } from '../../src/edge/fhir/write-xml.ts'
import { cdaExamples } from '../../tests/cda/cda-examples.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { findDocument, retrieve, searchAddress } from './support/find-document.ts'
import { viewOfDeposit, viewOfReference } from './support/index-view.ts'
import { freshCopy, freshExample, ownDeposits, type OwnDeposit } from './support/own-deposits.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const fhirXml = 'application/fhir+xml'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const asXml = (json: string): string => {
  const resource: unknown = JSON.parse(json)
  assert.ok(isObject(resource))
  return writeXml(resource)
}

interface Way {
  name: string
  path: string
  contentType: string
  write(deposit: OwnDeposit): string
}

const ways: readonly Way[] = [
  { name: 'ITI-65 in JSON', path: '', contentType: 'application/fhir+json', write: (one) => provideBundle([one]) },
  { name: 'ITI-65 in XML', path: '', contentType: fhirXml, write: (one) => asXml(provideBundle([one])) },
  {
    name: 'ITI-105 in JSON',
    path: 'DocumentReference',
    contentType: 'application/fhir+json',
    write: simplifiedPublish,
  },
  {
    name: 'ITI-105 in XML',
    path: 'DocumentReference',
    contentType: fhirXml,
    write: (one) => asXml(simplifiedPublish(one)),
  },
]

/** What data/examples/index.json says a person must find, as far as the index has it. */
const checkExpected = (deposit: OwnDeposit, document: unknown): void => {
  const expected = cdaExamples.find(({ file }) => file === deposit.file)?.expected
  assert.ok(expected)
  assert.equal(at(document, 'type.coding.0.code'), expected.type)
  assert.equal(at(document, 'category.0.coding.0.code'), expected.documentClass)
  assert.equal(at(document, 'content.0.attachment.title'), expected.title)
  assert.equal(at(document, 'content.0.attachment.creation'), expected.creationTime)
  assert.equal(at(document, 'context.facilityType.coding.0.code'), expected.facilityType)
  assert.equal(at(document, 'context.practiceSetting.coding.0.code'), expected.practiceSetting)
  assert.deepEqual(
    listAt(document, 'context.event').map((event) => at(event, 'coding.0.code')),
    expected.events,
  )
  assert.deepEqual(
    listAt(document, 'context.related').map((one) => at(one, 'identifier.value')),
    expected.orders,
  )
}

for (const way of ways) {
  test(`our own examples go in by ${way.name} and come back whole`, async () => {
    for (const deposit of ownDeposits().map(freshCopy)) {
      const { path, contentType } = way
      const answer = await call(deposit.depositor, path, { contentType, accept: contentType, body: way.write(deposit) })
      assert.equal(answer.status, path === '' ? 200 : 201, answer.text)
      assert.equal(answer.headers.get('content-type'), `${contentType}; charset=utf-8`)
      const document = await findDocument(call, 'dominique', deposit)
      assert.deepEqual(viewOfReference(document, deposit.patient), viewOfDeposit(deposit))
      checkExpected(deposit, document)
      assert.ok((await retrieve(call, 'dominique', document)).bytes.equals(deposit.bytes), deposit.file)
    }
  })
}

test('XML and JSON say the same of a document, in a search and in a read', async () => {
  const deposit = freshExample('laboratory-report.xml')
  await call('laboratory', '', { body: provideBundle([deposit]) })
  const document = await findDocument(call, 'dominique', deposit)
  for (const path of [searchAddress(deposit), `DocumentReference/${String(at(document, 'id'))}`]) {
    const [json, xml] = await Promise.all([call('dominique', path), call('dominique', path, { accept: fhirXml })])
    assert.equal(xml.headers.get('content-type'), `${fhirXml}; charset=utf-8`)
    assert.deepEqual(readTree({ bytes: xml.bytes, format: 'xml' }), json.body)
  }
})

test('a document comes raw, or inside a Binary in JSON or XML, as Accept asks', async () => {
  const deposit = freshExample('thyroid-report-pdf.xml')
  await call('laboratory', '', { body: provideBundle([deposit]) })
  const url = String(at(await findDocument(call, 'dominique', deposit), 'content.0.attachment.url'))
  const raw = await call('dominique', url)
  assert.equal(raw.headers.get('content-type'), 'text/xml')
  assert.equal(raw.headers.get('content-disposition'), 'attachment')
  assert.ok(raw.bytes.equals(deposit.bytes))
  const json = await call('dominique', url, { accept: 'application/fhir+json' })
  const xml = await call('dominique', url, { accept: fhirXml })
  for (const binary of [json.body, readTree({ bytes: xml.bytes, format: 'xml' })]) {
    assert.equal(at(binary, 'contentType'), 'text/xml')
    assert.ok(Buffer.from(String(at(binary, 'data')), 'base64').equals(deposit.bytes))
  }
})

test('a submission set of several documents is read back with all of them', async () => {
  const deposits = ['laboratory-report.xml', 'thyroid-report-pdf.xml'].map(freshExample)
  const { status, body, text } = await call('laboratory', '', { body: provideBundle(deposits) })
  assert.equal(status, 200, text)
  const locations = listAt(body, 'entry').map((entry) => String(at(entry, 'response.location')))
  assert.deepEqual(
    locations.map((location) => location.split('/')[0]),
    ['List', 'DocumentReference', 'DocumentReference', 'Binary', 'Binary'],
  )
  const set = await call('dominique', locations[0] ?? '')
  assert.equal(set.status, 200, set.text)
  const items = listAt(set.body, 'entry').map((entry) => at(entry, 'item.reference'))
  assert.deepEqual(items.toSorted(), locations.slice(1, 3).toSorted())
})
