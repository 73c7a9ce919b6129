import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const search = (as: string, more: string): Promise<Answer> =>
  call(as, `Observation?patient.identifier=${ins.system}|${ins.value}&${more}`)

const observation = (code: string, value: object, more: object = {}): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { identifier: ins },
  effectiveDateTime: '2026-03-10T08:00:00+01:00',
  ...value,
  ...more,
})

const quantity = (value: number, code: string): object => ({
  valueQuantity: { value, code, system: 'http://unitsofmeasure.org' },
})

const steps = (value: number, more: object = {}): object => observation('41950-7', quantity(value, '1/(24.h)'), more)

const bundle = (type: string, resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource, request: { method: 'POST', url: 'Observation' } })),
})

const send = (as: string, body: object, path = ''): Promise<Answer> =>
  call(as, path, { method: 'POST', body: JSON.stringify(body) })

const statuses = ({ body }: Answer): unknown[] => listAt(body, 'entry').map((entry) => at(entry, 'response.status'))

test('a transaction of many is kept whole; sent again, each is there once', async () => {
  const day = (index: number): object => ({
    effectiveDateTime: `2026-04-${String(index + 1).padStart(2, '0')}T20:00:00Z`,
  })
  const many = bundle(
    'transaction',
    Array.from({ length: 25 }, (_one, index) => steps(4000 + index, day(index))),
  )
  assert.deepEqual(statuses(await send('hospital', many)), Array<string>(25).fill('201'))
  assert.deepEqual(statuses(await send('hospital', many)), Array<string>(25).fill('200'))
  assert.equal(at((await search('dominique', 'code=41950-7&_summary=count')).body, 'total'), 25)
})

test('of a transaction with one fault nothing is kept, and the fault is named; of a batch the rest is', async () => {
  const mixed = [steps(1), steps(2, { effectiveDateTime: '1901-01-01T00:00:00Z' }), steps(3.5), steps(4)].map(
    (one, index) => ({ ...one, ...(index === 1 ? {} : { effectiveDateTime: `2026-05-0${index + 1}T20:00:00Z` }) }),
  )
  const none = await send('hospital', bundle('transaction', mixed))
  assert.equal(none.status, 400)
  assert.equal(at(none.body, 'issue.0.expression.0'), 'Bundle.entry[1].resource.effectiveDateTime')
  assert.equal(at((await search('dominique', 'code=41950-7&_summary=count')).body, 'total'), 25)
  const each = await send('hospital', bundle('batch', mixed))
  assert.deepEqual(statuses(each), ['201', '400', '400', '201'])
  assert.equal(at(each.body, 'entry.2.response.outcome.issue.0.expression.0'), 'Bundle.entry[2].resource.value')
  assert.equal(at((await search('dominique', 'code=41950-7&_summary=count')).body, 'total'), 27)
})

test('one by itself has its place; a device tells of itself and is told again', async () => {
  const created = await send(
    'hospital',
    observation('8867-4', quantity(61, '/min'), { device: { display: 'Montre' } }),
    'Observation',
  )
  assert.equal(created.status, 201, created.text)
  assert.match(created.headers.get('location') ?? '', /\/fhir\/Observation\/[0-9a-f]{64}$/)
  const device = { resourceType: 'Device', id: 'cuff', identifier: [{ system: 'urn:oid:2.999', value: 'A-1' }] }
  const pressure = observation(
    '85354-9',
    {
      component: [
        { code: { coding: [{ code: '8480-6' }] }, ...quantity(131, 'mm[Hg]') },
        { code: { coding: [{ code: '8462-4' }] }, ...quantity(82, 'mm[Hg]') },
      ],
    },
    {
      device: { reference: 'Device/cuff' },
      bodySite: { coding: [{ system: 'http://snomed.info/sct', code: '368208006' }] },
    },
  )
  const both = await send('hospital', bundle('transaction', [device, pressure]))
  assert.deepEqual(statuses(both), ['200', '201'], both.text)
  const [told] = listAt((await search('dominique', 'code=85354-9&_count=1')).body, 'entry')
  assert.equal(at(told, 'resource.device.identifier.value'), 'A-1')
  assert.equal(at(told, 'resource.bodySite.coding.0.code'), '368208006')
})

const faulty: [string, object, number, string][] = [
  ['another unit', observation('29463-7', quantity(154, '[lb_av]')), 400, 'Observation.valueQuantity.code'],
  ['no value', observation('29463-7', {}), 400, 'Observation.valueQuantity'],
  [
    'a comparator',
    observation('29463-7', { valueQuantity: { value: 1, code: 'kg', comparator: '<' } }),
    400,
    'Observation.valueQuantity.comparator',
  ],
  ['body mass', observation('39156-5', quantity(22, 'kg/m2')), 400, 'Observation.code'],
  [
    'swapped pressures',
    observation('85354-9', {
      component: [
        { code: { coding: [{ code: '8480-6' }] }, ...quantity(70, 'mm[Hg]') },
        { code: { coding: [{ code: '8462-4' }] }, ...quantity(120, 'mm[Hg]') },
      ],
    }),
    400,
    'Observation.value',
  ],
  ['a code of nothing', observation('0-0', quantity(1, '1')), 400, 'Observation.code'],
  [
    'taken back',
    { ...observation('29463-7', quantity(70, 'kg')), status: 'entered-in-error' },
    400,
    'Observation.status',
  ],
  [
    'a day alone',
    { ...observation('29463-7', quantity(70, 'kg')), effectiveDateTime: '2026-03-10' },
    400,
    'Observation.effectiveDateTime',
  ],
]

for (const [name, resource, status, field] of faulty)
  test(`${name}: refused with the field`, async () => {
    const answer = await send('hospital', resource, 'Observation')
    assert.equal(answer.status, status, answer.text)
    assert.equal(at(answer.body, 'issue.0.expression.0'), field)
  })

test('a Bundle asks for the scope of what is in it', async () => {
  const token = await carnet.token('hospital', 'system/Observation.c')
  const post = (body: object): Promise<Response> =>
    fetch(carnet.fhir, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    })
  assert.equal((await post(bundle('batch', [steps(9, { effectiveDateTime: '2026-06-01T20:00:00Z' })]))).status, 200)
  assert.equal((await post({ resourceType: 'Bundle', type: 'transaction' })).status, 403)
})
