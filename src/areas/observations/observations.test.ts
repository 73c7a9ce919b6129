import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import type { Person } from '../identity/index.ts'
import type { MeasurementSaying } from '../../reference/measurement-entry.ts'
import { ownGrowthReference, readGrowthReference } from '../../reference/growth-reference.ts'
import { createObservations } from './create-observations.ts'
import { doubtsAbout } from './check-saying.ts'
import type { Observations } from './types.ts'

let kit: DoorKit
let observations: Observations
const now = new Date('2026-11-23T10:00:00Z')
const person: Person = {
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
  traits: {
    birthFamily: 'PAT-TROIS',
    birthGiven: ['DOMINIQUE'],
    gender: 'female',
    birthDate: '1979-03-04',
    birthPlace: '35121',
  },
  otherSpellings: [],
  contact: { email: 'dominique@example.org', lang: 'fr' },
}

before(async () => {
  kit = await openDoorKit()
  observations = createObservations({
    parameters: createParameters(),
    growth: readGrowthReference(ownGrowthReference),
    door: kit.door,
    clock: { now: () => now },
    persons: { loadPerson: async () => person },
  })
})
after(() => kit.close())

const weight = (value: string, at = '2026-11-20T08:00:00+01:00'): MeasurementSaying => ({
  kind: 'body-weight',
  at,
  values: { value },
})

const parentOf = (visitor: Visitor, spaceId: string): Visitor => ({
  ...visitor,
  actor: { kind: 'representative', id: spaceId, name: 'Un parent' },
})

test('what was measured is read back newest first, by pages, with its author; the same again is there once', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  const days = Array.from({ length: 7 }, (_, day) => weight(`7${day}.5`, `2026-11-0${day + 1}T08:00:00+01:00`))
  const kept = await observations.addMeasurements(me, { spaceId }, days)
  assert.deepEqual(
    kept.map(({ isNew }) => isNew),
    days.map(() => true),
  )
  const again = await observations.addMeasurements(me, { spaceId }, [weight('73.50', '2026-11-04T07:00:00Z')])
  assert.deepEqual(again, [{ id: kept[3]?.id, spaceId, isNew: false }])
  const first = await observations.readMeasurements(me, { spaceId }, { kind: 'body-weight', count: 3 })
  assert.equal(first.total, 7)
  const second = await observations.readMeasurements(
    me,
    { spaceId },
    { kind: 'body-weight', count: 10, after: first.next ?? '' },
  )
  const read = [...first.measurements, ...second.measurements]
  assert.deepEqual(
    read.map(({ values }) => values['value']),
    ['76.5', '75.5', '74.5', '73.5', '72.5', '71.5', '70.5'],
  )
  assert.deepEqual(read[0]?.author, { as: 'holder', id: spaceId, name: 'Dominique' })
  assert.equal(second.next, undefined)
})

test('between two instants, both included, whatever their zone', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  await observations.addMeasurements(me, { spaceId }, [
    weight('70', '2026-11-01T00:30:00+02:00'),
    weight('71', '2026-11-01T12:00:00Z'),
    weight('72', '2026-11-02T01:00:00+02:00'),
  ])
  const range = { kind: 'body-weight', from: '2026-11-01T12:00:00Z', to: '2026-11-01T23:00:00Z' }
  const { measurements, total } = await observations.readMeasurements(me, { spaceId }, range)
  assert.deepEqual([total, measurements.map(({ values }) => values['value'])], [2, ['72', '71']])
})

