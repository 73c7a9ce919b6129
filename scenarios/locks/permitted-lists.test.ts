import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import type { Offer } from '../../src/areas/permissions/index.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { openPermissionsKit, type PermissionsKit } from '../../tests/support/permissions-kit.ts'
import { depositOne } from './deposit-one.ts'
import { holder, professional } from './door-kit.ts'

// Right: A19 of security.md §3.5: a list is the set of documents that can be read one by one, and its count tells of no other.

let kit: PermissionsKit
before(async () => {
  kit = await openPermissionsKit()
})
after(() => kit.close())

test('a list of what was permitted is full on every page, and its total counts that and no more', async () => {
  const petit = professional('petit')
  const spaceId = await kit.foundSpace([])
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) ids.push((await depositOne(kit, spaceId)).id)
  const [one = '', , other = ''] = ids
  for (const documentId of [one, other]) {
    const offer: Offer = { scope: { kind: 'document', documentId }, duration: 'two-days' }
    await kit.permissions.givePermission(holder(spaceId), spaceId, { ...offer, partyId: 'petit' })
  }
  const list = createListDocuments({ door: kit.door, reference: createReference() })
  const first = await list(petit, { spaceId }, { count: 1 })
  assert.deepEqual([first.total, first.entries.length], [2, 1])
  assert.ok(first.next)
  const second = await list(petit, { spaceId }, { count: 1, after: first.next })
  assert.deepEqual([second.total, second.entries.length, second.next], [2, 1, undefined])
  assert.deepEqual([...first.entries, ...second.entries].map(({ id }) => id).toSorted(), [one, other].toSorted())
})
