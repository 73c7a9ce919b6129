import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { createHideSeveral } from '../hide-document.ts'
import { createListLook } from '../list-documents.ts'
import { createUpdateDocument } from '../update-document.ts'
import { createArrange, createFindPlace } from './arrange-documents.ts'
import { createListOwn } from './list-own.ts'
import type { DocumentArranging, OwnQuery } from './types.ts'

let kit: DoorKit
let own: DocumentArranging
before(async () => {
  kit = await openDoorKit()
  const { door } = kit
  const listOwn = createListOwn({ door, look: createListLook({ reference: createReference() }) })
  own = { listOwn, findPlace: createFindPlace(door), arrange: createArrange(door) }
})
after(() => kit.close())

/** A space with documents written by these places, the first the oldest. */
const begin = async (...places: string[]) => {
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'treating-doctor' }])
  const ids: string[] = []
  for (const [index, writtenAt] of places.entries()) {
    const createdAt = `2026-10-0${index + 1}T10:00:00Z`
    ids.push((await depositOne(kit, spaceId, { writtenAt, createdAt, authorIds: ['author'] })).id)
  }
  const me = holder(spaceId)
  const list = async (query: OwnQuery = {}) => own.listOwn(me, query)
  const idsOf = async (query: OwnQuery) => (await list(query)).entries.map(({ id }) => id)
  const [first = '', second = '', third = ''] = ids
  return { spaceId, me, list, idsOf, first, second, third }
}

const addFolder = async ({ me, list }: Awaited<ReturnType<typeof begin>>, name: string): Promise<string> => {
  await own.arrange(me, { what: 'add-folder', name })
  return (await list()).folders.find((folder) => folder.name === name)?.id ?? ''
}

test('a folder holds what is put in it, a document lies in one, and deleting it keeps the documents', async () => {
  const at = await begin('A', 'B', 'C')
  const [heart, eyes] = [await addFolder(at, 'Cœur'), await addFolder(at, 'Yeux')]
  for (const documentId of [at.first, at.second])
    await own.arrange(at.me, { what: 'move', documentId, folderId: heart })
  await own.arrange(at.me, { what: 'move', documentId: at.second, folderId: eyes })
  assert.deepEqual([await at.idsOf({ folderId: heart }), await at.idsOf({ folderId: eyes })], [[at.first], [at.second]])
  assert.equal((await own.findPlace(at.me, at.second)).folderId, eyes)
  await own.arrange(at.me, { what: 'remove-folder', folderId: eyes })
  assert.equal((await at.list()).total, 3)
  assert.equal((await problemOf(at.list({ folderId: eyes }))).reason, 'folder-unknown')
})

test('what is pinned stands first, on the first page of the whole list; what is withdrawn is there no more', async () => {
  const at = await begin('A', 'B', 'C')
  for (const documentId of [at.third, at.first]) await own.arrange(at.me, { what: 'pin', documentId })
  const pinned = async (query: OwnQuery = {}) => (await at.list(query)).pinned.map(({ id }) => id)
  assert.deepEqual(await pinned(), [at.first, at.third])
  const { next = '' } = await at.list({ count: 1 })
  for (const narrowed of [{ typeCodes: [{ code: 'open-type' }] }, { after: next }])
    assert.deepEqual(await pinned(narrowed), [])
  const update = createUpdateDocument({
    door: kit.door,
    locator: { findUniqueId: async () => [] },
    visibilityRules: () => ({
      hiddenWithWithheld: false,
      hiddenWithHiddenFromRepresentatives: true,
      withheldWithHiddenFromRepresentatives: false,
    }),
    mayList: async () => true,
    noteWithdrawn: async () => {},
    hasLeft: async () => false,
  })
  await update(professional('author'), { id: at.third }, { status: 'entered-in-error' })
  assert.deepEqual(await pinned(), [at.first])
})

test('by author and by title, page after page, and no address tells a word of it', async () => {
  const at = await begin('Zola', 'abc', 'Émile')
  assert.deepEqual(await at.idsOf({ sort: 'author' }), [at.second, at.third, at.first])
  const page = await at.list({ sort: 'author', count: 2 })
  assert.equal(page.total, 3)
  assert.match(Buffer.from(page.next ?? '', 'base64url').toString(), /^2026-10-0\d [^/]*\/[0-9a-f-]{36}$/)
  assert.deepEqual(await at.idsOf({ sort: 'author', count: 2, after: page.next ?? '' }), [at.first])
  assert.deepEqual(await at.idsOf({ sort: 'title' }), [at.third, at.second, at.first])
})

test('it is the holder’s alone: nobody else arranges, or reads it, and what is kept tells no name and no number', async () => {
  const at = await begin('A')
  await addFolder(at, 'Cœur')
  const stranger = await begin('B')
  const others: Visitor[] = [
    professional('doctor'),
    { ...at.me, actor: { ...stranger.me.actor, id: at.spaceId, kind: 'representative' } },
  ]
  for (const visitor of others) {
    const visit = { ...visitor, space: { spaceId: at.spaceId }, act: 'arrange-documents' } as const
    assert.equal((await problemOf(kit.door.open(visit, async () => {}))).reason, 'act-not-yours')
  }
  const parent: Visitor = { ...at.me, actor: { kind: 'representative', id: stranger.spaceId, name: 'Un parent' } }
  const represented = await kit.foundSpace([{ partyId: stranger.spaceId, kind: 'representative' }])
  const read = await depositOne(kit, represented)
  assert.equal((await problemOf(own.findPlace(parent, read.id))).reason, 'document-not-open')
  const theirs = own.arrange(at.me, { what: 'pin', documentId: stranger.first })
  assert.equal((await problemOf(theirs)).reason, 'document-not-open')
  const entries = await kit.database.owner.query<{ document_id: string | null }>({
    text: `select document_id from journal.entry where space_id = $1 and act = 'arrange-documents' and effect = 'permit'`,
    values: [at.spaceId],
  })
  assert.deepEqual(entries, [{ document_id: null }])
})

test('changes at the same time all stay', async () => {
  const at = await begin('A')
  const names = ['Un', 'Deux', 'Trois', 'Quatre']
  await Promise.all(names.map((name) => own.arrange(at.me, { what: 'add-folder', name })))
  assert.deepEqual(new Set((await at.list()).folders.map(({ name }) => name)), new Set(names))
})

test('several hidden at once: each by itself, and what cannot be is told and holds up no other', async () => {
  const at = await begin('A', 'B')
  const stranger = await begin('C')
  const hideSeveral = createHideSeveral(kit.door)
  const ids = [at.first, stranger.first, 'no-id', at.second, at.first]
  const outcomes = await hideSeveral(at.me, { ids, hidden: true })
  assert.deepEqual(outcomes, [
    { id: at.first },
    { id: stranger.first, because: 'document-not-open' },
    { id: 'no-id', because: 'document-not-open' },
    { id: at.second },
  ])
  const { entries } = await at.list()
  assert.ok(entries.every(({ visibility }) => visibility.hidden))
  const written = await kit.database.owner.query({
    text: `select from journal.entry where space_id = $1 and act = 'hide-document' and effect = 'permit'`,
    values: [at.spaceId],
  })
  assert.equal(written.length, 2)
  const many = Array.from({ length: 51 }, () => at.first)
  assert.equal((await problemOf(hideSeveral(at.me, { ids: many, hidden: true }))).reason, 'too-many-chosen')
})
