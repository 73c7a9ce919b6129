import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import type { TieKind } from '../../access/policy.ts'
import type { Actor, Visitor } from '../../access/types.ts'
import { systemClock } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { createReference } from '../../reference/create-reference.ts'
import { createListDocuments } from './list-documents.ts'
import { createPreviewSight } from './preview-sight.ts'
import { createReadDocument } from './read-document.ts'

// Right: what the holder is shown of a professional's view is what that professional gets, whatever the ties, permissions, blocks,
// pauses and masks. Random worlds on the real database; nothing is told of what the holder may not know.

const house = { id: '1750000001', name: 'Laboratoire' }
const actors: readonly Extract<Actor, { kind: 'professional' }>[] = [
  { kind: 'professional', id: 'alone', name: 'Alone', profession: '10' },
  { kind: 'professional', id: 'member', name: 'Member', profession: '10', facility: house },
]

let kit: DoorKit
let preview: ReturnType<typeof createPreviewSight>
let list: ReturnType<typeof createListDocuments>
let read: ReturnType<typeof createReadDocument>
before(async () => {
  kit = await openDoorKit()
  const directory = {
    findProfessional: async (id: string) => actors.find((actor) => actor.id === id),
    findFacility: async (id: string) => (id === house.id ? house : undefined),
  }
  preview = createPreviewSight({ door: kit.door, directory, clock: systemClock })
  list = createListDocuments({ door: kit.door, reference: createReference() })
  read = createReadDocument(kit.door)
})
after(() => kit.close())

const aParty = fc.constantFrom('alone', 'member', house.id)
const aTie = fc.record({
  partyId: aParty,
  kind: fc.constantFrom<TieKind>('treating-doctor', 'administrator', 'care-team', 'author', 'break-glass'),
  ended: fc.boolean(),
})
const aDocument = fc.record({
  hidden: fc.boolean(),
  withheld: fc.boolean(),
  typeCode: fc.constantFrom('open-type', 'closed-type'),
  authorIds: fc.subarray(['alone', house.id], { maxLength: 1 }),
})
const aWorld = fc.record({
  ties: fc.uniqueArray(aTie, { maxLength: 4, selector: ({ partyId, kind }) => `${partyId} ${kind}` }),
  documents: fc.array(aDocument, { minLength: 1, maxLength: 5 }),
  permissions: fc.array(fc.record({ partyId: aParty, byDocument: fc.boolean() }), { maxLength: 2 }),
  blocks: fc.subarray(['alone', 'member', house.id, '*'], { maxLength: 1 }),
  noHidden: fc.boolean(),
})

type World = typeof aWorld extends fc.Arbitrary<infer One> ? One : never

const instant = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

const build = async (world: World): Promise<{ spaceId: string; documents: { id: string; withheld: boolean }[] }> => {
  const ties = world.ties.map(({ partyId, kind, ended }) => ({
    partyId,
    kind,
    since: instant(-9),
    until: instant(ended ? -1 : 9),
  }))
  const spaceId = await kit.foundSpace(ties)
  const documents: { id: string; withheld: boolean }[] = []
  for (const one of world.documents) {
    const { id } = await depositOne(kit, spaceId, one)
    documents.push({ id, withheld: one.withheld })
  }
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'give-permission' } as const
  await kit.door.open(visit, async (opened) => {
    const documentIds = documents.slice(0, 1).map(({ id }) => id)
    await opened.addPermissions(
      world.permissions.map(({ partyId, byDocument }) => ({
        id: randomId(),
        partyId,
        sharedBy: null,
        evidence: 'online',
        typeCodes: byDocument ? [] : ['open-type'],
        documentIds: byDocument ? documentIds : [],
        until: instant(1),
      })),
    )
    if (world.noHidden) await opened.setEmergencyRule(['no-hidden'])
    for (const partyId of world.blocks) await opened.setBlock({ partyId, blocked: true })
  })
  return { spaceId, documents }
}

const refused = (error: unknown): undefined => {
  if (error instanceof Problem && ['refused', 'absent'].includes(error.kind)) return undefined
  throw error
}

const visitorFor = (actor: Actor): Visitor => ({ ...professional('x'), actor })

const really = async (actor: Actor, { spaceId, documents }: Awaited<ReturnType<typeof build>>) => {
  const page = await list(visitorFor(actor), { spaceId }, { status: ['current'] }).catch(refused)
  const readable = await Promise.all(
    documents.map(async ({ id }) => ((await read(visitorFor(actor), id).catch(refused)) ? id : undefined)),
  )
  return { listed: page?.entries.map(({ id }) => id), readable: readable.flatMap((id) => id ?? []) }
}

