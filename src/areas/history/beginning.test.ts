import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Act } from '../../access/types.ts'
import { beginningOf } from './beginning.ts'
import { foldEntries, type WrittenEntry } from './rules.ts'

const kept = (act: Act, body: Partial<WrittenEntry['body']> = {}): WrittenEntry => ({
  n: '7',
  at: '2026-03-05T10:00:00.000Z',
  effect: 'permit',
  act,
  body: { actor: { kind: 'holder', id: 'space' }, ...body },
})

const open = { state: 'open', policy: { relations: [], blocks: [] } } as const
const nothing = { state: 'open', emergencyRule: [], blocks: [] }
const of = (party: string) => [[party, '2026-03-05T10:00:00.000Z']]

test('what no kept line changes was as it is now', () => {
  const now = { state: 'closed', policy: { relations: [], blocks: [], emergencyRule: ['no-dispatch'] } } as const
  const beginning = beginningOf([kept('give-permission')], now)
  assert.deepEqual(beginning, { state: 'closed', emergencyRule: ['no-dispatch'], blocks: [] })
})

const endings: readonly [WrittenEntry, object][] = [
  [kept('reopen-space'), { state: 'closed' }],
  [kept('resume-space'), { state: 'suspended' }],
  [kept('close-space'), {}],
  [kept('unblock-professional', { partyId: 'doctor' }), { blocks: of('doctor') }],
  [kept('unpause-space'), { blocks: of('*') }],
  [kept('block-professional', { partyId: 'doctor' }), {}],
  [kept('set-emergency-rule', { emergencyRule: ['no-dispatch'] }), {}],
]

for (const [entry, before] of endings)
  test(`before a kept ${entry.act}`, () => {
    const now = { ...open, policy: { ...open.policy, emergencyRule: ['no-dispatch'] } } as const
    const rule = entry.act === 'set-emergency-rule' ? {} : { emergencyRule: ['no-dispatch'] }
    assert.deepEqual(beginningOf([entry], now), { ...nothing, ...rule, ...before })
  })

test('a line that was refused ended nothing', () => {
  assert.deepEqual(beginningOf([{ ...kept('reopen-space'), effect: 'refuse' }], open), nothing)
})

test('folded from there, it stands until its line', () => {
  const entries = [kept('reopen-space'), kept('unblock-professional', { partyId: 'doctor' })]
  const at = (moment: string) => {
    const how = { standing: open.policy, moment: new Date(moment), beginning: beginningOf(entries, open) }
    const { state, policy } = foldEntries(entries, how)
    return [state, policy.blocks.map(([party]) => party)]
  }
  assert.deepEqual(at('2026-03-04T10:00:00.000Z'), ['closed', ['doctor']])
  assert.deepEqual(at('2026-03-06T10:00:00.000Z'), ['open', []])
})
