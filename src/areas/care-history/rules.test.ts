import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { CareSaying } from '../../reference/care-entry.ts'
import { createCareFeeds } from '../../reference/create-care-feeds.ts'
import { checkCare } from './rules.ts'

const visit: CareSaying = {
  lineId: '2026-1',
  statement: 'reimbursement',
  kind: 'medical-care',
  day: '2026-09-14',
  label: 'Consultation',
  writtenAt: '2026-09-20T04:00:00Z',
}
const feed = createCareFeeds().findFeed('insurer') ?? assert.fail()
const moment = { feed, birthDate: '1979-03-24', today: '2026-11-23', now: new Date('2026-11-23T10:00:00Z') }
const wrong: [what: string, change: Partial<CareSaying>, reason: string, field: string][] = [
  ['a statement that is none', { statement: 'x' }, 'care-statement-unknown', 'statement'],
  ['what this feed does not tell', { statement: 'result' }, 'care-statement-not-told', 'statement'],
  ['a kind that is none', { kind: 'x' }, 'care-kind-unknown', 'kind'],
  ['no name of its own', { lineId: ' ' }, 'care-field-missing', 'lineId'],
  ['no words', { label: '' }, 'care-field-missing', 'label'],
  ['too many words', { label: 'x'.repeat(301) }, 'care-field-too-long', 'label'],
  ['a giver too long', { giver: { name: 'x'.repeat(201) } }, 'care-field-too-long', 'giver'],
  ['no day', { day: '2026-02-30' }, 'care-day-unreadable', 'day'],
  ['before birth', { day: '1979-03-23' }, 'care-day-before-birth', 'day'],
  ['to come', { day: '2026-11-24' }, 'care-day-to-come', 'day'],
  ['no instant', { writtenAt: '2026-11-23' }, 'care-instant-unreadable', 'writtenAt'],
  ['written tomorrow', { writtenAt: '2026-11-24T00:00:00Z' }, 'care-instant-to-come', 'writtenAt'],
  ['no number', { quantity: { value: 'two' } }, 'care-number-unreadable', 'quantity'],
  ['no bound', { result: { value: '1', low: 'a' } }, 'care-number-unreadable', 'result'],
  ['no sign', { result: { value: '1', comparator: '~' } }, 'care-comparator-unknown', 'result'],
]
for (const [what, change, reason, field] of wrong)
  test(`refused, and the field named: ${what}`, async () => {
    const problem = await problemOf(Promise.resolve().then(() => checkCare({ ...visit, ...change }, moment)))
    assert.deepEqual([problem.kind, problem.reason, problem.details['field']], ['incorrect', reason, field])
  })