test('what the holder is shown is what the professional gets, over random ties, permissions, blocks and masks', async () => {
  const property = fc.asyncProperty(aWorld, fc.constantFrom(...actors), async (world, actor) => {
    const space = await build(world)
    const known = new Set(space.documents.filter(({ withheld }) => !withheld).map(({ id }) => id))
    const real = await really(actor, space)
    const query = { partyId: actor.id, profession: '' }
    const { list: whole, lines, next } = await preview(holder(space.spaceId), space.spaceId, query)
    const seen = lines.filter(({ decision }) => decision.effect === 'permit').map(({ entry }) => entry.id)
    assert.equal(next, undefined)
    // every document that the holder knows is told of, and no other
    assert.deepEqual(new Set(lines.map(({ entry }) => entry.id)), known)
    assert.equal(whole.effect === 'permit', real.listed !== undefined, 'the list as a whole')
    assert.deepEqual(new Set(seen), new Set(real.readable.filter((id) => known.has(id))), 'one by one')
    if (real.listed)
      assert.deepEqual(
        seen,
        real.listed.filter((id) => known.has(id)),
        'the list, in its order',
      )
  })
  await fc.assert(property, { numRuns: 60, interruptAfterTimeLimit: 40_000 })
})

test('a tie through a facility says whose; a tie of one’s own does not', async () => {
  const through = await kit.foundSpace([{ partyId: house.id, kind: 'care-team' }])
  const own = await kit.foundSpace([
    { partyId: house.id, kind: 'care-team' },
    { partyId: 'member', kind: 'care-team' },
  ])
  const groundIn = async (spaceId: string) =>
    (await preview(holder(spaceId), spaceId, { partyId: 'member', profession: '' })).ground
  assert.deepEqual(await groundIn(through), { relation: 'care-team', through: house.name })
  assert.deepEqual(await groundIn(own), { relation: 'care-team' })
})

test('of a facility: what somebody of the profession asked for finds; of somebody in no register: their own alone', async () => {
  const spaceId = await kit.foundSpace([{ partyId: house.id, kind: 'care-team' }])
  const own = await depositOne(kit, spaceId, { authorIds: ['unknown'] })
  const other = await depositOne(kit, spaceId, { authorIds: [] })
  const seenBy = async (partyId: string) => {
    const { actor, lines } = await preview(holder(spaceId), spaceId, { partyId, profession: '10' })
    return { actor, ids: lines.filter(({ decision }) => decision.effect === 'permit').map(({ entry }) => entry.id) }
  }
  const facility = await seenBy(house.id)
  assert.deepEqual(facility.actor, { name: house.name, profession: '10', facility: house.name })
  assert.deepEqual(new Set(facility.ids), new Set([own.id, other.id]))
  assert.deepEqual((await seenBy('unknown')).ids, [own.id])
})

test('pages of fifty, put together, are every document once; the look is the holder’s own line of the journal', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'alone', kind: 'care-team' }])
  for (let number = 0; number < 53; number += 1) {
    const createdAt = new Date(Date.UTC(2026, 0, 1 + number)).toISOString()
    await depositOne(kit, spaceId, { createdAt, hidden: number % 2 === 0 })
  }
  const query = { partyId: 'alone', profession: '' }
  const first = await preview(holder(spaceId), spaceId, query)
  const second = await preview(holder(spaceId), spaceId, { ...query, after: first.next ?? '' })
  assert.deepEqual([first.lines.length, second.lines.length, second.next], [50, 3, undefined])
  assert.equal(new Set([...first.lines, ...second.lines].map(({ entry }) => entry.id)).size, 53)
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await kit.door.open(visit, (opened) => opened.readEntries({ limit: 3 }))
  assert.deepEqual(
    value.map(({ act, body }) => `${act} ${body.actor.kind}`),
    ['read-journal holder', 'list-documents holder', 'list-documents holder'],
  )
})

test('it is the holder’s alone', async () => {
  const [mine, other] = [await kit.foundSpace([{ partyId: 'alone', kind: 'care-team' }]), await kit.foundSpace([])]
  await assert.rejects(preview(holder(other), mine, { partyId: 'alone', profession: '' }), Problem)
})
