import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { ins, spaceId, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { at } from '../../../tests/support/json-path.ts'

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

const whole = `patient.identifier=${ins}&code=submissionset&status=current`

const recordedSearch = async (query: string) => {
  const { status, text } = await edge.call(`/List?${query}`)
  assert.equal(status, 200, text)
  return edge.fake.recorded.setSearches[0] ?? assert.fail('nothing searched')
}

test('every parameter of a search for sets becomes its filter', async () => {
  const { space, query } = await recordedSearch(
    `${whole}&date=ge2026&designationType=07&identifier=urn:ietf:rfc:3986|urn:oid:1.2&sourceId=urn:oid:9&title=Bil` +
      '&source.family=mul&source.given=ch&source.identifier=801&authorOrg.identifier=1990&isArchived=false' +
      `&_id=${spaceId}&_sort=date&_count=500&page=x`,
  )
  assert.deepEqual(space, { ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' } })
  assert.deepEqual(query, {
    kinds: ['submissionset'],
    status: ['current'],
    date: [{ prefix: 'ge', from: '2025-12-31T23:00:00.000Z', to: '2026-12-31T23:00:00.000Z' }],
    designations: [{ code: '07' }],
    identifiers: [{ value: 'urn:oid:1.2' }],
    sourceIds: [{ value: 'urn:oid:9' }],
    titles: ['Bil'],
    sourceFamily: ['mul'],
    sourceGiven: ['ch'],
    sources: [{ value: '801' }],
    facilities: [{ value: '1990' }],
    archived: false,
    ids: [spaceId],
    oldestFirst: true,
    count: 100,
    after: 'x',
  })
})

const refused: [string, string][] = [
  ['code=submissionset&status=current', 'patient'],
  [`patient.identifier=${ins}&status=current`, 'code'],
  [`patient.identifier=${ins}&code=submissionset`, 'status'],
  [`${whole}&colour=red`, 'colour'],
  [`${whole}&__proto__=red`, '__proto__'],
  [`${whole}&title:contains=a`, 'title:contains'],
  [`${whole}&code=folder`, 'code'],
  [`${whole}&_sort=title`, '_sort'],
  [`${whole}&isArchived=perhaps`, 'isArchived'],
  [`${whole}&date=2026-13`, 'date'],
  [`${whole}&_id=1`, '_id'],
  [`${whole}&_count=many`, '_count'],
]

for (const [query, field] of refused) {
  test(`the search for sets ${query} is refused and names ${field}`, async () => {
    const { status, body } = await edge.call(`/List?${query}`)
    assert.equal(status, 400)
    assert.equal(at(body, 'issue.0.expression.0'), field)
    assert.equal(edge.fake.recorded.setSearches.length, 0)
  })
}

test('an unknown parameter is ignored for who asks so; a form may be posted; an id is enough', async () => {
  const lenient = await edge.call(`/List?${whole}&x=1`, { headers: { prefer: 'handling=lenient' } })
  assert.equal(lenient.status, 200)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await edge.post('/List/_search', whole.replace('|', '%7C'), headers)).status, 200)
  assert.equal((await edge.call(`/List?_id=${spaceId}`)).status, 200)
  assert.deepEqual(edge.fake.recorded.setSearches[2]?.space, { objectId: spaceId })
})