const wrong: [string, Partial<MeasurementSaying>, reason: string, field: string][] = [
  ['no measure of ours', { kind: 'horoscope' }, 'measure-unknown', 'kind'],
  ['one that is computed', { kind: 'bmi' }, 'measurement-computed', 'kind'],
  ['no value', { values: {} }, 'measurement-value-missing', 'value'],
  ['a value with a comma', { values: { value: '72,5' } }, 'measurement-value-unreadable', 'value'],
  ['a value below nothing', { values: { value: '-1' } }, 'measurement-value-unreadable', 'value'],
  ['a part of another measure', { values: { value: '72', systolic: '12' } }, 'measurement-part-unknown', 'systolic'],
  ['half a step', { kind: 'steps-per-day', values: { value: '10.5' } }, 'measurement-value-whole', 'value'],
  [
    'pressures swapped',
    { kind: 'blood-pressure', values: { systolic: '80', diastolic: '120' } },
    'measurement-swapped',
    'systolic',
  ],
  ['one pressure', { kind: 'blood-pressure', values: { systolic: '120' } }, 'measurement-value-missing', 'diastolic'],
  ['blood sugar without a moment', { kind: 'blood-glucose' }, 'measurement-moment-missing', 'moment'],
  ['blood sugar at no such moment', { kind: 'blood-glucose', moment: 'dawn' }, 'measurement-moment-missing', 'moment'],
  ['weight with a moment', { moment: '53049-3' }, 'measurement-moment-not-asked', 'moment'],
  ['a mean without days', { kind: 'interstitial-glucose' }, 'measurement-days-missing', 'days'],
  ['weight with days', { days: 'GEN-275' }, 'measurement-days-not-asked', 'days'],
  ['a long comment', { comment: 'a'.repeat(151) }, 'measurement-comment-too-long', 'comment'],
  ['no instant', { at: '2026-11-20' }, 'measurement-time-unreadable', 'at'],
  ['no day of the calendar', { at: '2026-13-40T08:00:00Z' }, 'measurement-time-unreadable', 'at'],
  ['before birth', { at: '1979-03-03T08:00:00Z' }, 'measurement-before-birth', 'at'],
  ['days ahead', { at: '2026-11-25T08:00:00Z' }, 'measurement-to-come', 'at'],
]

for (const [what, changed, reason, field] of wrong)
  test(`${what} is not taken, and what is at fault is named`, async () => {
    const spaceId = await kit.foundSpace([])
    const [me, saying] = [holder(spaceId), { ...weight('72'), ...changed }]
    const problem = await problemOf(observations.addMeasurements(me, { spaceId }, [saying]))
    assert.deepEqual([problem.kind, problem.reason, problem.details['field']], ['incorrect', reason, field])
    const several = await problemOf(observations.addMeasurements(me, { spaceId }, [weight('71'), saying]))
    assert.equal(several.details['field'], `measurements.1.${field}`)
    const { total } = await observations.readMeasurements(me, { spaceId }, { kind: 'body-weight' })
    assert.equal(total, 0, 'nothing is half done')
  })

test('an unlikely number is asked about and taken', async () => {
  assert.deepEqual(doubtsAbout({ kind: 'body-weight', values: { value: '720' } }), [
    { field: 'value', min: '0.2', max: '650' },
  ])
  assert.deepEqual(doubtsAbout({ kind: 'blood-pressure', values: { systolic: '120', diastolic: '80' } }), [])
  const spaceId = await kit.foundSpace([])
  const [kept] = await observations.addMeasurements(holder(spaceId), { spaceId }, [weight('720')])
  assert.equal(kept?.isNew, true)
})

test('body mass index is computed of what was known then, and is nobody’s to write', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  const height = { kind: 'body-height', values: { value: '172' } }
  await observations.addMeasurements(me, { spaceId }, [
    weight('80', '2026-01-01T08:00:00Z'),
    { ...height, at: '2026-01-05T08:00:00Z' },
    weight('64.0', '2026-01-10T08:00:00Z'),
    weight('66.5', '2026-04-02T08:00:00Z'),
  ])
  const { measurements, total } = await observations.readMeasurements(me, { spaceId }, { kind: 'bmi' })
  assert.deepEqual([total, measurements.map(({ values }) => values['value'])], [2, ['22.5', '21.6']])
  const { kinds } = await observations.surveyMeasurements(me, { spaceId })
  assert.deepEqual(
    kinds.map(({ kind, total: n }) => [kind, n]),
    [
      ['body-weight', 3],
      ['body-height', 1],
      ['bmi', 2],
    ],
  )
})

