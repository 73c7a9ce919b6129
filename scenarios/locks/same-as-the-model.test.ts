import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createDoor } from '../../src/access/door.ts'
import type { Visitor } from '../../src/access/types.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createHideDocument, createShowDocument } from '../../src/areas/documents/hide-document.ts'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import { createReadDocument } from '../../src/areas/documents/read-document.ts'
import { createUpdateDocument } from '../../src/areas/documents/update-document.ts'
import { createBlockProfessional, createUnblockProfessional } from '../../src/areas/permissions/block-professional.ts'
import { createPauseSpace, createUnpauseSpace } from '../../src/areas/permissions/pause-space.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { depositOne } from './deposit-one.ts'
import { holder, loosePrefilter, openDoorKit, professional, visibilityRules, type DoorKit } from './door-kit.ts'
import {
  listOf,
  mayBlock,
  mayRead,
  mayWithdraw,
  memberFacility,
  naiveActors,
  type NaiveActor,
  type NaiveDocument,
  type NaiveSpace,
} from './naive-space.ts'
import { aDeposit, aStory, sorts, type Step } from './naive-story.ts'
import { quarantineOne } from './quarantine-one.ts'

// Right: A19 of security.md §3.6, the list is the set of documents that can be read one by one. Random stories of several actors
// on the real database, told to a naive model too: same answers, exact totals, and one journal entry for every call.

let kit: DoorKit
let list: ReturnType<typeof createListDocuments>
before(async () => {
  kit = await openDoorKit()
  list = createListDocuments({ door: kit.door, reference: createReference() })
})
after(() => kit.close())

interface Telling {
  spaceId: string
  model: NaiveSpace
  calls: number
}

const visitorOf = ({ spaceId }: Telling, actor: NaiveActor): Visitor => {
  if (actor === 'holder') return holder(spaceId)
  const visitor = professional(actor)
  if (actor !== 'member' || visitor.actor.kind !== 'professional') return visitor
  return { ...visitor, actor: { ...visitor.actor, facility: { id: memberFacility, name: 'Laboratoire' } } }
}

/** Whether a call went through; anything but a refusal is a failure of the test. */
const went = async (telling: Telling, call: Promise<unknown>): Promise<boolean> => {
  telling.calls += 1
  try {
    await call
    return true
  } catch (error) {
    if (error instanceof Problem && ['refused', 'absent'].includes(error.kind)) return false
    throw error
  }
}

type Deposit = Extract<Step, { kind: 'deposit' }>

const deposit = async (telling: Telling, { kind: _kind, openType, authors, ...rest }: Deposit): Promise<void> => {
  const typeCode = openType ? 'open-type' : 'closed-type'
  const { id } = await depositOne(kit, telling.spaceId, { ...rest, typeCode, authorIds: authors })
  telling.calls += 1
  telling.model.documents.push({ ...rest, id, openType, authors, withdrawn: false, disputed: false })
}

const locator = { findUniqueId: async () => [] }

const arrange = async (telling: Telling, step: Extract<Step, { at: number }>): Promise<void> => {
  const { model } = telling
  const document: NaiveDocument | undefined = model.documents[step.at % Math.max(1, model.documents.length)]
  if (!document) return
  const visitor = visitorOf(telling, step.actor)
  const readable = mayRead(model, step.actor, document)
  if (step.kind === 'read') {
    assert.equal(await went(telling, createReadDocument(kit.door)(visitor, document.id)), readable)
  } else if (step.kind === 'withdraw') {
    const hooks = { mayList: async () => true, noteWithdrawn: async () => {}, hasLeft: async () => false }
    const update = createUpdateDocument({ door: kit.door, locator, visibilityRules, ...hooks })
    const done = await went(telling, update(visitor, { id: document.id }, { status: 'entered-in-error' }))
    assert.equal(done, mayWithdraw(step.actor, document))
    document.withdrawn ||= done
    if (done) document.disputed = false
  } else if (step.kind === 'dispute') {
    const done = await went(telling, quarantineOne(kit, visitor, document.id))
    assert.equal(done, step.actor === 'holder' && readable)
    document.disputed ||= done
  } else {
    const create = step.kind === 'hide' ? createHideDocument : createShowDocument
    const done = await went(telling, create(kit.door)(visitor, document.id))
    assert.equal(done, step.actor === 'holder' && readable)
    if (done) document.hidden = step.kind === 'hide'
  }
}

const block = async (telling: Telling, { kind, actor, party }: Extract<Step, { party: string }>): Promise<void> => {
  const create = kind === 'block' ? createBlockProfessional : createUnblockProfessional
  const done = await went(telling, create(kit.door)(visitorOf(telling, actor), telling.spaceId, party))
  assert.equal(done, kind === 'block' ? mayBlock(telling.model, actor) : actor === 'holder')
  if (!done) return
  if (kind === 'block') telling.model.blocked.add(party)
  else telling.model.blocked.delete(party)
}

