import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne, type DepositOptions } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'
import { createDatabase } from '../../../platform/database/database.ts'
import type { EarlierResult, LaboratoryResult } from '../../../reference/result-entry.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { createFollowResult, type FollowedResult } from './follow-result.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const codeOf = (code: string) => ({ system: 'http://loinc.org', code })
const valued = (value: string) => [{ kind: 'quantity' as const, value, unit: 'g/L' }]

const resultOf = (value: string, at: string, changes: Partial<LaboratoryResult> = {}): LaboratoryResult => ({
  codes: [codeOf('2345-7')],
  label: 'Glucose',
  status: 'final',
  at,
  values: valued(value),
  interpretations: [],
  ranges: [],
  comments: [],
  remarks: [],
  headings: [],
  earlier: [],
  ...changes,
})

const earlierOf = (value: string, at: string): EarlierResult => ({
  codes: [codeOf('2345-7')],
  at,
  values: valued(value),
})

const newSpace = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'doctor', kind: 'care-team' },
    { partyId: 'treating', kind: 'treating-doctor' },
  ])

const report = async (spaceId: string, results: LaboratoryResult[], options: DepositOptions = {}): Promise<string> =>
  (await depositOne(kit, spaceId, { ...options, results })).id

const follow = (
  visitor: Visitor,
  spaceId: string,
  of: string | [id: string, line: number],
): Promise<FollowedResult> => {
  const [documentId, line] = typeof of === 'string' ? [of, 0] : of
  return createFollowResult({ door: kit.door, flags: createResultFlags() }).followResult(
    visitor,
    { spaceId },
    { documentId, line },
  )
}

const valuesOf = ({ points }: FollowedResult): string[] =>
  points.map(({ result, at, repeated, copies }) => {
    const [value] = result.values
    assert.ok(value?.kind === 'quantity')
    return [at.slice(0, 4), value.value, ...(repeated ? ['again'] : []), ...(copies > 0 ? [`+${copies}`] : [])].join(
      ' ',
    )
  })

test('one value through the reports of a record, oldest first, whatever else they hold', async () => {
  const spaceId = await newSpace()
  const other = resultOf('9', '2025-01-01', { codes: [codeOf('718-7')] })
  await report(spaceId, [other])
  const last = await report(spaceId, [other, resultOf('1.10', '2026-03-01')])
  await report(spaceId, [resultOf('0.90', '2024-03-01')])
  await report(spaceId, [resultOf('1.00', '2025-03-01', { codes: [codeOf('local'), codeOf('2345-7')] })])
  assert.deepEqual(valuesOf(await follow(holder(spaceId), spaceId, [last, 1])), ['2024 0.90', '2025 1.00', '2026 1.10'])
})

test('what shares no more than the code of an invoice is another value', async () => {
  const spaceId = await newSpace()
  const invoiced = { system: 'urn:oid:1.2.250.1.213.2.7', code: '1610' }
  const sodium = resultOf('140', '2026-01-01', { codes: [codeOf('2951-2'), invoiced] })
  const potassium = resultOf('4', '2026-01-01', { codes: [codeOf('2823-3'), invoiced] })
  const other = [{ ...earlierOf('3.9', '2024-01-01'), codes: [codeOf('2823-3')] }]
  const id = await report(spaceId, [{ ...sodium, earlier: other }, potassium])
  await report(spaceId, [resultOf('', '2026-02-01', { codes: [codeOf('2823-3')], status: 'pending', values: [] })])
  await report(spaceId, [resultOf('4.1', '2025-01-01', { codes: [codeOf('2823-3'), invoiced] })])
  assert.deepEqual(valuesOf(await follow(holder(spaceId), spaceId, [id, 0])), ['2026 140'])
  assert.deepEqual(valuesOf(await follow(holder(spaceId), spaceId, [id, 1])), ['2025 4.1', '2026 4'])
})

