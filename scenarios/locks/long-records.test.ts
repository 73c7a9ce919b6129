import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countedAtMost } from '../../src/areas/documents/index.ts'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

// Right: A19 of security.md §3.5, for a record too long to be counted whole at every look.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

test('up to two hundred documents are counted; of more the first page is given, and their number to whoever asks for it', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const list = createListDocuments({ door: kit.door, reference: createReference() })
  await depositOne(kit, spaceId, { copies: countedAtMost - 1 })
  const counted = await list(holder(spaceId), { spaceId }, {})
  assert.deepEqual([counted.total, counted.entries.length], [countedAtMost, 50])

  await depositOne(kit, spaceId, { hidden: true })
  const beyond = await list(holder(spaceId), { spaceId }, {})
  assert.deepEqual([beyond.total, beyond.entries.length, beyond.next !== undefined], [undefined, 50, true])
  const whole = await list(holder(spaceId), { spaceId }, { exactTotal: true })
  assert.equal(whole.total, countedAtMost + 1)

  const care = await list(professional('care'), { spaceId }, {})
  assert.equal(care.total, countedAtMost, 'what they may not see does not lengthen the record')
})
