import assert from 'node:assert/strict'
import { test } from 'node:test'
import { events, move, nobody } from '../../../../tests/support/life-rules-kit.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { lifeAfter, type Standing } from './rules.ts'

const parameters = createParameters()

/** A life written as `event instant, event instant…`. */
const after = (life: string, from: Partial<Standing> = {}): Standing =>
  life.split(', ').reduce(
    (person, happening) => {
      const [word, at = ''] = happening.split(' ')
      const event = events.find((known) => known === word)
      if (event === undefined) throw new Error(`${word} is no event`)
      return move(person, event, at)
    },
    { ...nobody, ...from },
  )

const dueOf = (life: string, from: Partial<Standing> = {}): string => {
  const { dueKind, dueAt } = after(life, from)
  return `${dueKind} ${dueAt}`
}

const dates: readonly [what: string, life: string, due: string][] = [
  // Paris is on UTC+1 in winter, UTC+2 in summer; both changes fall inside these windows.
  ['six weeks over the change to summer time', 'noticed 2026-02-25T08:00:00Z', 'open 2026-04-08T22:00:00.000Z'],
  ['six weeks over the change to winter time', 'noticed 2026-09-20T08:00:00Z', 'open 2026-11-01T23:00:00.000Z'],
  ['six weeks within summer', 'noticed 2026-06-01T08:00:00Z', 'open 2026-07-13T22:00:00.000Z'],
  [
    'a notice late in the evening counts from its own day',
    'noticed 2026-06-01T21:59:59Z',
    'open 2026-07-13T22:00:00.000Z',
  ],
  ['and two seconds later from the next', 'noticed 2026-06-01T22:00:01Z', 'open 2026-07-14T22:00:00.000Z'],
  [
    'ten years from a leap day',
    'opened 2028-02-01T08:00:00Z, closed 2028-02-29T12:00:00Z',
    'erase 2038-02-28T23:00:00.000Z',
  ],
  [
    'ten years from the day before a leap day',
    'opened 2028-02-01T08:00:00Z, closed 2028-02-28T12:00:00Z',
    'erase 2038-02-28T23:00:00.000Z',
  ],
  [
    'ten years that end on a leap day',
    'opened 2026-02-01T08:00:00Z, closed 2026-02-28T12:00:00Z',
    'erase 2036-02-28T23:00:00.000Z',
  ],
  [
    'an erasure asked for',
    'opened 2026-11-02T08:00:00Z, erasure-requested 2026-11-22T08:00:00Z',
    'erase 2026-12-22T23:00:00.000Z',
  ],
  [
    'an erasure asked for just before the change',
    'opened 2026-03-02T08:00:00Z, erasure-requested 2026-03-28T08:00:00Z',
    'erase 2026-04-27T22:00:00.000Z',
  ],
  [
    'a suspension over the change',
    'opened 2026-03-02T08:00:00Z, suspended 2026-03-10T08:00:00Z',
    'close 2026-04-21T22:00:00.000Z',
  ],
  [
    'an objection stops the clock',
    'opened 2026-03-02T08:00:00Z, suspended 2026-03-10T08:00:00Z, objected 2026-03-11T08:00:00Z',
    'null null',
  ],
  [
    'an erasure cancelled goes back to the archive of the closing',
    'opened 2026-11-02T08:00:00Z, closed 2026-11-10T08:00:00Z, erasure-requested 2026-11-22T08:00:00Z, erasure-cancelled 2026-12-01T08:00:00Z',
    'erase 2036-11-10T23:00:00.000Z',
  ],
  [
    'asking for an earlier erasure never makes it later',
    'opened 2026-11-02T08:00:00Z, closed 2026-11-10T08:00:00Z, erasure-requested 2036-11-05T08:00:00Z',
    'erase 2036-11-10T23:00:00.000Z',
  ],
  [
    'a death corrected gives the whole time to oppose again',
    'noticed 2026-06-01T08:00:00Z, died 2026-06-02T08:00:00Z, death-corrected 2026-07-01T08:00:00Z',
    'open 2026-08-12T22:00:00.000Z',
  ],
]

for (const [what, life, due] of dates) test(`dates: ${what}`, () => assert.equal(dueOf(life), due))