test('a value told again by a later report stands once, and its own report goes before', async () => {
  const spaceId = await newSpace()
  const again = [earlierOf('0.90', '2024-03-01'), earlierOf('0.80', '2023-03-01')]
  const id = await report(spaceId, [resultOf('1.00', '2025-03-01', { earlier: again })])
  await report(spaceId, [resultOf('0.90', '2024-03-01')])
  await report(spaceId, [resultOf('1.00', '2025-03-01')])
  const told = valuesOf(await follow(holder(spaceId), spaceId, id))
  assert.deepEqual(told, ['2023 0.80 again', '2024 0.90', '2025 1.00 +1'])
})

test('two laboratories with one value at one minute are two values; the copies of each fold with its own', async () => {
  const spaceId = await newSpace()
  const result = resultOf('1.00', '2025-03-01T08:00:00Z')
  const elsewhere = { ...result, laboratory: 'Laboratoire des Lilas' }
  for (const one of [result, elsewhere, elsewhere]) await report(spaceId, [one])
  const told = await follow(holder(spaceId), spaceId, await report(spaceId, [result]))
  assert.deepEqual(valuesOf(told), ['2025 1.00 +1', '2025 1.00 +1'])
  assert.deepEqual(new Set(told.points.map(({ result: { laboratory } }) => laboratory)).size, 2)
})

test('nobody reads here what they may not read one by one, and the holder reads nothing of what is withheld', async () => {
  const spaceId = await newSpace()
  const open = await report(spaceId, [resultOf('1', '2026-01-01')])
  await report(spaceId, [resultOf('2', '2026-02-01')], { hidden: true })
  await report(spaceId, [resultOf('3', '2026-03-01')], { withheld: true })
  await report(spaceId, [resultOf('4', '2026-04-01')], { typeCode: 'closed-type' })
  const seen = async (visitor: Visitor) => valuesOf(await follow(visitor, spaceId, open)).map((value) => value.slice(5))
  assert.deepEqual(await seen(holder(spaceId)), ['1', '2', '4'])
  assert.deepEqual(await seen(professional('doctor')), ['1', '3'])
  assert.deepEqual(await seen(professional('treating')), ['1', '2', '3'])
})

test('a line of a document that is hidden, of another space or of nothing is refused as unknown', async () => {
  const spaceId = await newSpace()
  const elsewhere = await report(await newSpace(), [resultOf('1', '2026-01-01')])
  const hidden = await report(spaceId, [resultOf('2', '2026-02-01')], { hidden: true })
  const doctor = professional('doctor')
  const asked = [elsewhere, hidden, 'no-id'].map(async (id) => problemOf(follow(doctor, spaceId, id)))
  const reasons = (await Promise.all(asked)).map(({ kind, reason }) => `${kind} ${reason}`)
  assert.equal(new Set(reasons).size, 1, reasons.join())
  assert.equal((await problemOf(follow(holder(spaceId), spaceId, [hidden, 7]))).reason, 'result-unknown')
})

test('nothing of a result lies open in the database, and another space cannot be asked by the same code', async () => {
  const spaceId = await newSpace()
  const [first, second] = [await report(spaceId, [resultOf('1', '2026-01-01')]), await newSpace()]
  await report(second, [resultOf('1', '2026-01-01')])
  const { superuser, app } = kit.database.logins
  const asRoot = createDatabase({ ...superuser, database: app.database })
  const rows = await asRoot.query<{ codes: Buffer[]; details: Buffer }>({
    text: 'select codes, details from vault.result where space_id in ($1, $2)',
    values: [spaceId, second],
  })
  await asRoot.close()
  assert.equal(rows.length, 2)
  const [one, other] = rows
  assert.ok(one && other && first)
  assert.notDeepEqual(one.codes, other.codes)
  for (const { codes, details } of rows)
    assert.doesNotMatch(Buffer.concat([...codes, details]).toString('latin1'), /2345-7|Glucose/)
})
