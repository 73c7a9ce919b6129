import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { baseUrl, ins, spaceId, startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

const recordedSearch = async (query: string) => {
  const answer = await edge.search(query)
  assert.equal(answer.status, 200, answer.text)
  return edge.fake.recorded.searches[0] ?? assert.fail('nothing searched')
}

test('every search parameter becomes its filter', async () => {
  const { space, query } = await recordedSearch(
    '&type=http://loinc.org|11502-2,SYNTH&category=10&event=a&setting=AMBULATOIRE&facility=SA07&format=f' +
      '&security-label=N&identifier=urn:ietf:rfc:3986|urn:oid:1.2&related=1.2^3&author.family=mul&author.given=ch' +
      `&isArchived=false&relatesto=DocumentReference/${spaceId}&_sort=-creation&_count=500&page=0`,
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
    relatesToIds: [spaceId],
    sort: '-created',
    count: 100,
    after: '0',
  })
})

test('a comma inside a value is written with a backslash', async () => {
  const { query } = await recordedSearch('&author.family=a%5C,b,c')
  assert.deepEqual(query.authorFamily, ['a,b', 'c'])
})

const dates: [string, object][] = [
  ['2021', { prefix: 'eq', from: '2020-12-31T23:00:00.000Z', to: '2021-12-31T23:00:00.000Z' }],
  ['ge2021-02', { prefix: 'ge', from: '2021-01-31T23:00:00.000Z', to: '2021-02-28T23:00:00.000Z' }],
  ['lt2021-07-31', { prefix: 'lt', from: '2021-07-30T22:00:00.000Z', to: '2021-07-31T22:00:00.000Z' }],
  ['2021-12-31', { prefix: 'eq', from: '2021-12-30T23:00:00.000Z', to: '2021-12-31T23:00:00.000Z' }],
  ['ne2024-02-29', { prefix: 'ne', from: '2024-02-28T23:00:00.000Z', to: '2024-02-29T23:00:00.000Z' }],
  ['sa2021-04-09T15:35Z', { prefix: 'sa', from: '2021-04-09T15:35:00.000Z', to: '2021-04-09T15:36:00.000Z' }],
  ['2021-04-09T15:35:10+01:00', { prefix: 'eq', from: '2021-04-09T14:35:10.000Z', to: '2021-04-09T14:35:11.000Z' }],
]

for (const [text, filter] of dates) {
  test(`the date ${text} covers its precision`, async () => {
    const { query } = await recordedSearch(`&date=${text}`)
    assert.deepEqual(query.dated, [filter])
  })
}

test('two dates of one name are an interval', async () => {
  const { query } = await recordedSearch('&creation=ge2021&creation=lt2022')
  assert.deepEqual(
    query.created?.map(({ prefix }) => prefix),
    ['ge', 'lt'],
  )
})

test('period-start and period-end are said with the prefixes that compare starts and ends', async () => {
  const { query } = await recordedSearch('&period-start=ge2021-01-01&period-end=le2021-01-01')
  const [from, to] = ['2020-12-31T23:00:00.000Z', '2021-01-01T23:00:00.000Z']
  assert.deepEqual(query.period, [
    { prefix: 'sa', from, to: from },
    { prefix: 'eb', from: to, to },
  ])
})

const whole = `patient.identifier=${ins}&status=current`

const refused: [string, string][] = [
  ['status=current', 'patient'],
  [`patient.identifier=${ins}`, 'status'],
  [`${whole}&colour=red`, 'colour'],
  [`${whole}&__proto__=red`, '__proto__'],
  [`${whole}&type:in=red`, 'type:in'],
  [`patient.identifier=${ins}&status=old`, 'status'],
  [`${whole}&date=2021-13`, 'date'],
  [`${whole}&date=2021-02-29`, 'date'],
  [`${whole}&date=yesterday`, 'date'],
  [`${whole}&type=a&type=b`, 'type'],
  [`${whole}&type=`, 'type'],
  [`${whole}&_sort=title`, '_sort'],
  [`${whole}&_count=many`, '_count'],
  [`${whole}&_id=1`, '_id'],
  ['patient.identifier=279035121518989&status=current', 'patient.identifier'],
  ['patient=Patient/1&status=current', 'patient'],
]

for (const [query, field] of refused) {
  test(`the search ${query} is refused and names ${field}`, async () => {
    const { status, body } = await edge.call(`/DocumentReference?${query}`)
    assert.equal(status, 400)
    assert.equal(at(body, 'issue.0.expression.0'), field)
    assert.equal(edge.fake.recorded.searches.length, 0)
  })
}

test('an unknown parameter is ignored for who asks so', async () => {
  const { status } = await edge.call(`/DocumentReference?${whole}&x=1`, { headers: { prefer: 'handling=lenient' } })
  assert.equal(status, 200)
})

test('a search can be posted as a form', async () => {
  const form = `patient.identifier=${encodeURIComponent(ins)}&status=current`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const posted = await edge.post('/DocumentReference/_search', form, headers)
  assert.equal(posted.status, 200, posted.text)
  assert.deepEqual(edge.fake.recorded.searches[0]?.query.status, ['current'])
})

test('a search by id needs neither patient nor status', async () => {
  assert.equal((await edge.call(`/DocumentReference?_id=${spaceId}`)).status, 200)
  assert.deepEqual(edge.fake.recorded.searches[0]?.space, { objectId: spaceId })
})

test('pages are linked by an opaque next, and a count of 0 is a count', needs('mhd-cases'), async () => {
  await edge.post('', readCorpus('mhd-cases', 'requests', 'ok-iti65-two-documents.json'))
  const first = await edge.search('&_count=1')
  const next = listAt(first.body, 'link').find((link) => at(link, 'relation') === 'next')
  const second = await edge.call(String(at(next, 'url')).slice(baseUrl.length))
  assert.notEqual(at(first.body, 'entry.0.resource.id'), at(second.body, 'entry.0.resource.id'))
  assert.deepEqual([at(first.body, 'total'), listAt(second.body, 'link').length], [2, 1])
  const count = await edge.search('&_count=0')
  assert.deepEqual([at(count.body, 'total'), at(count.body, 'entry')], [2, undefined])
})
