import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, type DepositOptions } from '../../../../scenarios/locks/deposit-one.ts'
import {
  holder,
  loosePrefilter,
  openDoorKit,
  professional,
  type DoorKit,
} from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { createDoor } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { systemClock } from '../../../platform/clock.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { createTabulateResults, type ResultTableQuery } from './tabulate-results.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const resultOf = (label: string, value: string, at: string): LaboratoryResult => ({
  codes: [{ system: 'http://loinc.org', code: label }],
  label,
  status: 'final',
  at,
  values: [{ kind: 'quantity', value, unit: 'g/L' }],
  interpretations: [],
  ranges: [],
  comments: [],
  remarks: [],
  headings: [`Chapter of ${label}`],
  earlier: [],
})

const newSpace = (): Promise<string> => kit.foundSpace([{ partyId: 'doctor', kind: 'care-team' }])

const report = (spaceId: string, results: LaboratoryResult[], options: DepositOptions = {}) =>
  depositOne(kit, spaceId, { ...options, results })

const tabulate = (visitor: Visitor, spaceId: string, query: ResultTableQuery = {}) =>
  createTabulateResults({ door: kit.door, flags: createResultFlags() }).tabulateResults(visitor, { spaceId }, query)

const valuesOf = async (visitor: Visitor, spaceId: string, query?: ResultTableQuery) => {
  const table = await tabulate(visitor, spaceId, query)
  const values = table.series.flatMap(({ points }) => points.map(({ result }) => result.values[0]))
  return values.map((value) => (value?.kind === 'quantity' ? value.value : ''))
}

test('what one may not read one by one shows in no value, no day, no chapter and no count', async () => {
  const spaceId = await newSpace()
  await report(spaceId, [resultOf('open', '1', '2026-01-01')])
  await report(spaceId, [resultOf('hidden', '2', '2026-02-01')], { hidden: true })
  await report(spaceId, [resultOf('withheld', '3', '2026-03-01')], { withheld: true })
  await report(spaceId, [resultOf('closed', '4', '2026-04-01')], { typeCode: 'closed-type' })
  const own = await tabulate(holder(spaceId), spaceId)
  assert.deepEqual(own.days, ['2026-04-01', '2026-02-01', '2026-01-01'])
  assert.deepEqual(own.kinds.map(({ title }) => title).toSorted(), [
    'Chapter of closed',
    'Chapter of hidden',
    'Chapter of open',
  ])
  const doctor = await tabulate(professional('doctor'), spaceId)
  assert.deepEqual(doctor.days, ['2026-03-01', '2026-01-01'])
  assert.equal(doctor.series.length, 2)
  assert.doesNotMatch(JSON.stringify(doctor), /hidden|closed|2026-0[24]/)
  // Where the sieve of the vault lets everything through, the judgement of each document leaves out the same.
  const door = createDoor({ ...kit, database: kit.database.app, rules: loosePrefilter, clock: systemClock })
  const { tabulateResults } = createTabulateResults({ door, flags: createResultFlags() })
  assert.deepEqual(await tabulateResults(holder(spaceId), { spaceId }, {}), own)
  assert.deepEqual(await tabulateResults(professional('doctor'), { spaceId }, {}), doctor)
})

test('a chapter is chosen by a key that says nothing, and that is none in another space', async () => {
  const [spaceId, other] = [await newSpace(), await newSpace()]
  for (const space of [spaceId, other])
    await report(space, [resultOf('one', '1', '2026-01-01'), resultOf('two', '2', '2026-01-01')])
  const { kinds } = await tabulate(holder(spaceId), spaceId)
  const kind = kinds.find(({ title }) => title === 'Chapter of two')?.key ?? ''
  assert.match(kind, /^[\w-]{16}$/)
  assert.deepEqual(await valuesOf(holder(spaceId), spaceId, { kind }), ['2'])
  assert.deepEqual(await valuesOf(holder(other), other, { kind }), [])
})

test('of a record longer than is opened the newest are there, and it is said; hidden ones neither fill it nor end it', async () => {
  const spaceId = await newSpace()
  const limits = { reports: 3, atOnce: 2 }
  for (const year of ['2021', '2022', '2023'])
    await report(spaceId, [resultOf('one', year, `${year}-01-01`)], { createdAt: `${year}-01-01T10:00:00Z` })
  for (const year of ['2024', '2025'])
    await report(spaceId, [resultOf('one', year, `${year}-01-01`)], {
      createdAt: `${year}-01-01T10:00:00Z`,
      hidden: true,
    })
  const door = createDoor({ ...kit, database: kit.database.app, rules: loosePrefilter, clock: systemClock })
  const { tabulateResults } = createTabulateResults({ door, flags: createResultFlags(), limits })
  const yearsOf = async (visitor: Visitor) => {
    const { isWhole, days } = await tabulateResults(visitor, { spaceId }, {})
    return [isWhole, ...days.map((day) => day.slice(0, 4))]
  }
  assert.deepEqual(await yearsOf(professional('doctor')), [true, '2023', '2022', '2021'])
  assert.deepEqual(await yearsOf(holder(spaceId)), [false, '2025', '2024', '2023'])
})

test('a space that is not open to somebody tells them so as everywhere', async () => {
  const spaceId = await newSpace()
  await report(spaceId, [resultOf('one', '1', '2026-01-01')])
  const [stranger, unknown] = await Promise.all([
    problemOf(tabulate(professional('stranger'), spaceId)),
    problemOf(tabulate(professional('stranger'), '11111111-1111-4111-8111-111111111111')),
  ])
  assert.deepEqual([stranger.kind, stranger.reason], [unknown.kind, unknown.reason])
})
