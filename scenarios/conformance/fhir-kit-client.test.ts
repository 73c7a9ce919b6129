import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, type FhirResource } from 'fhir-kit-client'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { freshExample } from './support/own-deposits.ts'
import { archiving } from './support/patches.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

const clientOf = async (name: string): Promise<Client> =>
  new Client({ baseUrl: carnet.fhir, bearerToken: await carnet.token(name) })

const isResource = (value: unknown): value is FhirResource =>
  typeof value === 'object' && value !== null && 'resourceType' in value

const resourceIn = (json: string): FhirResource => {
  const resource: unknown = JSON.parse(json)
  assert.ok(isResource(resource))
  return resource
}

const dominique = { 'patient.identifier': 'urn:oid:1.2.250.1.213.1.4.10|279035121518989', status: 'current' }

type Linked = FhirResource & { link: { relation: string; url: string }[] }
const isLinked = (resource: FhirResource): resource is Linked => Array.isArray(resource['link'])

test('a client of somebody else reads what the server can do, and where to get a token', async () => {
  const client = new Client({ baseUrl: carnet.fhir })
  const statement = await client.capabilityStatement()
  assert.equal(statement.resourceType, 'CapabilityStatement')
  assert.equal(statement['fhirVersion'], '4.0.1')
  const types = listAt(statement, 'rest.0.resource').map((resource) => at(resource, 'type'))
  for (const type of ['DocumentReference', 'Binary', 'List', 'Patient']) assert.ok(types.includes(type))
  // It takes whichever answers first, the statement or the configuration: both say it.
  const [said] = listAt(statement, 'rest.0.security.extension.0.extension')
  const { tokenUrl } = await client.smartAuthMetadata()
  assert.equal(at(said, 'valueUri'), tokenUrl?.href)
  assert.equal(tokenUrl?.pathname, '/oauth/token')
})

test('it searches, by GET and by POST, and turns the pages', async () => {
  const client = await clientOf('dominique')
  for (const postSearch of [false, true]) {
    const searchParams = { ...dominique, _count: 4 }
    const first = await client.resourceSearch({
      resourceType: 'DocumentReference',
      searchParams,
      options: { postSearch },
    })
    assert.ok(isLinked(first))
    assert.ok(Number(first['total']) > 4)
    const second = await client.nextPage({ bundle: first })
    assert.ok(second && isLinked(second))
    const ids = [...listAt(first, 'entry'), ...listAt(second, 'entry')].map((entry) => at(entry, 'resource.id'))
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, Math.min(8, Number(first['total'])))
  }
})

test('it reads a document and resolves its patient and its bytes', async () => {
  const client = await clientOf('dominique')
  const page = await client.search({ resourceType: 'DocumentReference', searchParams: dominique })
  const id = String(at(page, 'entry.0.resource.id'))
  const document = await client.read({ resourceType: 'DocumentReference', id })
  assert.deepEqual(document, at(page, 'entry.0.resource'))
  const patient = await client.resolve({ reference: String(at(document, 'subject.reference')) })
  assert.equal(at(patient, 'identifier.0.value'), '279035121518989')
  const binary = await client.resolve({ reference: String(at(document, 'content.0.attachment.url')) })
  const bytes = Buffer.from(String(binary['data']), 'base64')
  assert.equal(bytes.length, at(document, 'content.0.attachment.size'))
})

test('it deposits by a transaction and by a create, and updates by a patch', async () => {
  const client = await clientOf('hospital')
  const response = await client.transaction({ body: resourceIn(provideBundle([freshExample('discharge-letter.xml')])) })
  assert.equal(response['type'], 'transaction-response')
  const created = await client.create({
    resourceType: 'DocumentReference',
    body: resourceIn(simplifiedPublish(freshExample('prescription.xml'))),
  })
  const id = String(created['id'])
  assert.equal(Client.httpFor(created).response?.headers.get('location'), `${carnet.fhir}/DocumentReference/${id}`)
  const [{ op, path, value } = { op: 'add', path: '', value: {} }] = archiving
  const patched = await client.patch({
    resourceType: 'DocumentReference',
    id,
    jsonPatch: [{ op: op === 'add' ? op : 'add', path, value }],
  })
  assert.equal(at(patched, 'extension.0.valueBoolean'), true)
})

test('it hears a refusal as an OperationOutcome', async () => {
  const client = await clientOf('dr-petit')
  await assert.rejects(client.search({ resourceType: 'DocumentReference', searchParams: dominique }), (error) => {
    assert.equal(at(error, 'response.status'), 403)
    assert.equal(at(error, 'response.data.resourceType'), 'OperationOutcome')
    return true
  })
  await assert.rejects(client.batch({ body: { resourceType: 'Bundle', type: 'batch' } }), (error) => {
    assert.equal(at(error, 'response.data.resourceType'), 'OperationOutcome')
    return true
  })
})
