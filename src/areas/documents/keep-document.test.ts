import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import type { Visitor } from '../../access/types.ts'
import type { OpenedEntry } from '../../journal/read.ts'
import { createKeepDocument } from './keep-document.ts'

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

const newMinor = (): Promise<string> =>
  kit.foundSpace([
    { partyId: 'parent', kind: 'representative', until: '2035-01-01T00:00:00.000Z' },
    { partyId: 'treating', kind: 'treating-doctor' },
  ])

const linesOf = async (visitor: Visitor, spaceId: string): Promise<OpenedEntry[]> => {
  const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
  return (await kit.door.open(visit, (opened) => opened.readEntries({ limit: 100 }))).value
}

test('only the line of the deposit is left out: a deposit of another space names none of this journal', async () => {
  const spaceId = await newMinor()
  const seen = await linesOf(parent, spaceId)
  const [founding] = seen.toReversed()
  assert.ok(founding)
  const { id } = await depositOne(kit, spaceId, { receiptOf: { n: founding.n, hash: '00'.repeat(32) } })
  await createKeepDocument(kit.door)(holder(spaceId), id)
  assert.ok((await linesOf(parent, spaceId)).some(({ n }) => n === founding.n))
})

test('a professional reads the lines of what a minor keeps only where they see the minor alone', async () => {
  const spaceId = await newMinor()
  const { id } = await depositOne(kit, spaceId)
  const doctor = professional('treating')
  const look = { ...doctor, space: { objectId: id }, act: 'read-document', documentId: id } as const
  await kit.door.open(look, async ({ vault, require }) => require(await vault.findDocument(id)))
  const tells = async (visitor: Visitor): Promise<boolean> =>
    (await linesOf(visitor, spaceId)).some(({ documentId }) => documentId === id)
  assert.equal(await tells(doctor), true)
  await createKeepDocument(kit.door)(holder(spaceId), id)
  assert.deepEqual([await tells(parent), await tells(doctor)], [false, false])
  assert.deepEqual([await tells({ ...doctor, secretVisit: true }), await tells(holder(spaceId))], [true, true])
})
