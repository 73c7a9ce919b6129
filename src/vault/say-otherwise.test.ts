import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import type { Visitor } from '../access/types.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const parent: Visitor = {
  actor: { kind: 'representative', id: 'parent', name: 'Parent' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}
const coding = { system: 'http://example.org', code: 'open-type' }
const day = '2026-11-02'
const saying = { title: 'Autrement', type: coding, documentClass: coding, createdAt: day, datedAt: day }

test('who says something else of a document takes nothing from it that they do not see', async () => {
  const spaceId = await kit.foundSpace([
    { partyId: 'parent', kind: 'representative', until: '2099-01-01T00:00:00.000Z' },
  ])
  const { id: secret } = await depositOne(kit, spaceId, { own: true, authorIds: [], secret: true })
  const { id } = await depositOne(kit, spaceId, { own: true, authorIds: [], replaces: secret })
  const read = async (visitor: Visitor) => {
    const visit = { ...visitor, space: { objectId: id }, act: 'read-document', documentId: id } as const
    const { value } = await kit.door.open(visit, async (opened) =>
      opened.require(await opened.vault.findDocument(id)).open(),
    )
    return { title: value.title, replaces: value.relatesTo.map(({ targetId }) => targetId) }
  }
  assert.deepEqual(await read(parent), { title: 'Titre', replaces: [] })
  const change = { ...parent, space: { objectId: id }, act: 'change-document', documentId: id } as const
  await kit.door.open(change, ({ vault }) => vault.sayOtherwise(id, saying))
  assert.deepEqual(await read(parent), { title: 'Autrement', replaces: [] })
  assert.deepEqual(await read(holder(spaceId)), { title: 'Autrement', replaces: [secret] })
})
