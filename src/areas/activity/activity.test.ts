import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import type { Tie } from '../../access/standing-ties.ts'
import type { Visitor } from '../../access/types.ts'
import { createParameters } from '../../reference/create-parameters.ts'
import { createActivity, type Activity } from './index.ts'

let kit: DoorKit
let activity: Activity
/** how far the area's clock is ahead of the door's, in days */
let daysAhead = 0
before(async () => {
  kit = await openDoorKit()
  const clock = { now: () => new Date(Date.now() + daysAhead * 86_400_000) }
  activity = createActivity({ database: kit.database.app, keys: kit.keys, clock, parameters: createParameters() })
})
after(() => kit.close())

const care = professional('care')
const everything = { onlyDeposits: false, withSecret: false, count: 100 }

const look = (visitor: Visitor, spaceId: string): Promise<unknown> =>
  kit.door.glance({ ...visitor, space: { spaceId }, act: 'list-documents' }, async () => undefined)

test('what was permitted is found again, with its ground; what was refused, or rolled back, is not', async () => {
  const open = await kit.foundSpace([{ partyId: care.actor.id, kind: 'care-team' }])
  const shut = await kit.foundSpace([])
  await look(care, open)
  await assert.rejects(look(care, shut))
  const broken = kit.door.open({ ...care, space: { spaceId: open }, act: 'list-documents' }, async () => {
    throw new Error('broken')
  })
  await assert.rejects(broken)
  const { deeds } = await activity.listOwn(care, everything)
  assert.deepEqual(
    deeds.map(({ spaceId, act, reason }) => [spaceId, act, reason]),
    [[open, 'list-documents', 'care-team']],
  )
})

test('a holder, a colleague and a stranger find nothing of it; a holder’s own looks are nobody’s activity', async () => {
  const spaceId = await kit.foundSpace([{ partyId: care.actor.id, kind: 'care-team' }])
  await look(care, spaceId)
  await look(holder(spaceId), spaceId)
  for (const other of [holder(spaceId), professional('stranger')]) {
    assert.deepEqual(await activity.listOwn(other, everything), { deeds: [] })
    assert.deepEqual(await activity.listToday(other), [])
    assert.equal(await activity.findLastVisit(other, spaceId), undefined)
  }
  const text = 'select party_id from access.deed where space_id = $1'
  assert.deepEqual(await kit.database.owner.query({ text, values: [spaceId] }), [{ party_id: care.actor.id }])
})

test('a name is the one that was seen that day, and a patient of today is one until midnight', async () => {
  const spaceId = await kit.foundSpace([{ partyId: care.actor.id, kind: 'care-team' }])
  await look(care, spaceId)
  await activity.noteSeen(care, { spaceId, name: 'Ada A' })
  await activity.noteSeen(care, { spaceId, name: 'Ada B' })
  assert.deepEqual(
    (await activity.listToday(care)).map(({ name }) => name),
    ['Ada A'],
  )
  assert.equal(await activity.findLastVisit(care, spaceId), undefined)
  daysAhead = 1
  assert.deepEqual(await activity.listToday(care), [])
  assert.notEqual(await activity.findLastVisit(care, spaceId), undefined)
  daysAhead = 0
})

test('what belongs to a visit to a minor alone is told where it is asked for; what stands before and after it is', async () => {
  const alone = professional('alone')
  const spaceId = await kit.foundSpace([
    { partyId: 'alone', kind: 'care-team' },
    { partyId: 'parent', kind: 'representative', until: '2035-01-01T00:00:00.000Z' },
  ])
  const secretly = { ...alone, space: { spaceId }, secretVisit: true } as const
  await look(alone, spaceId)
  await activity.noteSeen(alone, { spaceId, name: 'Léa B' })
  const [earlier] = await activity.listToday(alone)
  await kit.door.open({ ...secretly, act: 'begin-secret-visit' }, async () => undefined)
  await look(alone, spaceId)
  assert.deepEqual(await activity.listToday(alone), [earlier], 'neither that it was, nor when')
  await kit.door.open({ ...secretly, act: 'end-secret-visit' }, async () => undefined)
  await look(alone, spaceId)
  const actsOf = async (query: typeof everything) => (await activity.listOwn(alone, query)).deeds.map(({ act }) => act)
  assert.deepEqual(await actsOf(everything), ['list-documents', 'list-documents'])
  const [list, begin, end] = ['list-documents', 'begin-secret-visit', 'end-secret-visit']
  assert.deepEqual(await actsOf({ ...everything, withSecret: true }), [list, end, list, begin, list])
  assert.notDeepEqual(await activity.listToday(alone), [earlier])
})

test('only what was done since an instant and before another', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'dated', kind: 'care-team' }])
  const dated = professional('dated')
  await look(dated, spaceId)
  const count = async (span: { from?: string; to?: string }) =>
    (await activity.listOwn(dated, { ...everything, ...span })).deeds.length
  const [past, future] = ['2020-01-01T00:00:00.000Z', '2090-01-01T00:00:00.000Z']
  assert.equal(await count({ from: past, to: future }), 1)
  assert.equal(await count({ from: future }), 0)
  assert.equal(await count({ to: past }), 0)
})

test('a space whose keys are gone is left out, and the others stay', async () => {
  const several = professional('several')
  const ties: Tie[] = [{ partyId: 'several', kind: 'care-team' }]
  const [kept, gone] = [await kit.foundSpace(ties), await kit.foundSpace(ties)]
  for (const spaceId of [kept, gone]) {
    await look(several, spaceId)
    await activity.noteSeen(several, { spaceId, name: 'Ada A' })
  }
  await kit.database.app.transaction((connection) => kit.keys.shredSpace(connection, gone))
  assert.deepEqual(
    (await activity.listToday(several)).map(({ spaceId }) => spaceId),
    [kept],
  )
  assert.deepEqual(
    (await activity.listOwn(several, everything)).deeds.map(({ spaceId }) => spaceId),
    [kept],
  )
})

test('after its months an act is forgotten, and not before', async () => {
  daysAhead = 380
  assert.equal(await activity.sweep(), 0)
  daysAhead = 400
  assert.ok((await activity.sweep()) > 0)
  assert.deepEqual(await activity.listOwn(care, everything), { deeds: [] })
  daysAhead = 0
})
