import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MeasurementSaying } from '../../src/reference/measurement-entry.ts'
import type { Visitor } from '../../src/access/types.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
const patient = `patient.identifier=${ins.system}|${ins.value}`

let carnet: Installation
let call: Caller
let me: Visitor
let spaceId: string

const saying = (kind: string, values: Record<string, string>, day: string): MeasurementSaying => ({
  kind,
  at: `2026-03-${day}T08:00:00+01:00`,
  values,
})

before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  const found = await carnet.carnet.identity.findHolderByIns(ins)
  spaceId = found.spaceId
  const actor = { kind: 'holder', id: spaceId, name: found.name } as const
  me = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  await carnet.carnet.observations.addMeasurements(me, { spaceId }, [
    ...['01', '02', '03', '04'].map((day, index) => saying('body-weight', { value: String(70 + index) }, day)),
    saying('body-height', { value: '172' }, '01'),
    saying('blood-pressure', { systolic: '120', diastolic: '80' }, '02'),
    { ...saying('blood-glucose', { value: '95' }, '02'), moment: '53049-3', comment: 'au réveil' },
  ])
})
after(() => carnet.close())

const search = (as: string, more: string): Promise<Answer> => call(as, `Observation?${patient}&${more}`)

const valuesIn = ({ body }: Answer): unknown[] =>
  listAt(body, 'entry').map((entry) => at(entry, 'resource.valueQuantity.value'))

test('who may read them finds measurements of one code, newest first, by pages', async () => {
  const first = await search('nurse', 'code=http://loinc.org|29463-7&_count=3')
  assert.equal(first.status, 200, first.text)
  assert.equal(at(first.body, 'total'), 4)
  assert.deepEqual(valuesIn(first), [73, 72, 71])
  const next = listAt(first.body, 'link').find((link) => at(link, 'relation') === 'next')
  assert.deepEqual(valuesIn(await call('nurse', String(at(next, 'url')))), [70])
  const [resource] = listAt(first.body, 'entry').map((entry) => at(entry, 'resource'))
  assert.equal(at(resource, 'subject.reference'), `${carnet.fhir}/Patient/${spaceId}`)
  assert.equal(at(resource, 'effectiveDateTime'), '2026-03-04T08:00:00+01:00')
  assert.equal(at(resource, 'valueQuantity.code'), 'kg')
  assert.equal(at(resource, 'category.0.coding.0.code'), 'vital-signs')
  const xml = await call('nurse', `Observation?${patient}&code=8480-6`, { accept: 'application/fhir+xml' })
  assert.equal(xml.status, 400, 'a component alone is no measure')
})

const bounds: [string, unknown[]][] = [
  ['date=2026-03-02', [71]],
  ['date=ge2026-03-02&date=le2026-03-03', [72, 71]],
  ['date=gt2026-03-02', [73, 72]],
  ['date=lt2026-03-02T07:00:00Z', [70]],
  ['date=le2026-03-02T07:00:00Z', [71, 70]],
  ['_sort=-date&_count=1', [73]],
]

for (const [more, values] of bounds)
  test(`${more} keeps what it says`, async () => {
    assert.deepEqual(valuesIn(await search('dominique', `code=29463-7&${more}`)), values)
  })

test('pressures are components, a moment is an extension, body mass is computed; in XML too', async () => {
  const pressure = await search('dominique', 'code=85354-9')
  const components = listAt(at(pressure.body, 'entry.0.resource'), 'component')
  assert.deepEqual(
    components.map((one) => [at(one, 'code.coding.0.code'), at(one, 'valueQuantity.value')]),
    [
      ['8480-6', 120],
      ['8462-4', 80],
    ],
  )
  const sugar = await call('dominique', `Observation?${patient}&code=2345-7`, { accept: 'application/fhir+xml' })
  assert.match(sugar.text, /<extension url="[^"]*moment[^"]*"><valueCodeableConcept>.*53049-3/s)
  assert.match(sugar.text, /au réveil/)
  assert.deepEqual(valuesIn(await search('dominique', 'code=39156-5')), [24.7, 24.3, 24, 23.7])
})

const refused: [string, string][] = [
  ['code=29463-7,8302-2', 'code'],
  ['code=nothing', 'code'],
  ['_count=3', 'code'],
  ['code=29463-7&date=ne2026-03-02', 'date'],
  ['code=29463-7&_sort=date', '_sort'],
  ['code=29463-7&value-quantity=gt70', 'value-quantity'],
]

for (const [more, field] of refused)
  test(`${more} is refused, and what is at fault is named`, async () => {
    const answer = await search('dominique', more)
    assert.equal(answer.status, 400)
    assert.equal(at(answer.body, 'issue.0.expression.0'), field)
  })

test('what is hidden is not there; a stranger hears of nobody; a program reads nothing', async () => {
  await carnet.carnet.observations.chooseMeasurements(me, { spaceId }, { kind: 'body-weight', hidden: true })
  const hidden = await search('nurse', 'code=29463-7')
  const none = await search('nurse', 'code=8867-4')
  const same = ({ text }: Answer) => text.replaceAll('29463-7', '').replaceAll('8867-4', '')
  assert.equal(same(hidden), same(none))
  assert.equal(at((await search('dr-moreau', 'code=29463-7')).body, 'total'), 4)
  const stranger = await search('dr-petit', 'code=29463-7')
  const nobody = await call('dr-petit', `Observation?patient.identifier=${ins.system}|279035121518888&code=29463-7`)
  assert.deepEqual(
    [stranger.status, at(stranger.body, 'issue.0.details')],
    [nobody.status, at(nobody.body, 'issue.0.details')],
  )
  assert.equal((await search('hospital', 'code=29463-7')).status, 403)
})