test('who may read documents of the type reads measurements; what is hidden by kind they do not; a stranger nothing', async () => {
  const parent = await kit.foundSpace([])
  const spaceId = await kit.foundSpace([
    { partyId: 'team', kind: 'care-team' },
    { partyId: 'treating', kind: 'treating-doctor' },
    { partyId: parent, kind: 'representative' },
  ])
  const me = holder(spaceId)
  const pressure = { kind: 'blood-pressure', at: '2026-11-20T08:00:00Z', values: { systolic: '120', diastolic: '80' } }
  await observations.addMeasurements(me, { spaceId }, [weight('72'), pressure])
  const seen = async (visitor: Visitor) =>
    (await observations.surveyMeasurements(visitor, { spaceId })).kinds.map(({ kind, total }) => `${kind} ${total}`)
  assert.deepEqual(await seen(professional('team')), ['body-weight 1', 'blood-pressure 1'])
  await observations.chooseMeasurements(me, { spaceId }, { kind: 'body-weight', hidden: true })
  assert.deepEqual(await seen(professional('team')), ['blood-pressure 1'])
  assert.deepEqual(await seen(professional('treating')), ['body-weight 1', 'blood-pressure 1'])
  assert.deepEqual(await seen(parentOf(me, parent)), ['body-weight 1', 'blood-pressure 1'])
  const { total } = await observations.readMeasurements(professional('team'), { spaceId }, { kind: 'body-weight' })
  assert.equal(total, 0)
  const refused = await problemOf(observations.surveyMeasurements(professional('stranger'), { spaceId }))
  const unknown = await problemOf(observations.surveyMeasurements(professional('stranger'), { spaceId: randomId() }))
  assert.deepEqual([refused.kind, refused.reason], [unknown.kind, unknown.reason])
})

test('people change and delete what they typed; what a professional brought stands', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'team', kind: 'care-team' }])
  const me = holder(spaceId)
  const [mine] = await observations.addMeasurements(me, { spaceId }, [weight('72')])
  const [theirs] = await observations.addMeasurements(professional('team'), { spaceId }, [weight('73')])
  const id = mine?.id ?? ''
  await observations.changeMeasurement(me, { spaceId }, { id, saying: weight('74') })
  const conflict = observations.changeMeasurement(me, { spaceId }, { id, saying: weight('73.0') })
  assert.equal((await problemOf(conflict)).reason, 'measurement-there-already')
  for (const act of [
    observations.changeMeasurement(me, { spaceId }, { id: theirs?.id ?? '', saying: weight('75') }),
    observations.deleteMeasurement(me, { spaceId }, theirs?.id ?? ''),
  ])
    assert.equal((await problemOf(act)).reason, 'measurement-not-own')
  const unknown = observations.deleteMeasurement(me, { spaceId }, randomId())
  assert.equal((await problemOf(unknown)).reason, 'measurement-unknown')
  await observations.deleteMeasurement(me, { spaceId }, id)
  await observations.restoreMeasurement(me, { spaceId }, id)
  const { total } = await observations.readMeasurements(me, { spaceId }, { kind: 'body-weight' })
  assert.equal(total, 2)
  await observations.deleteMeasurement(me, { spaceId }, id)
  const other = observations.deleteMeasurement(professional('team'), { spaceId }, theirs?.id ?? '')
  assert.equal((await problemOf(other)).reason, 'act-not-yours')
  const { measurements } = await observations.readMeasurements(me, { spaceId }, { kind: 'body-weight' })
  assert.deepEqual(
    measurements.map(({ values }) => values['value']),
    ['73'],
  )
})

test('a target is set where there is one, and what is pinned stands in its order', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  const choose = (change: Parameters<Observations['chooseMeasurements']>[2]) =>
    observations.chooseMeasurements(me, { spaceId }, change)
  await choose({ kind: 'hba1c', target: { value: '6.5', by: '2027-03-01' } })
  await choose({ kind: 'body-weight', pinned: true })
  await choose({ kind: 'blood-pressure', pinned: true })
  const none = await problemOf(choose({ kind: 'heart-rate', target: { value: '60' } }))
  assert.equal(none.reason, 'measure-without-target')
  const { choices } = await observations.surveyMeasurements(me, { spaceId })
  assert.deepEqual(choices, {
    targets: { hba1c: { value: '6.5', by: '2027-03-01' } },
    pinned: ['body-weight', 'blood-pressure'],
    hidden: [],
  })
  await choose({ kind: 'hba1c', target: undefined })
  assert.deepEqual((await observations.surveyMeasurements(me, { spaceId })).choices.targets, {})
})
