import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { createListSets } from './list-sets.ts'
import { createReadSet } from './read-set.ts'
import type { SetQuery, SetView } from './types.ts'

// Right: a folder tells of a person's health; it is its holder's alone (rules DOC-13).

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const [parentId, folderId] = ['00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000bb']

/** A space whose holder has one folder of three documents, one of them not announced yet, and one folder that is empty. */
const begin = async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: parentId, kind: 'representative' },
  ])
  const seen = [(await depositOne(kit, spaceId)).id, (await depositOne(kit, spaceId)).id]
  const withheld = await depositOne(kit, spaceId, { withheld: true })
  const me = holder(spaceId)
  const visit = { ...me, space: { spaceId }, act: 'arrange-documents' } as const
  await kit.door.open(visit, ({ vault }) =>
    vault.keepArrangement({
      folders: [
        { id: folderId, name: 'Cœur' },
        { id: parentId, name: 'Vide' },
      ],
      places: Object.fromEntries([...seen, withheld.id].map((id) => [id, folderId])),
      pins: [],
    }),
  )
  const listSets = createListSets({ door: kit.door, reference: createReference() })
  const list = async (visitor: Visitor, query: SetQuery = { kinds: ['folder'] }): Promise<readonly SetView[]> =>
    (await listSets(visitor, { spaceId }, query)).sets
  return { spaceId, me, seen, list, listSets, read: createReadSet(kit.door) }
}

test('their holder finds them with what may be read now; what is empty for them is not there', async () => {
  const { me, seen, list, read } = await begin()
  const [folder, ...more] = await list(me)
  assert.ok(folder !== undefined && 'name' in folder && more.length === 0)
  assert.equal(folder.name, 'Cœur')
  assert.deepEqual(folder.documentIds.toSorted(), seen.toSorted())
  assert.deepEqual(await read(me, folderId), folder)
})

test('to whoever else comes there are none, by a list, by an id, by everything that is asked', async () => {
  const { spaceId, me, list, listSets, read } = await begin()
  const parent: Visitor = { ...me, actor: { kind: 'representative', id: parentId, name: 'Un parent' } }
  for (const visitor of [professional('doctor'), parent]) {
    for (const query of [{ kinds: ['folder'] }, {}, { ids: [folderId] }, { titles: ['cœur'] }])
      assert.deepEqual(await list(visitor, query), [], JSON.stringify(query))
    assert.deepEqual((await listSets(visitor, { objectId: folderId }, { ids: [folderId] })).sets, [])
    assert.equal((await problemOf(read(visitor, folderId))).reason, 'document-not-open')
  }
  const stranger = holder(await kit.foundSpace([]))
  assert.equal((await problemOf(read(stranger, folderId))).reason, 'document-not-open')
  assert.equal((await problemOf(list(stranger))).kind, 'refused')
  assert.equal(spaceId, me.actor.id)
})

test('each filter of a search keeps what it says of a folder; what only sets have keeps none', async () => {
  const { me, list } = await begin()
  const found = async (query: SetQuery): Promise<number> => (await list(me, { kinds: ['folder'], ...query })).length
  const long = { prefix: 'ge', from: '2100-01-01T00:00:00Z', to: '2100-01-02T00:00:00Z' } as const
  const cases: readonly [SetQuery, number][] = [
    [{ titles: ['coeur', 'cœ'] }, 1],
    [{ titles: ['foie'] }, 0],
    [{ status: ['current'] }, 1],
    [{ status: ['retired'] }, 0],
    [{ identifiers: [{ value: `urn:uuid:${folderId}` }] }, 1],
    [{ identifiers: [{ value: 'urn:uuid:other' }] }, 0],
    [{ ids: [folderId] }, 1],
    [{ ids: [parentId] }, 0],
    [{ archived: true }, 0],
    [{ archived: false }, 1],
    [{ date: [long] }, 0],
    [{ date: [{ ...long, prefix: 'lt' }] }, 1],
    [{ sources: [{ value: 'author' }] }, 0],
    [{ designations: [{ code: '07' }] }, 0],
    [{ kinds: ['submissionset'] }, 0],
  ]
  for (const [query, count] of cases) assert.equal(await found(query), count, JSON.stringify(query))
})