const pause = async (telling: Telling, { kind, by }: Extract<Step, { by: NaiveActor }>): Promise<void> => {
  const create = kind === 'pause' ? createPauseSpace : createUnpauseSpace
  const done = await went(telling, create(kit.door)(visitorOf(telling, by), telling.spaceId))
  assert.equal(done, by === 'holder')
  if (done) telling.model.paused = kind === 'pause'
}

type ListStep = Omit<Extract<Step, { kind: 'list' }>, 'kind'>

const compareList = async (telling: Telling, { actor, count, sort }: ListStep): Promise<void> => {
  const expected = listOf(telling.model, actor, sort)
  const found: string[] = []
  let cursor: string | undefined
  do {
    const query = { count, sort, ...(cursor === undefined ? {} : { after: cursor }) }
    const asked = list(visitorOf(telling, actor), { spaceId: telling.spaceId }, query)
    const answered = await went(telling, asked)
    assert.equal(answered, expected !== undefined, `${actor} lists`)
    if (!answered || !expected) return
    const page = await asked
    const where = `${actor}, ${sort}, ${count} a page, after ${found.length}`
    assert.equal(page.total, expected.length, `total for ${where}`)
    assert.deepEqual(
      page.entries.map(({ id }) => id),
      expected.slice(found.length, found.length + count),
      `page for ${where}`,
    )
    found.push(...page.entries.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== undefined)
  assert.deepEqual(found, expected, `all pages of ${actor}, ${sort}, ${count} a page`)
}

const tell = async (telling: Telling, step: Step): Promise<void> => {
  if (step.kind === 'deposit') await deposit(telling, step)
  else if (step.kind === 'list') await compareList(telling, step)
  else if ('party' in step) await block(telling, step)
  else if ('by' in step) await pause(telling, step)
  else await arrange(telling, step)
}

const begin = async (): Promise<Telling> => {
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: 'care', kind: 'care-team' },
  ])
  return { spaceId, model: { documents: [], blocked: new Set(), paused: false }, calls: 1 }
}

const countEntries = async (spaceId: string): Promise<number> => {
  const text = 'select n from journal.entry where space_id = $1'
  return (await kit.database.owner.query({ text, values: [spaceId] })).length
}

test('random stories of several actors: the same answers as the model, one entry for every call', async () => {
  const property = fc.asyncProperty(aStory, async (story) => {
    const telling = await begin()
    for (const step of story) await tell(telling, step)
    for (const [index, actor] of naiveActors.entries()) {
      await compareList(telling, { actor, count: 1 + (index % 5), sort: sorts[index % 4] ?? 'date' })
    }
    assert.equal(await countEntries(telling.spaceId), telling.calls)
  })
  await fc.assert(property, { numRuns: 25, interruptAfterTimeLimit: 20_000 })
})

test('every actor, every page size from 1 to 5, every order: the list is what can be read one by one', async () => {
  const telling = await begin()
  for (const one of fc.sample(aDeposit, { numRuns: 14, seed: 7 })) await deposit(telling, one)
  for (const at of [0, 3, 4, 9]) {
    for (const actor of ['solo', 'member', 'care'] as const) await arrange(telling, { kind: 'withdraw', actor, at })
  }
  for (let at = 1; at < 14; at += 2) await arrange(telling, { kind: 'dispute', actor: 'holder', at })
  assert.ok(telling.model.documents.filter(({ withdrawn }) => withdrawn).length > 1)
  assert.ok(telling.model.documents.filter(({ disputed }) => disputed).length > 1)
  for (const actor of naiveActors) {
    for (const document of telling.model.documents) {
      const read = createReadDocument(kit.door)(visitorOf(telling, actor), document.id)
      assert.equal(await went(telling, read), mayRead(telling.model, actor, document))
    }
    for (const sort of sorts) {
      for (const count of [1, 2, 3, 4, 5]) await compareList(telling, { actor, count, sort })
    }
  }
})

test('a prefilter that lets too much out changes nothing: every row is judged, in the page and in the total', async () => {
  const telling = await begin()
  for (const one of fc.sample(aDeposit, { numRuns: 8, seed: 11 })) await deposit(telling, one)
  await arrange(telling, { kind: 'dispute', actor: 'holder', at: 1 })
  const door = createDoor({
    database: kit.database.app,
    keys: kit.keys,
    blobs: kit.blobs,
    rules: loosePrefilter,
    clock: systemClock,
  })
  const loose = createListDocuments({ door, reference: createReference() })
  for (const actor of ['doctor', 'care'] as const) {
    const { entries, total } = await loose(visitorOf(telling, actor), { spaceId: telling.spaceId }, {})
    const expected = listOf(telling.model, actor, '-created') ?? []
    assert.deepEqual([entries.map(({ id }) => id), total], [expected, expected.length])
    assert.ok(expected.length > 0 && expected.length < telling.model.documents.length)
  }
})
