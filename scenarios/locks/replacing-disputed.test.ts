import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { supersedeDocuments } from '../../src/areas/documents/supersede-documents.ts'
import { problemOf } from '../../tests/support/problem-of.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'
import { quarantineOne } from './quarantine-one.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

test('a disputed document is replaced by nobody, its author neither: a new version would come in unasked', async () => {
  const spaceId = await kit.foundSpace([])
  const { id } = await depositOne(kit, spaceId, { authorIds: ['author'] })
  const visit = { ...professional('author'), space: { spaceId }, act: 'deposit-document' } as const
  const patient = { system: '', value: '' }
  const submission = { patient, documents: [], supersedes: [id], messageHash: Buffer.alloc(32) }
  const replace = () => kit.door.open(visit, (opened) => supersedeDocuments(opened, submission, { own: false }))
  await quarantineOne(kit, holder(spaceId), id)
  assert.equal((await problemOf(replace())).reason, 'replaced-document-disputed')
  await kit.door.open({ ...visit, act: 'deposit-document' }, ({ vault }) =>
    vault.updateState(id, { quarantined: false }),
  )
  await replace()
})
