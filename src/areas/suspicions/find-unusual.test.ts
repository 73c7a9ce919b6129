import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { colleague, knock, inWaves } from '../../../scenarios/locks/budget-kit.ts'
import { openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { fixedClock } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { createChores } from './find-unusual.ts'
import { selectCases } from './store.ts'
import type { SuspicionChores } from './types.ts'

let kit: DoorKit
let chores: SuspicionChores
const clock = fixedClock(new Date().toISOString())
before(async () => {
  kit = await openDoorKit()
  chores = createChores({
    database: kit.database.app,
    clock,
    directory: {
      findParties: async () => new Map([['prowler', { kind: 'professional', id: 'prowler', name: 'Bob' }]]),
    },
    dayOf: () => '2026-11-20',
    nationConsents: () => 40,
  })
})
after(() => kit.close())

const knockOn = (id: string, times: number): Promise<string[]> =>
  inWaves(Array.from({ length: times }), 20, () => knock(kit.door, colleague(id, 'den'), { spaceId: randomId() }))

test('whoever tries number after number is put on hold, with one case, however many workers look', async () => {
  await knockOn('prowler', 59)
  assert.equal(await chores.findUnusual(), 0)
  await knockOn('prowler', 1)
  const found = await Promise.all(Array.from({ length: 5 }, () => chores.findUnusual()))
  assert.equal(
    found.reduce((sum, each) => sum + each, 0),
    1,
  )
  const [one, ...others] = await selectCases(kit.database.app)
  assert.equal(others.length, 0)
  const { source, counted, party, dueOn, held, spaceId } = one ?? assert.fail('no case')
  assert.deepEqual(
    { source, counted, party, dueOn, held, spaceId },
    {
      source: 'refusals',
      counted: 60,
      dueOn: '2026-11-27',
      held: true,
      spaceId: null,
      party: { id: 'prowler', name: 'Bob' },
    },
  )
  const met = await kit.foundSpace([{ partyId: 'prowler', kind: 'care-team' }])
  assert.equal(await knock(kit.door, colleague('prowler', 'den'), { spaceId: met }), 'too-many-persons')
})

test('on hold already: no second case; lifted: judged anew, and the door opens again', async () => {
  await knockOn('prowler', 60)
  assert.equal(await chores.findUnusual(), 0)
  const [one] = await selectCases(kit.database.app)
  await chores.liftHold(one?.id ?? '')
  const met = await kit.foundSpace([{ partyId: 'prowler', kind: 'care-team' }])
  assert.equal(await knock(kit.door, colleague('prowler', 'den'), { spaceId: met }), 'in')
  assert.equal(await chores.findUnusual(), 0)
})

test('counts of days gone by are forgotten', async () => {
  const left = () => kit.database.owner.query({ text: 'select from access.tally' })
  assert.ok((await left()).length > 0)
  await chores.sweep()
  assert.ok((await left()).length > 0)
  clock.advance(3 * 86_400_000)
  await chores.sweep()
  assert.equal((await left()).length, 0)
})
