import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { emptyRegister } from '../../../../tests/support/empty-register.ts'
import {
  fileOf,
  lineOf,
  memorySource,
  numberOf,
  openRegisterKit,
  type RegisterKit,
} from '../../../../tests/support/register-kit.ts'
import { Problem } from '../../../platform/problem.ts'
import { randomId } from '../../../platform/ids.ts'
import type { StandingChange } from './types.ts'

let kit: RegisterKit
let ids: string[]

const numbers = [1, 2, 3].map((at) => numberOf(`285017511500${at}`))
const find = (id: string) => kit.register.findPerson(id)

before(async () => {
  kit = await openRegisterKit()
})
beforeEach(async () => {
  await emptyRegister(kit.database.owner)
  await kit.importPersons(memorySource(fileOf(numbers.map((ins) => lineOf({ ins })))), { encoding: 'utf-8' })
  const rows = await kit.database.owner.query<{ id: string }>({ text: 'select id from enrolment.person order by id' })
  ids = rows.map(({ id }) => id)
})
after(() => kit.database.drop())

const event = { kind: 'noticed', channel: 'campaign', by: { kind: 'system', id: 'enrolment' }, detail: { wave: 'w1' } }
const noticed: StandingChange = {
  state: 'noticed',
  noticedAt: '2026-11-02T09:00:00Z',
  windowEndsAt: '2026-12-14T09:00:00Z',
  due: { kind: 'open', at: '2026-12-14T09:00:00Z' },
  event,
}
const notice = (id: string, more = {}) =>
  kit.register.transition(kit.database.app, id, { expectState: 'known', change: noticed, ...more })

test('a step changes what it names, dates it and notes it', async () => {
  const [id = ''] = ids
  kit.clock.advance(1000)
  assert.equal(await notice(id), true)
  const person = await find(id)
  assert.deepEqual(
    [
      person?.state,
      person?.stateSince,
      person?.noticedAt,
      person?.windowEndsAt,
      person?.dueKind,
      person?.dueAt,
      person?.version,
    ],
    [
      'noticed',
      '2026-11-02T09:00:01Z',
      '2026-11-02T09:00:00Z',
      '2026-12-14T09:00:00Z',
      'open',
      '2026-12-14T09:00:00Z',
      2,
    ],
  )
  const [written] = await kit.register.listEvents(id)
  assert.deepEqual(
    [written?.kind, written?.channel, written?.byKind, written?.byId, written?.detail, written?.sealed],
    ['noticed', 'campaign', 'system', 'enrolment', { wave: 'w1' }, null],
  )
})

test('replayed, from another state or with an older version, nothing happens', async () => {
  const [id = ''] = ids
  assert.equal(await notice(id, { expectVersion: 9 }), false)
  assert.equal(await notice(id, { expectVersion: 1 }), true)
  const moved = await find(id)
  assert.equal(await notice(id), false)
  assert.equal(await notice(randomId()), false)
  assert.deepEqual(await find(id), moved)
  assert.equal((await kit.register.listEvents(id)).length, 1)
})

test('what is left out stays, null clears, and a step within a state keeps its date', async () => {
  const [id = ''] = ids
  const spaceId = randomId()
  await notice(id)
  kit.clock.advance(60_000)
  const change: StandingChange = { due: null, spaceId, event: { ...event, kind: 'founded' } }
  assert.equal(await kit.register.transition(kit.database.app, id, { expectState: ['noticed', 'open'], change }), true)
  const person = await kit.register.findPersonBySpace(spaceId)
  assert.deepEqual([person?.state, person?.dueKind, person?.dueAt, person?.version], ['noticed', null, null, 3])
  assert.equal(person?.noticedAt, '2026-11-02T09:00:00Z')
  assert.equal(person?.stateSince, (await kit.register.listEvents(id))[0]?.at)
})

test('many move in one statement, each that stands as expected', async () => {
  const [first = '', second = '', third = ''] = ids
  await notice(second)
  const step = {
    persons: [{ id: first }, { id: second }, { id: third, expectVersion: 7 }],
    expectState: 'known' as const,
  }
  assert.deepEqual(await kit.register.transitionAll(kit.database.app, step, noticed), [first])
  assert.deepEqual(await kit.register.transitionAll(kit.database.app, { ...step, persons: [] }, noticed), [])
})

test('a transaction that fails takes the step and its event with it', async () => {
  const [id = ''] = ids
  const failed = kit.database.app.transaction(async (connection) => {
    await kit.register.transition(connection, id, { expectState: 'known', change: noticed })
    throw new Error('later')
  })
  await assert.rejects(failed)
  assert.deepEqual([(await find(id))?.state, (await kit.register.listEvents(id)).length], ['known', 0])
})

test('what is due is leased once, oldest first, and to one worker only', async () => {
  const due = (at: string): StandingChange => ({ ...noticed, due: { kind: 'open', at } })
  const now = kit.clock.now().getTime()
  const at = (ms: number) => new Date(now + ms).toISOString()
  for (const [index, ms] of [0, -60_000, 1].entries()) {
    const change = due(at(ms))
    await kit.register.transition(kit.database.app, ids[index] ?? '', { expectState: 'known', change })
  }
  const today = at(0).slice(0, 10)
  const lease = (limit: number) =>
    kit.register.leaseDue(['open'], today, limit).then((persons) => persons.map(({ id }) => id))
  assert.deepEqual(await lease(1), [ids[1]])
  assert.deepEqual(await kit.register.leaseDue(['erase'], today, 5), [])
  assert.deepEqual((await Promise.all([lease(5), lease(5)])).flat(), [ids[0]], 'two at once share them')
  assert.deepEqual(await lease(5), [], 'nobody gets what is in hand')
  kit.clock.advance(119_999)
  assert.deepEqual(await lease(5), [ids[2]], 'what came due meanwhile')
  kit.clock.advance(1)
  assert.deepEqual(await lease(5), [ids[1], ids[0]], 'what a dead worker held is anybody’s again')
  assert.equal((await find(ids[1] ?? ''))?.version, 2, 'to have it in hand changes nothing of it')
})

test('somebody of whom nothing is kept does not open', async () => {
  await assert.rejects(
    kit.register.openPerson({ id: ids[0] ?? '', sealed: null }),
    (error: unknown) => error instanceof Problem && error.reason === 'person-unknown',
  )
  const [first, second] = await Promise.all([find(ids[0] ?? ''), find(ids[1] ?? '')])
  await assert.rejects(
    kit.register.openPerson({ id: first?.id ?? '', sealed: second?.sealed ?? null }),
    (error: unknown) => error instanceof Problem && error.reason === 'sealed-data-damaged',
  )
})
