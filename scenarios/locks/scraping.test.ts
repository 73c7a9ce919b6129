import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createChores } from '../../src/areas/suspicions/index.ts'
import { selectCases } from '../../src/areas/suspicions/store.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { createBudgets, type Spender } from '../../src/reference/create-budgets.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { colleague, doorWith, foundSpaces, inWaves, knock, steal, tallied } from './budget-kit.ts'
import { openDoorKit, professional, type DoorKit } from './door-kit.ts'

// Right: security.md T03, T07. What one stolen account gets, and what many get together, under the measures of data/access/budgets.json.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const reference = createReference()
const budgets = createBudgets(reference, createParameters())
const purseOf = (spender: Spender) => budgets(spender, new Date().toISOString())

/** Persons whose spaces a party has looked into, whatever the answers said. */
const metBy = async (parties: readonly string[]): Promise<number> => {
  const [row] = await kit.database.owner.query<{ n: number }>({
    text: 'select count(distinct space_id)::int as n from access.acquaintance where party_id = any ($1)',
    values: [parties],
  })
  return row?.n ?? 0
}

test('no profession may meet more than sixty new persons a day, none by word alone more than twenty', () => {
  for (const { code } of reference.all('professions')) {
    const { newPersons, newConsents } = purseOf({ profession: code })
    assert.ok((newPersons[0] ?? 99) <= 60 && (newConsents[0] ?? 99) <= 20, code)
  }
})

test('one stolen account says of everybody that they consented: it gets its consents, and not one person more', async () => {
  const { newPersons, newConsents } = purseOf({ profession: '10' })
  const door = doorWith(kit, { newPersons, newConsents })
  const spaces = await foundSpaces(kit, 120, [])
  const heard = await inWaves(spaces, 40, (spaceId) => steal(door, professional('stolen'), spaceId))
  assert.deepEqual(tallied(heard), { in: 20, 'too-many-persons': 100 })
  assert.equal(await metBy(['stolen']), 20)
})

test('where care ties open the spaces, the same account gets its new persons, and not one more', async () => {
  const { newPersons, newConsents } = purseOf({ profession: '10' })
  const door = doorWith(kit, { newPersons, newConsents })
  const spaces = await foundSpaces(kit, 100, [{ partyId: 'insider', kind: 'care-team' }])
  const heard = await inWaves(spaces, 50, (spaceId) => knock(door, professional('insider'), { spaceId }))
  assert.deepEqual(tallied(heard), { in: 60, 'too-many-persons': 40 })
  assert.equal(await metBy(['insider']), 60)
})

test('1 500 accounts of three hospitals together get what three hospitals may, however they share it out', async () => {
  const { newPersons, newConsents } = purseOf({ profession: '10', facility: { id: 'any' } })
  const door = doorWith(kit, { newPersons, newConsents })
  const hospitals = ['h-0', 'h-1', 'h-2']
  const accounts = Array.from({ length: 1500 }, (_, n) => colleague(`a-${n}`, `h-${n % 3}`))
  const spaces = await foundSpaces(kit, 1500, [])
  const heard = await inWaves(accounts, 60, (thief) => {
    const spaceId = spaces[accounts.indexOf(thief)] ?? ''
    return steal(door, thief, spaceId)
  })
  assert.deepEqual(tallied(heard), { in: 600, 'too-many-persons': 900 })
  assert.equal(await metBy(accounts.map(({ actor }) => actor.id)), 3 * 200)
  assert.equal(await metBy(hospitals), 600)
})

const nationWide = () => {
  const accounts = Array.from({ length: 1500 }, (_, n) => colleague(`n-${n}`, `practice-${n}`))
  const { newPersons, newConsents } = purseOf({ profession: '10', facility: { id: 'any' } })
  const clock = fixedClock(new Date().toISOString())
  return { accounts, clock, door: doorWith(kit, { newPersons, newConsents, nationConsents: 200 }, { clock }) }
}

test('1 500 accounts of as many practices: the national measure stops them together, and stays until an operator has looked', async () => {
  await kit.database.owner.query({ text: 'delete from access.tally' })
  const { accounts, clock, door } = nationWide()
  const spaces = await foundSpaces(kit, 300, [{ partyId: 'ward', kind: 'care-team' }])
  const atOnce = 40
  const heard = await inWaves(accounts, atOnce, (thief) =>
    steal(door, thief, spaces[accounts.indexOf(thief) % spaces.length] ?? ''),
  )
  const { in: got = 0, ...others } = tallied(heard)
  assert.ok(got >= 200 && got < 200 + atOnce, `${got}: the measure, and what was under way at that moment`)
  assert.deepEqual(Object.keys(others), ['too-many-persons'])

  const chores = createChores({
    database: kit.database.app,
    clock,
    directory: { findParties: async () => new Map() },
    dayOf: () => '2026-11-20',
    nationConsents: () => 200,
  })
  assert.equal(await chores.findUnusual(), 1)
  assert.equal(await chores.findUnusual(), 0, 'it is judged once')
  clock.advance(3_600_000)
  const [fresh = ''] = await foundSpaces(kit, 1, [{ partyId: 'ward', kind: 'care-team' }])
  assert.equal(
    await steal(door, colleague('late', 'practice-late'), fresh),
    'too-many-persons',
    'another hour, still held',
  )

  // known patients, ties of care and emergencies are none of its business
  assert.equal(await knock(door, colleague('carer', 'ward'), { spaceId: fresh }), 'in')
  assert.equal(await steal(door, colleague('other-carer', 'ward'), fresh), 'in', 'the place knows her')
  const urgent = { ...colleague('urgent', 'er'), space: { spaceId: fresh }, act: 'open-emergency' } as const
  await door.open({ ...urgent, justification: { reason: 'unconscious' } }, async () => {})

  const [one] = (await selectCases(kit.database.app)).filter(({ source }) => source === 'nation-consents')
  assert.deepEqual([one?.party.id, one?.counted, one?.held], ['*', got, true])
  await chores.liftHold(one?.id ?? '')
  assert.equal(await steal(door, colleague('late', 'practice-late'), fresh), 'in')
})

test('what stops the country is less than a ten-thousandth of it', () => {
  assert.ok(purseOf({ profession: '10' }).nationConsents < 68_000_000 / 10_000)
})
