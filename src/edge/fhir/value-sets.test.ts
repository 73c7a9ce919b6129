import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { Client } from 'fhir-kit-client'
import { baseUrl, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'
import { listData } from '../../reference/data-file.ts'
import { createReference } from '../../reference/create-reference.ts'
import { checkResource } from './check-resource.ts'
import { readTree } from './read-resource.ts'

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

/** Without a token, as anybody asks. */
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await edge.server.inject({ url: `/fhir/ValueSet${path}`, headers })
  const body: unknown = answer.body.startsWith('{') ? answer.json() : undefined
  if (body !== undefined) assert.deepEqual(checkResource(body), [])
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body }
}
const types = 'https://mos.esante.gouv.fr/NOS/JDV_J07-XdsTypeCode-CISIS/FHIR/JDV-J07-XdsTypeCode-CISIS'
const codesIn = (body: unknown): string[] => listAt(body, 'expansion.contains').map((one) => String(at(one, 'code')))
const reference = createReference()

test('every code list is a value set, and expands to all its codes in both languages', async () => {
  const { body } = await get('')
  const ids = listAt(body, 'entry').map((entry) => String(at(entry, 'resource.id')))
  const plain = ['availability-status', 'code-systems', 'identifier-systems']
  assert.deepEqual(
    ids.toSorted(),
    listData('codes').filter((name) => !plain.includes(name)),
  )
  const expanded = await get(`/document-types/$expand?includeDesignations=true`)
  const all = reference.all('document-types')
  assert.deepEqual(
    codesIn(expanded.body),
    all.map(({ code }) => code),
  )
  assert.equal(at(expanded.body, 'expansion.total'), all.length)
  const report = listAt(expanded.body, 'expansion.contains').find((one) => at(one, 'code') === '11502-2')
  assert.deepEqual(at(report, 'designation'), [
    { language: 'fr', value: "CR d'examens biologiques" },
    { language: 'en', value: 'Laboratory report' },
  ])
  assert.match(String(at(expanded.body, 'copyright')), /LOINC licence/)
  for (const id of ids) {
    assert.ok(codesIn((await get(`/${id}/$expand`)).body).length > 0, id)
    assert.ok(listAt((await get(`/${id}`)).body, 'compose.include').length > 0, id)
  }
})

test('a list is found by its national name, its OID, or our address', async () => {
  for (const url of [
    types,
    `${types}|20260629`,
    'urn:oid:1.2.250.1.213.1.1.5.471',
    `${baseUrl}/ValueSet/document-types`,
  ]) {
    const { status, body } = await get(`/$expand?url=${encodeURIComponent(url)}&count=1`)
    assert.equal(status, 200)
    assert.equal(at(body, 'url'), types)
    assert.equal(at((await get(`?url=${encodeURIComponent(url)}`)).body, 'total'), 1)
  }
})

const filters: [string, readonly string[]][] = [
  ['11502', ['11502-2']],
  ['biologiques', ['11502-2']],
  ['LABORATORY+REP', ['11502-2']],
  ['nothing-is-called-so', []],
]

for (const [filter, expected] of filters) {
  test(`a filter finds what it begins a word of, whatever the case, the accents and the language: ${filter}`, async () => {
    const found = codesIn((await get(`/document-types/$expand?filter=${filter}`)).body)
    for (const code of expected) assert.ok(found.includes(code), code)
    if (expected.length === 0) assert.deepEqual(found, [])
    assert.ok(found.length < 10)
  })
}

test('pages of an expansion follow each other', async () => {
  const whole = codesIn((await get('/professions/$expand')).body)
  const first = (await get('/professions/$expand?count=4')).body
  const second = (await get('/professions/$expand?count=4&offset=4')).body
  assert.deepEqual([...codesIn(first), ...codesIn(second)], whole.slice(0, 8))
  assert.equal(at(first, 'expansion.total'), whole.length)
  assert.deepEqual(codesIn((await get('/professions/$expand?count=0')).body), [])
})

test('words are in the language asked for, French otherwise', async () => {
  const display = async (query: string, headers = {}) =>
    at((await get(`/document-types/$expand?filter=11502-2${query}`, headers)).body, 'expansion.contains.0.display')
  assert.equal(await display(''), "CR d'examens biologiques")
  assert.equal(await display('&displayLanguage=en-GB'), 'Laboratory report')
  assert.equal(await display('', { 'accept-language': 'en' }), 'Laboratory report')
})

test('a cache keeps it, and hears whether it changed', async () => {
  const first = await get('/professions/$expand')
  assert.equal(first.headers['cache-control'], 'public, max-age=86400')
  const etag = String(first.headers.etag)
  const again = await get('/professions/$expand', { 'if-none-match': etag })
  assert.deepEqual([again.status, again.text], [304, ''])
  assert.equal((await get('/professions/$expand?filter=a', { 'if-none-match': etag })).status, 200)
  assert.equal(
    (await get('/professions/$expand', { 'if-none-match': etag, accept: 'application/fhir+xml' })).status,
    200,
  )
})

const refused: [string, number, string | undefined][] = [
  ['/$expand', 400, 'url'],
  ['/$expand?url=http://nobody', 404, undefined],
  ['/nothing', 404, undefined],
  ['/nothing/$expand', 404, undefined],
  ['/professions/$expand?count=many', 400, 'count'],
  ['/professions/$expand?colour=red', 400, 'colour'],
]

for (const [path, status, field] of refused) {
  test(`ValueSet${path} answers ${status}`, async () => {
    const answer = await get(path)
    assert.equal(answer.status, status)
    assert.equal(at(answer.body, 'issue.0.expression.0'), field)
  })
}

test('XML says the same as JSON', async () => {
  for (const path of ['/professions/$expand?includeDesignations=true', '/document-types']) {
    const [json, xml] = await Promise.all([get(path), get(path, { accept: 'application/fhir+xml' })])
    assert.deepEqual(readTree({ bytes: Buffer.from(xml.text), format: 'xml' }), json.body)
  }
})

test('a client of somebody else expands a list', async () => {
  const address = await edge.server.listen({ port: 0, host: '127.0.0.1' })
  const client = new Client({ baseUrl: `${address}/fhir` })
  const found = await client.operation({
    name: 'expand',
    resourceType: 'ValueSet',
    method: 'GET',
    input: { url: types, filter: '11502' },
  })
  assert.deepEqual(codesIn(found), ['11502-2'])
})
