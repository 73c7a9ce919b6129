import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { events, move, nobody } from '../../../../tests/support/life-rules-kit.ts'
import type { RegisterState } from '../register/types.ts'
import { statesBefore, type LifeEvent, type Standing } from './rules.ts'

/** What time does at each kind of date. */
const byTime: Readonly<Record<string, LifeEvent>> = {
  remind: 'reminded',
  open: 'opened',
  close: 'closed',
  erase: 'erased',
}

/** Which date each state may await; `none` where time does nothing. */
const awaited: Readonly<Record<RegisterState, readonly string[]>> = {
  known: ['none'],
  noticed: ['open'],
  opposed: ['none'],
  'legacy-opposed': ['remind', 'open'],
  open: ['none'],
  suspended: ['close', 'none'],
  closed: ['erase'],
  erasing: ['erase'],
  erased: ['none'],
  deceased: ['erase', 'none'],
  merged: [],
}

const withSpace: readonly RegisterState[] = ['open', 'suspended', 'closed', 'erasing']
const withoutSpace: readonly RegisterState[] = ['known', 'opposed', 'erased']

const checkStanding = (person: Standing, at: string): void => {
  const { state, spaceId, dueKind, dueAt, closedAt, activatedAt } = person
  assert.ok(awaited[state].includes(dueKind ?? 'none'), `${state} awaits ${dueKind}`)
  assert.equal(dueKind === null, dueAt === null)
  if (withSpace.includes(state)) assert.notEqual(spaceId, null, `${state} without a space`)
  if (withoutSpace.includes(state)) assert.equal(spaceId, null, `${state} with a space`)
  if (state === 'closed') assert.notEqual(closedAt, null)
  else if (state === 'erasing' && closedAt === null)
    assert.equal(activatedAt, null, 'only what nobody closed or entered')
  else if (state !== 'erasing' && state !== 'deceased') assert.equal(closedAt, null, `${state} and closed at once`)
  if (state === 'erased') assert.equal(activatedAt, null)
  if (dueAt !== null) assert.ok(dueAt > at, `${state}: due ${dueAt} is past at ${at}`)
}

const steps = fc.array(
  fc.record({ event: fc.constantFrom(...events), hours: fc.integer({ min: 0, max: 24 * 1_500 }) }),
  { maxLength: 25 },
)

const instantAfter = (at: string, hours: number): string =>
  Temporal.Instant.from(at).add({ hours }).toString({ fractionalSecondDigits: 3 })

/** Time does what is due until `at`, each thing at its own date, as a worker that is never late. */
const passTime = (person: Standing, at: string): Standing => {
  let now = person
  while (now.dueKind !== null && now.dueAt !== null && now.dueAt <= at) {
    const { dueAt } = now
    now = move(now, byTime[now.dueKind] ?? 'erased', dueAt)
    checkStanding(now, dueAt)
  }
  return now
}

test('whatever happens in whatever order: one state, its own date, never past; a space exactly where there is one', () => {
  const start = '2026-01-31T11:17:00.000Z'
  fc.assert(
    fc.property(fc.boolean(), steps, (legacy, happenings) => {
      let [person, at] = [{ ...nobody, legacy }, start]
      for (const { event, hours } of happenings) {
        at = instantAfter(at, hours)
        person = passTime(person, at)
        // Time alone erases, and only when its day has come.
        if (event === 'erased') continue
        const next = move(person, event, at)
        if (!statesBefore(event).includes(person.state)) assert.deepEqual(next, person, 'a step at the wrong moment')
        checkStanding(next, at)
        person = next
      }
    }),
    { numRuns: 2_000 },
  )
})
