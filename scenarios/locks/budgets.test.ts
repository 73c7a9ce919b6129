import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/platform/clock.ts'
import { randomId } from '../../src/platform/ids.ts'
import { colleague, doorWith, foundSpaces, knock, tallied } from './budget-kit.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

// Right: A23 of security.md §3.6. The N+1-th new person of a day is refused; whoever was met stays open.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const spentBy = async (party: string, kind = 'new-persons'): Promise<number> => {
  const [row] = await kit.database.owner.query<{ n: number }>({
    text: 'select coalesce(sum(n), 0)::int as n from access.tally where party_id = $1 and kind = $2',
    values: [party, kind],
  })
  return row?.n ?? 0
}

const noticesOf = async (spaces: readonly string[]): Promise<number> => {
  const rows = await kit.database.owner.query({
    text: `select from platform.outbox where space_id = any ($1::uuid[]) and kind = 'notice-first-look'`,
    values: [spaces],
  })
  return rows.length
}

for (const act of ['list-documents', 'read-identity'] as const)
  test(`of 200 first looks at once with 5 left, 5 pass, 5 are told, and those 5 stay open (${act})`, async () => {
    const care = `racer-${act}`
    const door = doorWith(kit, { newPersons: [5] })
    const spaces = await foundSpaces(kit, 200, [{ partyId: care, kind: 'care-team' }])
    const answers = await Promise.all(spaces.map((spaceId) => knock(door, professional(care), { spaceId, act })))
    assert.deepEqual(tallied(answers), { in: 5, 'too-many-persons': 195 })
    assert.equal(await spentBy(care), 5)
    assert.equal(await noticesOf(spaces), 5)
    const met = spaces.filter((_, index) => answers[index] === 'in')
    const again = await Promise.all(met.map((spaceId) => knock(door, professional(care), { spaceId })))
    assert.deepEqual(tallied(again), { in: 5 })
    assert.equal(await spentBy(care), 5)
  })

test('a facility has a measure of its own, and whom one of them met is nobody new for it', async () => {
  const ties = [{ partyId: 'clinic', kind: 'care-team' } as const]
  const door = doorWith(kit, { newPersons: [3, 4] })
  const spaces = await foundSpaces(kit, 6, ties)
  const [ann, bob] = [colleague('ann', 'clinic'), colleague('bob', 'clinic')]
  const answers: string[] = []
  for (const spaceId of spaces.slice(0, 4)) answers.push(await knock(door, ann, { spaceId }))
  assert.deepEqual(answers, ['in', 'in', 'in', 'too-many-persons'])
  for (const spaceId of [...spaces.slice(0, 2), ...spaces.slice(4)]) answers.push(await knock(door, bob, { spaceId }))
  assert.deepEqual(answers.slice(4), ['in', 'in', 'in', 'too-many-persons'])
  assert.deepEqual([await spentBy('ann'), await spentBy('bob'), await spentBy('clinic')], [3, 3, 4])
})

test('the next civil day begins anew', async () => {
  const clock = fixedClock('2026-03-05T12:00:00Z')
  const door = doorWith(kit, { newPersons: [1] }, { clock })
  const [first = '', second = ''] = await foundSpaces(kit, 2, [{ partyId: 'daily', kind: 'care-team' }])
  const visitor = professional('daily')
  assert.equal(await knock(door, visitor, { spaceId: first }), 'in')
  assert.equal(await knock(door, visitor, { spaceId: second }), 'too-many-persons')
  clock.advance(86_400_000)
  assert.equal(await knock(door, visitor, { spaceId: second }), 'in')
})

test('emergencies and one’s own deposits cost nothing and are told; the tie that follows counts as ever', async () => {
  const door = doorWith(kit, { newPersons: [0] })
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const spaceId = await kit.foundSpace([{ partyId: 'medic', kind: 'break-glass', until }])
  assert.equal(await knock(door, professional('medic'), { spaceId }), 'in')
  assert.deepEqual([await spentBy('medic'), await noticesOf([spaceId])], [0, 1])
  assert.equal(await knock(door, professional('medic'), { spaceId }), 'in')
  assert.equal(await noticesOf([spaceId]), 1)
  await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'block-professional' }, async (opened) => {
    await opened.removeRelations([{ partyId: 'medic', kind: 'break-glass' }])
    await opened.addRelations([{ partyId: 'medic', kind: 'care-team' }])
  })
  assert.equal(await knock(door, professional('medic'), { spaceId }), 'too-many-persons')
  await depositOne(kit, spaceId)
  assert.equal(await knock(doorWith(kit, { newPersons: [1] }), professional('medic'), { spaceId }), 'in')
  assert.deepEqual([await spentBy('medic'), await noticesOf([spaceId])], [1, 1])
})

test('on hold, nobody new is met by the professional or anybody of the facility; whoever was met stays open', async () => {
  const spaces = await foundSpaces(kit, 2, [{ partyId: 'ward', kind: 'care-team' }])
  const [known = '', other = ''] = spaces
  assert.equal(await knock(kit.door, colleague('eve', 'ward'), { spaceId: known }), 'in')
  const holds = (partyId: string) =>
    kit.database.owner.query({ text: 'insert into access.hold (party_id) values ($1)', values: [partyId] })
  await holds('ward')
  assert.equal(await knock(kit.door, colleague('eve', 'ward'), { spaceId: known }), 'in')
  assert.equal(await knock(kit.door, colleague('eve', 'ward'), { spaceId: other }), 'too-many-persons')
  assert.equal(await knock(kit.door, colleague('zoe', 'ward'), { spaceId: known }), 'too-many-persons')
  await kit.database.owner.query({ text: 'delete from access.hold' })
  assert.equal(await knock(kit.door, colleague('eve', 'ward'), { spaceId: other }), 'in')
})

test('refusals that tell nothing are counted alike, wherever they come from; looks by night in their hour', async () => {
  const spaceId = await kit.foundSpace([])
  const visitor = colleague('prowler', 'den')
  for (const each of [spaceId, randomId(), randomId()]) await knock(kit.door, visitor, { spaceId: each })
  assert.deepEqual([await spentBy('prowler', 'refusals'), await spentBy('den', 'refusals')], [3, 3])
  const [met = ''] = await foundSpaces(kit, 1, [{ partyId: 'prowler', kind: 'care-team' }])
  assert.equal(await knock(doorWith(kit, {}, { isNight: true }), visitor, { spaceId: met }), 'in')
  assert.deepEqual([await spentBy('prowler', 'night-persons'), await spentBy('den', 'night-persons')], [1, 1])
})
