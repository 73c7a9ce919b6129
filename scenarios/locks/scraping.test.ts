import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
