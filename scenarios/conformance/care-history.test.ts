import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Answer, type Caller } from './support/caller.ts'

const system = 'urn:oid:1.2.250.1.213.1.4.10'
const [dominique, lea, nobody] = [dominiqueIns, '211053523811865', '188057535214758']

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
})
after(() => carnet.close())

const person = (value: string): object => ({ identifier: { system, value } })
const claimTypes = 'http://terminology.hl7.org/CodeSystem/claim-type'

const item = (sequence: number, text: string, more: object = {}): object => ({
  sequence,
  productOrService: { text },
  servicedDate: '2026-03-10',
  ...more,
})

const benefit = (value: string, more: object = {}, of = dominique): object => ({
  resourceType: 'ExplanationOfBenefit',
  identifier: [{ value }],
  status: 'active',
  type: { coding: [{ system: claimTypes, code: 'professional' }] },
  use: 'claim',
  patient: person(of),
  created: '2026-03-20',
  insurer: { display: 'Caisse' },
  provider: { display: 'Dr Hélène MOREAU' },
  outcome: 'complete',
  insurance: [{ focal: true, coverage: { display: 'Régime général' } }],
  item: [item(1, `Consultation ${value}`)],
  ...more,
})

const dispense = (value: string, more: object = {}): object => ({
  resourceType: 'MedicationDispense',
  identifier: [{ value }],
  status: 'completed',
  medicationCodeableConcept: { text: 'Paracétamol 1 g' },
  subject: person(dominique),
  performer: [{ actor: { display: 'Pharmacie du Marché' } }],
  quantity: { value: 2, unit: 'boîtes' },
  whenHandedOver: '2026-03-11T10:00:00+01:00',
  ...more,
})

const result = (value: string, more: object = {}): object => ({
  resourceType: 'Observation',
  identifier: [{ value }],
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '3016-3', display: 'TSH' }] },
  subject: person(dominique),
  effectiveDateTime: '2026-03-12T08:00:00+01:00',
  issued: '2026-03-12T18:00:00+01:00',
  performer: [{ display: 'Laboratoire des Quatre Vents' }],
  valueQuantity: { value: 2.45, unit: 'mUI/L' },
  referenceRange: [{ low: { value: 0.4 }, high: { value: 4 } }],
  ...more,
})

const bundle = (type: string, resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({
    resource,
    request: { method: 'POST', url: String(at(resource, 'resourceType')) },
  })),
})

const send = (as: string, body: object, path = ''): Promise<Answer> =>
  call(as, path, { method: 'POST', body: JSON.stringify(body) })

const search = (as: string, type: string, more = ''): Promise<Answer> =>
  call(as, `${type}?patient.identifier=${system}|${dominique}${more}`)

const statuses = ({ body }: Answer): unknown[] => listAt(body, 'entry').map((entry) => at(entry, 'response.status'))

const labels = async (as: string, type: string, more = ''): Promise<unknown[]> =>
  listAt((await search(as, type, more)).body, 'entry').map(
    (entry) =>
      at(entry, 'resource.item.0.productOrService.text') ??
      at(entry, 'resource.medicationCodeableConcept.text') ??
      at(entry, 'resource.code.text'),
  )

test('a batch of many persons: each resource by itself, the unknown one told; sent again each is there once', async () => {
  const many = bundle('batch', [
    benefit('a', { item: [item(1, 'Consultation a'), item(2, 'Électrocardiogramme')] }),
    benefit('b', {}, nobody),
    benefit('c', { item: [item(1, 'x', { servicedDate: '2999-01-01' })] }),
    dispense('d'),
    benefit('e', {}, lea),
    benefit('f', { status: 'draft' }),
  ])
  const first = await send('insurer', many)
  assert.deepEqual(statuses(first), ['201', '422', '400', '201', '201', '400'])
  assert.deepEqual(issueCodes(at(first.body, 'entry.1.response.outcome')).includes('patient-not-known-here'), true)
  assert.equal(
    at(first.body, 'entry.2.response.outcome.issue.0.expression.0'),
    'Bundle.entry[2].resource.item[0].servicedDate',
  )
  assert.deepEqual(statuses(await send('insurer', many)), ['200', '422', '400', '200', '200', '400'])
  assert.deepEqual((await labels('dominique', 'ExplanationOfBenefit')).toSorted(), [
    'Consultation a',
    'Électrocardiogramme',
  ])
  assert.deepEqual(await labels('dominique', 'MedicationDispense'), ['Paracétamol 1 g'])
})

test('a correction replaces, an older message changes nothing and is told so, a cancelled one goes', async () => {
  const later = { meta: { lastUpdated: '2026-04-01T00:00:00Z' }, item: [item(1, 'Corrigée')] }
  assert.deepEqual(statuses(await send('insurer', bundle('batch', [benefit('a', later)]))), ['200'])
  assert.ok((await labels('dominique', 'ExplanationOfBenefit')).includes('Corrigée'))
  const older = await send('insurer', bundle('batch', [benefit('a')]))
  assert.deepEqual(issueCodes(at(older.body, 'entry.0.response.outcome')), ['care-older'])
  const gone = { ...later, meta: { lastUpdated: '2026-05-01T00:00:00Z' }, status: 'cancelled' }
  assert.deepEqual(statuses(await send('insurer', bundle('transaction', [benefit('a', gone)]))), ['200'])
  assert.deepEqual(await labels('dominique', 'ExplanationOfBenefit'), ['Électrocardiogramme'])
})