test('an older record: the first opposition begins a transition, the second closes it, a death between changes nothing of it', () => {
  const legacy = { legacy: true }
  const first = 'noticed 2026-06-01T08:00:00Z, opposed 2026-06-10T08:00:00Z'
  assert.equal(after(first, legacy).state, 'legacy-opposed')
  const { windowEndsAt } = after(first, legacy)
  assert.equal(windowEndsAt, '2026-07-22T22:00:00.000Z')
  assert.equal(dueOf(first, legacy), 'remind 2026-07-07T22:00:00.000Z')
  assert.equal(dueOf(`${first}, reminded 2026-07-08T21:59:59Z`, legacy), `open ${windowEndsAt}`)
  const late = dueOf(`${first}, reminded 2026-07-09T08:00:00Z`, legacy)
  assert.equal(late, 'open 2026-07-23T22:00:00.000Z', 'two whole weeks from a reminder that came late')
  assert.equal(after(`${first}, opposed 2026-06-11T08:00:00Z`, legacy).state, 'opposed')
  const corrected = after(`${first}, died 2026-06-11T08:00:00Z, death-corrected 2026-06-12T08:00:00Z`, legacy)
  assert.deepEqual([corrected.state, corrected.closedAt], ['legacy-opposed', null])
})

test('a first refusal by post: the transition runs from the day its letter came, and its last days are never cut short', () => {
  const known: Standing = { ...nobody, state: 'noticed', legacy: true }
  const readOn = (at: string, receivedOn: string) => {
    const outcome = lifeAfter('opposed', known, { at, receivedOn, parameters })
    return 'change' in outcome ? [outcome.change.windowEndsAt, outcome.change.due?.at] : [outcome.reason]
  }
  const ofTheDay = ['2026-07-22T22:00:00.000Z', '2026-07-07T22:00:00.000Z']
  assert.deepEqual(readOn('2026-06-10T08:00:00Z', '2026-06-10'), ofTheDay)
  assert.deepEqual(
    readOn('2026-07-08T08:00:00Z', '2026-06-10'),
    ofTheDay,
    'read on the last day that leaves all of them',
  )
  const tooLate = ['2026-07-23T22:00:00.000Z', '2026-07-08T22:00:00.000Z']
  assert.deepEqual(readOn('2026-07-09T08:00:00Z', '2026-06-10'), tooLate, 'a day later they end a day later')
  const [end, remind] = readOn('2026-12-01T08:00:00Z', '2026-06-10')
  assert.deepEqual([end, remind], ['2026-12-15T23:00:00.000Z', '2026-11-30T23:00:00.000Z'], 'reminded on that very day')
  const reminded = lifeAfter(
    'reminded',
    { ...known, state: 'legacy-opposed', windowEndsAt: end ?? null },
    { at: '2026-12-01T08:05:00Z', parameters },
  )
  assert.equal('change' in reminded && reminded.change.windowEndsAt, end, 'and the day announced stands')
})

test('a death corrected after everything was erased does not bring back a space that is gone', () => {
  const life = 'opened 2026-01-01T08:00:00Z, died 2026-06-01T08:00:00Z, erased 2036-06-02T08:00:00Z'
  const { state, spaceId } = after(life)
  assert.deepEqual([state, spaceId], ['deceased', null])
  const corrected = after(`${life}, death-corrected 2036-07-01T08:00:00Z`)
  assert.deepEqual([corrected.state, corrected.spaceId, corrected.dueKind], ['erased', null, null])
})

test('a death keeps the day of an erasure that was asked for; corrected, the erasure stands as it was', () => {
  const asked = 'opened 2026-01-01T08:00:00Z, erasure-requested 2026-06-01T08:00:00Z'
  const before = after(asked)
  const dead = after(`${asked}, died 2026-06-10T08:00:00Z`)
  assert.deepEqual([dead.dueKind, dead.dueAt, dead.closedAt], ['erase', before.dueAt, before.closedAt])
  const corrected = after(`${asked}, died 2026-06-10T08:00:00Z, death-corrected 2026-06-20T08:00:00Z`)
  assert.deepEqual({ ...corrected, stateBefore: null }, before)
})

test('nobody leaves a suspension by a wish: no erasure, no closing before its date or an objection', () => {
  const suspended = 'opened 2026-03-02T08:00:00Z, suspended 2026-03-10T08:00:00Z'
  const at = { at: '2026-03-11T08:00:00Z', parameters }
  for (const event of ['erasure-requested', 'closed', 'reopened', 'activated'] as const)
    assert.deepEqual(lifeAfter(event, after(suspended), at), { reason: 'enrolment-wrong-moment' }, event)
  assert.equal(after(`${suspended}, closed 2026-04-21T22:00:00Z`).state, 'closed', 'its date')
  assert.equal(after(`${suspended}, objected 2026-03-11T08:00:00Z, closed 2026-03-12T08:00:00Z`).state, 'closed')
})

test('a suspended space is suspended again when a death was a mistake', () => {
  const corrected = after(
    'opened 2026-01-01T08:00:00Z, suspended 2026-05-01T08:00:00Z, died 2026-05-02T08:00:00Z, death-corrected 2026-05-03T08:00:00Z',
  )
  assert.deepEqual([corrected.state, corrected.dueKind, corrected.closedAt], ['suspended', 'close', null])
})
