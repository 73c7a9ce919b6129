import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Problem } from '../../src/platform/problem.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const reasonOf = (expected: string) => (error: unknown) => error instanceof Problem && error.reason === expected

test('a visitor with a tie looks, and an entry is written first', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const visit = { ...professional('care'), space: { spaceId }, act: 'list-documents' } as const
  const { value, receipt } = await kit.door.glance(visit, ({ vault, prefilter }) =>
    vault.listDocuments({ prefilter }, { sort: 'created_at', descending: true, limit: 10 }),
  )
  assert.deepEqual(value, [])
  assert.equal(receipt.n, '2')
  const lines = await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'read-journal' }, (opened) =>
    opened.readEntries({ limit: 10 }),
  )
  assert.deepEqual(
    lines.value.map(({ act, effect, body }) => `${effect} ${act} ${body.actor.name}`),
    ['permit read-journal Dominique', 'permit list-documents Docteur care', 'permit open-space Carnet'],
  )
})

test('a stranger is refused, the refusal is written before it is told', async () => {
  const spaceId = await kit.foundSpace([])
  const visit = { ...professional('stranger'), space: { spaceId }, act: 'list-documents' } as const
  await assert.rejects(
    kit.door.glance(visit, async () => 'seen'),
    reasonOf('not-open-to-you'),
  )
  const { value } = await kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'read-journal' }, (opened) =>
    opened.readEntries({ limit: 2 }),
  )
  assert.equal(value[1]?.effect, 'refuse')
  assert.equal(value[1]?.body.reason, 'no-relation')
})
