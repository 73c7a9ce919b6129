import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createHideDocument, createShowDocument } from '../../src/areas/documents/hide-document.ts'
import { createReadDocument } from '../../src/areas/documents/read-document.ts'
import { createBlockProfessional, createUnblockProfessional } from '../../src/areas/permissions/block-professional.ts'
import { Problem } from '../../src/platform/problem.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

// Right: A24 of security.md §3.6. The journal is the judge: a look that stands after the block was refused, whatever the clocks.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

type Outcome = 'permit' | 'refuse' | 'busy'

const outcomeOf = (look: Promise<unknown>): Promise<Outcome> =>
  look.then(
    () => 'permit' as const,
    (error: unknown) => {
      if (!(error instanceof Problem) || error.kind === 'fault') throw error
      return error.kind === 'busy' ? 'busy' : 'refuse'
    },
  )

/** Looks that set off at slightly different moments, so that the change falls among them. */
const staggered = async (look: () => Promise<unknown>, count: number): Promise<Outcome[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index % 12)
      return outcomeOf(look())
    }),
  )

interface Line {
  n: number
  effect: 'permit' | 'refuse'
  act: string
}

const journalOf = async (spaceId: string): Promise<Line[]> => {
  const rows = await kit.database.owner.query<{ n: string; effect: 'permit' | 'refuse'; act: string }>({
    text: 'select n, effect, act from journal.entry where space_id = $1 order by n',
    values: [spaceId],
  })
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

/** Replays the chain: while `shut` stands and `open` does not, no permitted look may follow. Gives how many looks went each way. */
const replay = (lines: Line[], acts: { look: string; shut: string; open: string }) => {
  let closed = false
  const met = { permits: 0, refusals: 0 }
  for (const { n, effect, act } of lines) {
    if (act === acts.shut) closed = true
    if (act === acts.open) closed = false
    if (act !== acts.look) continue
    assert.ok(!(closed && effect === 'permit'), `entry ${n} permits ${act} after ${acts.shut}`)
    assert.ok(closed || effect === 'permit', `entry ${n} refuses ${act} though nothing forbids it`)
    met[effect === 'permit' ? 'permits' : 'refusals'] += 1
  }
  return met
}

const rounds = 12
const looksPerRound = 24

test('a block and the looks it races: every permitted look stands before it in the chain, none after', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const { id } = await depositOne(kit, spaceId)
  const visit = { ...professional('care'), space: { spaceId }, act: 'list-documents' } as const
  const list = () =>
    kit.door.glance(visit, ({ vault, prefilter }) =>
      vault.listDocuments({ prefilter }, { sort: 'created_at', descending: true, limit: 5 }),
    )
  const block = createBlockProfessional(kit.door)
  const unblock = createUnblockProfessional(kit.door)
  const outcomes: Outcome[] = []
  for (let round = 0; round < rounds; round += 1) {
    const looks = staggered(list, looksPerRound)
    await sleep(round)
    await block(holder(spaceId), spaceId, 'care')
    outcomes.push(await outcomeOf(list()), ...(await looks))
    assert.equal(await outcomeOf(createReadDocument(kit.door)(professional('care'), id)), 'refuse')
    await unblock(holder(spaceId), spaceId, 'care')
    outcomes.push(await outcomeOf(list()))
  }
  const acts = { look: 'list-documents', shut: 'block-professional', open: 'unblock-professional' }
  const { permits, refusals } = replay(await journalOf(spaceId), acts)
  assert.equal(permits, outcomes.filter((outcome) => outcome === 'permit').length)
  assert.equal(refusals, outcomes.filter((outcome) => outcome === 'refuse').length)
  assert.ok(permits > 2 * rounds && refusals > 2 * rounds, `nothing raced: ${permits} permits, ${refusals} refusals`)
})

test('hiding a document and the looks it races: the same', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const { id } = await depositOne(kit, spaceId)
  const read = () => createReadDocument(kit.door)(professional('care'), id)
  const hide = createHideDocument(kit.door)
  const show = createShowDocument(kit.door)
  const outcomes: Outcome[] = []
  for (let round = 0; round < rounds; round += 1) {
    const looks = staggered(read, looksPerRound)
    await sleep(round)
    await hide(holder(spaceId), id)
    outcomes.push(await outcomeOf(read()), ...(await looks))
    await show(holder(spaceId), id)
    outcomes.push(await outcomeOf(read()))
  }
  // A refused look is written after its own transaction was taken back, so only its permits have a place in the order.
  const lines = (await journalOf(spaceId)).filter(({ act, effect }) => act !== 'read-document' || effect === 'permit')
  const { permits } = replay(lines, { look: 'read-document', shut: 'hide-document', open: 'show-document' })
  const refused = outcomes.filter((outcome) => outcome === 'refuse').length
  assert.equal(permits, outcomes.filter((outcome) => outcome === 'permit').length)
  assert.ok(permits > 2 * rounds && refused > 2 * rounds, `nothing raced: ${permits} permits, ${refused} refusals`)
})

test('two changes of one policy at once: both hold, and the code over the rows is right', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const names = Array.from({ length: 8 }, (_, index) => `party-${index}`)
  const block = createBlockProfessional(kit.door)
  const change = async (name: string): Promise<void> => {
    while ((await outcomeOf(block(holder(spaceId), spaceId, name))) === 'busy') await sleep(5)
  }
  await Promise.all(names.map(change))
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await kit.door.open(visit, async ({ standing }) => standing)
  assert.deepEqual(value.policy.blocks.map(([party]) => party).toSorted(), names)
  assert.ok(value.policyIntact)
  assert.equal(value.epoch, String(1 + names.length))
})
