import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor, Visitor } from '../../access/types.ts'
import { Problem, type ProblemKind } from '../../platform/problem.ts'
import { delayOf, figuresOf, monthOf, monthsUpTo, producerOf, refusalOf } from './rules.ts'

const delays: readonly [string, string, string][] = [
  ['2026-11-22', '2026-11-22', 'day-0'],
  ['2026-11-23', '2026-11-22', 'day-0'],
  ['2026-11-21', '2026-11-22', 'day-3'],
  ['2026-11-19', '2026-11-22', 'day-3'],
  ['2026-11-18', '2026-11-22', 'day-7'],
  ['2026-11-15', '2026-11-22', 'day-7'],
  ['2026-11-14', '2026-11-22', 'day-30'],
  ['2026-10-23', '2026-11-22', 'day-30'],
  ['2026-10-22', '2026-11-22', 'day-more'],
  ['1954', '2026-11-22', 'day-unknown'],
  ['2026-11', '2026-11-22', 'day-unknown'],
  ['2026-02-30x', '2026-11-22', 'day-unknown'],
  ['2026-13-41', '2026-11-22', 'day-unknown'],
  ['', '2026-11-22', 'day-unknown'],
]

for (const [madeOn, cameOn, expected] of delays)
  test(`made ${madeOn || 'on no day'}, came ${cameOn}: ${expected}`, () =>
    assert.equal(delayOf(madeOn, cameOn), expected))

test('months follow each other over a year’s end, the last one being that of the day', () => {
  assert.deepEqual(monthsUpTo('2026-02-28', 4), ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
  assert.equal(monthOf('2026-02-28'), '2026-02-01')
})

const facility = { id: '1990000036', name: 'Laboratoire' }
const visitorOf = (actor: Actor, software?: string): Visitor => ({
  actor,
  authLevel: 'substantial',
  origin: { channel: 'fhir', ...(software === undefined ? {} : { software }) },
})
const doctor = { kind: 'professional', id: '810000001015', name: 'Dr', profession: '10' } as const

const producers: readonly [string, Visitor, unknown][] = [
  [
    'software',
    visitorOf({ kind: 'software', id: 'lab', name: 'Lab', facility }, 'lab'),
    { facilityId: facility.id, softwareId: 'lab' },
  ],
  [
    'a professional by software',
    visitorOf({ ...doctor, facility }, 'emr'),
    { facilityId: facility.id, softwareId: 'emr' },
  ],
  ['a professional by hand', visitorOf({ ...doctor, facility }), { facilityId: facility.id, softwareId: '' }],
  ['a professional of no facility', visitorOf(doctor, 'emr'), undefined],
  ['a holder', visitorOf({ kind: 'holder', id: 'space', name: 'Ada' }), undefined],
]

for (const [who, visitor, expected] of producers)
  test(`who sends: ${who}`, () => assert.deepEqual(producerOf(visitor), expected))

test('what came in bulk from the past is counted apart, and with no delay', () => {
  const document = { typeCode: 't', createdAt: '2020-01-01', older: true, remarked: true }
  const on = { madeOn: '2020-01-01', today: '2026-11-22' }
  assert.deepEqual(figuresOf(document, on), ['older'])
  assert.deepEqual(figuresOf({ ...document, older: false }, on), ['taken', 'day-more', 'remarked'])
})

const refusals: readonly [ProblemKind, string, string | undefined, string | undefined][] = [
  ['incorrect', 'element-missing', 'Bundle.entry[1].resource.type', 'untyped'],
  ['incorrect', 'element-missing', 'DocumentReference.type.coding[0]', 'untyped'],
  ['incorrect', 'document-type-unknown', 'type', 'untyped'],
  ['incorrect', 'element-missing', 'DocumentReference.content[0].attachment.contentType', 'refused'],
  ['incorrect', 'cda-structure-invalid', undefined, 'refused'],
  ['absent', 'space-unknown', undefined, 'refused'],
  ['refused', 'act-not-yours', undefined, 'refused'],
  ['conflict', 'unique-id-already-deposited', undefined, 'refused'],
  ['busy', 'older-deposits-wait', undefined, undefined],
  ['unavailable', 'space-busy', undefined, undefined],
  ['fault', 'unexpected-fault', undefined, undefined],
  ['unauthenticated', 'token-expired', undefined, undefined],
]

for (const [kind, reason, field, figure] of refusals)
  test(`${reason} at ${field ?? 'no field'}: ${figure ?? 'no quality of what was sent'}`, () => {
    const problem = new Problem(kind, reason, { details: field === undefined ? {} : { field } })
    assert.deepEqual(refusalOf(problem), figure === undefined ? undefined : { figure, reason })
  })

test('what stands behind an answer changes nothing of what is counted', () => {
  const ofReason = (cause: unknown) => refusalOf(new Problem('absent', 'space-unknown', { cause }))
  fc.assert(fc.property(fc.anything(), (cause) => assert.deepEqual(ofReason(cause), ofReason(undefined))))
})
