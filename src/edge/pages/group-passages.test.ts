import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HistoryLine } from '../../areas/history/types.ts'
import { groupPassages } from './group-passages.ts'

const line = (n: number, minute: number, changes: Partial<HistoryLine> = {}): HistoryLine => ({
  n: String(n),
  at: `2026-03-05T${String(10 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`,
  effect: 'permit',
  reason: 'care-team',
  act: 'read-document',
  actor: { kind: 'professional', id: 'a', name: 'A' },
  capacity: 'care-team',
  channel: 'pages',
  ...changes,
})

test('lines close in time become one passage; repeated deeds are counted', () => {
  const [passage, ...others] = groupPassages([
    line(3, 12, { documentId: 'x' }),
    line(2, 11, { act: 'list-documents' }),
    line(1, 10, { documentId: 'x' }),
  ])
  assert.equal(others.length, 0)
  assert.equal(passage?.from, line(1, 10).at)
  assert.equal(passage?.to, line(3, 12).at)
  assert.deepEqual(
    passage?.deeds.map((deed) => [deed.line.act, deed.times]),
    [
      ['list-documents', 1],
      ['read-document', 2],
    ],
  )
})

test('another actor, a refusal, another way in or half an hour starts a new passage', () => {
  const differences: Partial<HistoryLine>[] = [
    { actor: { kind: 'professional', id: 'b', name: 'B' } },
    { effect: 'refuse' },
    { channel: 'fhir' },
    { capacity: 'author' },
    { at: '2026-03-05T09:00:00.000Z' },
  ]
  for (const difference of differences) assert.equal(groupPassages([line(2, 10), line(1, 9, difference)]).length, 2)
})

test('every line is counted exactly once', () => {
  const lines = fc.array(
    fc.record({ actor: fc.constantFrom('a', 'b'), act: fc.constantFrom('open-space', 'read-document') }),
  )
  fc.assert(
    fc.property(lines, (drawn) => {
      const history = drawn.map(({ actor, act }, index) =>
        line(index, 59 - (index % 60), { act, actor: { kind: 'professional', id: actor, name: actor } }),
      )
      const counted = groupPassages(history).flatMap((passage) => passage.deeds.map((deed) => deed.times))
      assert.equal(
        counted.reduce((sum, times) => sum + times, 0),
        history.length,
      )
    }),
  )
})