test('a transaction is of one person, whole or not at all; one resource is posted by itself', async () => {
  const faulty = await send(
    'insurer',
    bundle('transaction', [dispense('t1'), dispense('t2', { whenHandedOver: '1901-01-01' })]),
  )
  assert.equal(faulty.status, 400)
  assert.equal(at(faulty.body, 'issue.0.expression.0'), 'Bundle.entry[1].resource.whenHandedOver')
  const two = await send('insurer', bundle('transaction', [dispense('t1'), benefit('t3', {}, lea)]))
  assert.ok(issueCodes(two.body).includes('patients-differ'))
  assert.deepEqual(await labels('dominique', 'MedicationDispense'), ['Paracétamol 1 g'])
  assert.equal((await send('insurer', dispense('d'), 'MedicationDispense')).status, 200)
  assert.equal((await send('insurer', benefit('g'), 'ExplanationOfBenefit')).status, 201)
})

test('only a feed brings any: neither a hospital’s software nor a doctor; a feed reads nothing, and needs the scope', async () => {
  const one = bundle('batch', [benefit('h')])
  for (const [as, status] of [
    ['hospital', 403],
    ['dr-moreau', 403],
  ] as const) {
    const refused = await send(as, one)
    assert.equal(refused.status, status)
    assert.ok(issueCodes(refused.body).includes('act-not-yours'), as)
  }
  assert.equal((await search('insurer', 'ExplanationOfBenefit')).status, 403)
  const told = await send('insurer', bundle('batch', [result('r0')]))
  assert.ok(issueCodes(at(told.body, 'entry.0.response.outcome')).includes('care-statement-not-told'))
})

test('a laboratory network’s Observation of any code is a result, apart from measurements; professionals read it by their profession', async () => {
  assert.deepEqual(statuses(await send('laboratory-network', bundle('transaction', [result('r1')]))), ['201'])
  const found = await search('dominique', 'Observation', '&category=laboratory')
  const one = at(found.body, 'entry.0.resource')
  assert.deepEqual(
    [
      at(one, 'valueQuantity.value'),
      at(one, 'referenceRange.0.high.value'),
      at(one, 'meta.source'),
      at(found.body, 'total'),
    ],
    [2.45, 4, 'urn:carnet:care-feed:laboratories', 1],
  )
  assert.deepEqual(await labels('dr-moreau', 'Observation', '&category=laboratory'), ['TSH'])
  assert.deepEqual((await labels('dr-moreau', 'ExplanationOfBenefit')).toSorted(), [
    'Consultation g',
    'Électrocardiogramme',
  ])
  assert.equal((await search('dr-petit', 'ExplanationOfBenefit')).status, 403)
})

test('a line is read at its address, of its type alone; who may not see it finds none', async () => {
  for (const [type, more] of [
    ['ExplanationOfBenefit', ''],
    ['MedicationDispense', ''],
    ['Observation', '&category=laboratory'],
  ] as const) {
    const found = await search('dominique', type, more)
    const address = String(at(found.body, 'entry.0.fullUrl')).replace(`${carnet.fhir}/`, '')
    const read = await call('dr-moreau', address)
    assert.deepEqual([read.status, read.body], [200, at(found.body, 'entry.0.resource')], type)
    const [, id = ''] = address.split('/')
    const other = type === 'MedicationDispense' ? 'ExplanationOfBenefit' : 'MedicationDispense'
    assert.equal((await call('dr-moreau', `${other}/${id}`)).status, 404)
    assert.equal((await call('dr-petit', address)).status, (await call('dr-petit', `${type}/${'0'.repeat(64)}`)).status)
  }
})

test('the answer to a feed names the address of what it brought', async () => {
  const posted = await send('insurer', bundle('batch', [benefit('addressed')]))
  const location = String(at(posted.body, 'entry.0.response.location'))
  const read = await call('dominique', location)
  assert.equal(at(read.body, 'item.0.productOrService.text'), 'Consultation addressed')
  await send('insurer', benefit('addressed', { status: 'cancelled', created: '2026-03-21' }), 'ExplanationOfBenefit')
  assert.equal((await call('dominique', location)).status, 404)
})

test('what its holder hides is left out for professionals, counted nowhere', async () => {
  const spaceId = (await carnet.carnet.identity.findSpaceByIns({ system, value: dominique })) ?? ''
  const me = {
    actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { lines } = await carnet.carnet.careHistory.readCare(me, { spaceId }, {})
  const hidden = lines.find(({ line }) => line.label === 'Consultation g')
  await carnet.carnet.careHistory.hideCareLine(me, { spaceId }, { id: hidden?.line.id ?? '', hidden: true })
  assert.deepEqual(await labels('nurse', 'ExplanationOfBenefit'), ['Électrocardiogramme'])
  assert.equal(at((await search('nurse', 'ExplanationOfBenefit')).body, 'total'), 1)
  assert.equal(at((await search('dominique', 'ExplanationOfBenefit')).body, 'total'), 2)
})
