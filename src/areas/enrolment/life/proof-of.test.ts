import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proofNotice, proofsIn } from './proof-of.ts'

/** Events written as `kind channel`, one a second. */
const eventsOf = (life: string, detail: Record<string, string> = {}) =>
  life.split(', ').map((happening, second) => {
    const [kind = '', channel = ''] = happening.split(' ')
    const at = new Date(Date.UTC(2026, 10, 2, 9, 0, second)).toISOString()
    return { id: `event-${second}`, at, kind, channel, byKind: 'staff', byId: 'rosa', detail, sealed: null }
  })

const lives: readonly [what: string, life: string, standing: string][] = [
  ['a refusal', 'noticed campaign, opposed phone', 'opposition phone'],
  ['a refusal that the opening took back', 'opposed counter, opened online, activated online', ''],
  ['a transition that ended with the opening', 'opposed online, reminded clock, opened clock', ''],
  ['a closing after an opening', 'opposed online, opened online, closed post', 'closure post'],
  ['a closing that was taken back', 'closed post, reopened online', ''],
  ['a closing that time did', 'suspended post, closed clock', ''],
  [
    'an erasure cancelled leaves the closing',
    'closed online, erasure-requested phone, erasure-cancelled phone',
    'closure online',
  ],
  ['a refusal read late, taken back with its erasure', 'opened clock, opposed-late post, erasure-cancelled phone', ''],
  [
    'an erasure cancelled leaves a refusal of before',
    'opposed post, erasure-requested phone, erasure-cancelled phone',
    'opposition post',
  ],
  ['what came after is no proof', 'opposed counter, code-issued counter', 'opposition counter'],
  ['a second refusal', 'opposed online, opposed phone', 'opposition online, opposition phone'],
]

for (const [what, life, standing] of lives)
  test(`proofs: ${what}`, () => {
    const proofs = proofsIn('person', eventsOf(life))
    assert.equal(proofs.map(({ kind, channel }) => `${kind} ${channel}`).join(', '), standing)
  })

test('the letter of a first refusal with an older record says when it opens all the same', () => {
  const dayOf = (at: string): string => at.slice(0, 10)
  const [first] = proofsIn('person', eventsOf('opposed phone', { opensAt: '2026-12-14T23:00:00Z', mandate: 'm' }))
  assert.ok(first)
  assert.equal(first.mandate, 'm')
  assert.deepEqual(proofNotice(first, dayOf), {
    kind: 'proof-transition',
    opensOn: '2026-12-14',
    decidedOn: '2026-11-02',
    channel: 'phone',
    reference: 'event-0',
  })
})

test('a refusal by letter is of the day it came; what was noted late, or closed, of the day it was noted', () => {
  const dayOn = (kind: string): [string | undefined, string | undefined] => {
    const [proof] = proofsIn('person', eventsOf(`${kind} post`, { receivedOn: '2026-10-30' }))
    const words = proof && proofNotice(proof, (at) => at.slice(0, 10))
    return [words?.kind, words?.decidedOn]
  }
  assert.deepEqual(dayOn('opposed'), ['proof-opposition', '2026-10-30'])
  assert.deepEqual(dayOn('opposed-late'), ['proof-late', '2026-11-02'])
  assert.deepEqual(dayOn('closed'), ['proof-closure', '2026-11-02'])
})
