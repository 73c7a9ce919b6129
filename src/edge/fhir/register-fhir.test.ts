import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { spaceId, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'
import { checkResource } from './check-resource.ts'

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

test('without a token: 401, the scheme, and an outcome', async () => {
  const nobody = await edge.server.inject({ url: '/fhir/Patient/x' })
  assert.equal(nobody.statusCode, 401)
  assert.equal(nobody.headers['www-authenticate'], 'Bearer realm="carnet"')
  assert.equal(at(nobody.json(), 'issue.0.code'), 'login')
})

test('the wanted format is served, by Accept or _format, or refused', async () => {
  assert.equal((await edge.call('/Patient/x', { headers: { accept: 'text/html' } })).status, 406)
  assert.equal((await edge.call('/Patient/x?_format=application/fhir+pdf')).status, 406)
  const browser = await edge.call('/Patient/x', { headers: { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' } })
  assert.equal(browser.headers['content-type'], 'application/fhir+xml; charset=utf-8')
  const asked = await edge.call('/Patient/x?_format=application/fhir+xml', { headers: { accept: 'application/json' } })
  assert.equal(asked.headers['content-type'], 'application/fhir+xml; charset=utf-8')
})

const refused: [string, string, string, number][] = [
  ['a text', 'text/plain', 'x', 415],
  ['broken JSON', 'application/fhir+json', '{"a"', 400],
  ['broken XML', 'application/fhir+xml', '<Bundle', 400],
  ['another resource', 'application/fhir+json', '{"resourceType":"Patient","active":true}', 400],
]

for (const [what, contentType, payload, status] of refused) {
  test(`${what} in place of a Bundle is refused with an outcome`, async () => {
    const answer = await edge.post('', payload, { 'content-type': contentType })
    assert.equal(answer.status, status, answer.text)
    assert.equal(at(answer.body, 'resourceType'), 'OperationOutcome')
  })
}

test('a body over the limit is told the limit', async () => {
  const { status, body } = await edge.post('', Buffer.alloc(40 * 1024 * 1024 + 1, 0x20))
  assert.equal(status, 413)
  assert.match(String(at(body, 'issue.0.diagnostics')), /41943040/)
})

test('what does not exist is 404, what is not possible 405', async () => {
  assert.equal((await edge.call('/Encounter/x')).status, 404)
  assert.equal((await edge.call('/DocumentReference/x', { method: 'DELETE' })).status, 405)
})

test('an unexpected fault tells nothing of itself', async () => {
  edge.fake.documents.readDocument = () => Promise.reject(new Error('secret in file.ts'))
  const { status, text, body } = await edge.call('/DocumentReference/x')
  assert.equal(status, 500)
  assert.equal(at(body, 'issue.0.code'), 'exception')
  assert.doesNotMatch(text, /secret|file\.ts|stack/)
})

test('the capability statement is sound, needs no token, and is served in both formats', async () => {
  const statement = await edge.server.inject({ url: '/fhir/metadata' })
  assert.deepEqual(checkResource(statement.json()), [])
  const xml = await edge.server.inject({ url: '/fhir/metadata', headers: { accept: 'application/fhir+xml' } })
  assert.match(xml.body, /<CapabilityStatement/)
})

test('every search parameter the statement names is taken', async () => {
  const statement: unknown = (await edge.server.inject({ url: '/fhir/metadata' })).json()
  const types = listAt(statement, 'rest.0.resource')
  const parameters = listAt(
    types.find((each) => at(each, 'type') === 'DocumentReference'),
    'searchParam',
  )
  assert.ok(parameters.length > 15)
  for (const parameter of parameters) {
    const { text } = await edge.call(`/DocumentReference?${String(at(parameter, 'name'))}=2021`)
    assert.doesNotMatch(text, /parameter-unknown/, text)
  }
})

test('reads of a set and of a patient', needs('mhd-cases'), async () => {
  await edge.post('', readCorpus('mhd-cases', 'requests', 'ok-iti65-VAC-NOTE_2023.01.json'))
  const set = await edge.call('/List/abc')
  assert.deepEqual(checkResource(set.body), [])
  assert.equal(listAt(set.body, 'entry').length, 1)
  assert.match(String(at(set.body, 'source.extension.0.url')), /ihe-authorOrg$/)
  const patient = await edge.call(`/Patient/${spaceId}`)
  assert.deepEqual(checkResource(patient.body), [])
  assert.equal(at(patient.body, 'identifier.0.value'), '279035121518989')
})
