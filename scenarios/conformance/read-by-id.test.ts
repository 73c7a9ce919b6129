import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Visitor } from '../../src/access/types.ts'
import { writeRecordId } from '../../src/edge/fhir/record-id.ts'
import { randomId } from '../../src/platform/ids.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
const patient = `patient.identifier=${ins.system}|${ins.value}`

let carnet: Installation
let call: Caller
let spaceId: string
let me: Visitor

before(async () => {
  carnet = await openInstallation()
  call = createCaller(carnet)
  const found = await carnet.carnet.identity.findHolderByIns(ins)
  spaceId = found.spaceId
  me = {
    actor: { kind: 'holder', id: spaceId, name: found.name },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  }
  for (const [section, fields] of [
    ['allergies', { what: 'Latex' }],
    ['vaccinations', { what: 'Un vaccin de voyage', at: '2015-06-01' }],
    ['lifestyle', { what: 'tobacco', says: 'Arrêté en 2010' }],
    ['lifestyle', { what: 'sleep', says: '7 heures' }],
    ['blood-group', { what: 'A+' }],
  ] as const)
    await carnet.carnet.profile.addLine(me, { spaceId }, { section, fields })
})
after(() => carnet.close())

const searched: readonly string[] = [
  `AllergyIntolerance?${patient}`,
  `Immunization?${patient}`,
  `Observation?${patient}&code=72166-2`,
  `Observation?${patient}&code=882-1`,
  `Observation?${patient}&category=social-history`,
]

for (const search of searched)
  test(`each of ${search.split('?')[0]} that ${search.split('&')[1] ?? 'a search'} finds is read by its address`, async () => {
    const found = await call('dr-moreau', search)
    const entries = listAt(found.body, 'entry')
    assert.ok(entries.length > 0, found.text)
    for (const entry of entries) {
      const read = await call('dr-moreau', String(at(entry, 'fullUrl')))
      assert.equal(read.status, 200, read.text)
      assert.deepEqual(read.body, at(entry, 'resource'))
    }
  })

test('a habit without a code is found by its category; a measurement is not among them', async () => {
  const found = await call('dr-moreau', `Observation?${patient}&category=social-history`)
  assert.equal(at(found.body, 'total'), 2)
  const none = await call('dr-moreau', `Observation?${patient}&category=social-history&code=29463-7`)
  assert.equal(at(none.body, 'total'), 0)
  const wrong = await call('dr-moreau', `Observation?${patient}&category=imaging`)
  assert.deepEqual([wrong.status, at(wrong.body, 'issue.0.expression.0')], [400, 'category'])
})

test('a line is searched by its id, with a patient and without', async () => {
  const whole = await call('dr-moreau', `AllergyIntolerance?${patient}`)
  const id = String(at(whole.body, 'entry.0.resource.id'))
  for (const search of [`_id=${id}`, `_id=${id}&${patient}`, `${patient}&_id=${id},other`])
    assert.equal(at((await call('dr-moreau', `AllergyIntolerance?${search}`)).body, 'total'), 1, search)
})

const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { identifier: ins },
  effectiveDateTime: '2026-03-04T08:00:00+01:00',
  valueQuantity: { value: 72.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
}

test('what was posted is read at the place that the answer names', async () => {
  const posted = await call('dr-moreau', 'Observation', { body: JSON.stringify(observation) })
  assert.equal(posted.status, 201, posted.text)
  const read = await call('dr-moreau', posted.headers.get('location') ?? '')
  assert.deepEqual([read.status, at(read.body, 'valueQuantity.value')], [200, 72.5])
})

test('what its holder hides is read by no nurse, in the words for what is not there', async () => {
  const saying = { kind: 'body-weight', at: '2026-03-05T08:00:00+01:00', values: { value: '71' } }
  const [kept] = await carnet.carnet.observations.addMeasurements(me, { spaceId }, [saying])
  const place = `Observation/${writeRecordId({ spaceId, id: kept?.id ?? '' })}`
  assert.equal((await call('nurse', place)).status, 200)
  await carnet.carnet.observations.chooseMeasurements(me, { spaceId }, { kind: 'body-weight', hidden: true })
  const hidden = await call('nurse', place)
  const none = await call('nurse', `Observation/${writeRecordId({ spaceId, id: randomId() })}`)
  assert.deepEqual([hidden.status, hidden.body], [none.status, none.body])
  assert.equal((await call('dr-moreau', place)).status, 200, 'the treating doctor sees what is hidden')
})

test('a stranger hears the same of what is there, of what is not, and of nobody', async () => {
  const whole = await call('dr-moreau', `AllergyIntolerance?${patient}`)
  const told = []
  for (const id of [
    String(at(whole.body, 'entry.0.resource.id')),
    writeRecordId({ spaceId, id: randomId() }),
    writeRecordId({ spaceId: randomId(), id: randomId() }),
    `${randomId()}.0`,
    'x',
  ]) {
    const { status, body } = await call('dr-petit', `AllergyIntolerance/${id}`)
    told.push([status, at(body, 'issue.0.details')])
  }
  for (const one of told) assert.deepEqual(one, told[0])
})
