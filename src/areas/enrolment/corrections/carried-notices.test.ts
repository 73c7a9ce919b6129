import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ageDeposits } from '../../../../tests/support/age-deposits.ts'
import { depositFor, holderOf, software } from '../../../../tests/support/corrections-bench.ts'
import { objectIn } from '../../../../tests/support/objection-row.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'

// Right: what a date tells somebody is told once, where their space is by then.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 26_000)

/** What is queued for later in a space, in the order of its dates. */
const queued = async ({ spaceId }: Someone): Promise<{ id: string; kind: string; due_at: string }[]> =>
  installation.database.owner.query({
    text: `select id, kind, due_at from platform.outbox where space_id = $1 and due_at > now() + interval '1 hour' order by due_at`,
    values: [spaceId],
  })

const kindsIn = async (one: Someone): Promise<string[]> => (await queued(one)).map(({ kind }) => kind)

const makeDue = (): Promise<unknown> =>
  installation.database.owner.query({ text: `update platform.outbox set due_at = now()` })

const mailsTo = async ({ n }: Someone): Promise<number> =>
  (await installation.mails()).filter((mail) => mail.includes(`p${n}@example.org`)).length

const idsIn = async ({ spaceId }: Someone): Promise<string[]> => {
  const text = `select l.id from directory.locator l join directory.unique_id_locator u on u.document_id = l.id
    where l.space_id = $1 and u.space_id = $1 and l.withheld_since is not null order by l.id`
  const rows = await installation.database.owner.query<{ id: string }>({ text, values: [spaceId] })
  return rows.map(({ id }) => id)
}

const acts = ['notice-withheld', 'withheld-opened']

test('what is told of a withheld document is told by the one space, at its date; undone, by the other', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins, { withheld: true })
  const begun = await queued(b)
  const { id } = await merge(a, b)
  assert.deepEqual([await queued(a), await queued(b)], [begun, []])
  await undo(id)
  assert.deepEqual([await queued(a), await queued(b)], [[], begun])
})

test('told before, it is not told again by the space that it comes to, nor when that is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins, { withheld: true })
  await ageDeposits(installation.database.owner, b.spaceId, 20)
  await makeDue()
  await installation.mails()
  const [ofA, ofB] = [await mailsTo(a), await mailsTo(b)]
  const { id } = await merge(a, b)
  await makeDue()
  assert.deepEqual([await mailsTo(a), await mailsTo(b)], [ofA, ofB])
  await undo(id)
  await makeDue()
  assert.deepEqual([await mailsTo(a), await mailsTo(b)], [ofA, ofB])
})

test('one document of both, withheld in the other: told of once, under the id that it has here', async () => {
  const [a, b] = [await someone(), await someone()]
  const uniqueId = await depositFor(installation, a.ins)
  await depositFor(installation, b.ins, { uniqueId, withheld: true })
  const { id } = await merge(a, b)
  assert.deepEqual([await kindsIn(a), await kindsIn(b)], [acts, []])
  const [documentId = ''] = await idsIn(a)
  await installation.carnet.documents.updateDocument(software, { id: documentId }, { visibility: { withheld: false } })
  await installation.mails()
  assert.deepEqual(await kindsIn(a), [], 'announced, no date tells of it')
  await undo(id)
  assert.deepEqual([await kindsIn(a), await kindsIn(b)], [[], acts])
})

test('what was withdrawn before is told of by nobody after', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins, { withheld: true })
  const [id = ''] = await idsIn(b)
  await installation.carnet.documents.updateDocument(software, { id }, { status: 'entered-in-error' })
  await merge(a, b)
  assert.deepEqual([await kindsIn(a), await kindsIn(b)], [[], []])
})

test('what an objection sets aside on the way is told of by nobody, until it stands again', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, { withheld: true })
  await depositFor(installation, b.ins, { withheld: true })
  const answered = { outcome: 'accepted', answeredAt: '2026-11-20T10:00:00Z' } as const
  await objectIn(installation, b.spaceId, answered)
  const { id } = await merge(a, b)
  assert.deepEqual([await kindsIn(a), await kindsIn(b)], [[], []])
  await undo(id)
  assert.deepEqual([await kindsIn(a), await kindsIn(b)], [acts, acts])
})

const petit = '810000001023'
const offer = { scope: { kind: 'everything' }, duration: 'three-months' } as const

test('that a permission ends is told once, by the space in which it goes on; undone, by the one it came from', async () => {
  const [a, b] = [await someone(), await someone()]
  const { permissions } = installation.carnet
  await permissions.givePermission(holderOf(b.spaceId), b.spaceId, { ...offer, partyId: petit })
  await permissions.shareByCode(holderOf(b.spaceId), b.spaceId, offer)
  const begun = await queued(b)
  assert.equal(begun.length, 2)
  const { id } = await merge(a, b)
  assert.deepEqual([await queued(a), await queued(b)], [begun, []])
  const [first] = begun
  await permissions.endPermission(holderOf(a.spaceId), a.spaceId, first?.id ?? '')
  assert.equal((await queued(a)).length, 1, 'stopped by the holder, who knows')
  await undo(id)
  assert.deepEqual([await queued(a), await queued(b)], [[], begun.slice(1)])
})

test('of a permission that a block keeps out nobody is told while the merge stands', async () => {
  const [a, b] = [await someone(), await someone()]
  const { permissions } = installation.carnet
  await permissions.givePermission(holderOf(b.spaceId), b.spaceId, { ...offer, partyId: petit })
  await permissions.blockProfessional(holderOf(a.spaceId), a.spaceId, petit)
  const begun = await queued(b)
  const { id } = await merge(a, b)
  assert.deepEqual([await queued(a), await queued(b)], [[], []])
  await undo(id)
  assert.deepEqual([await queued(a), await queued(b)], [[], begun])
  const { id: again } = await merge(a, b)
  const [ofA, ofB] = [await mailsTo(a), await mailsTo(b)]
  await makeDue()
  assert.deepEqual([await mailsTo(a), await mailsTo(b)], [ofA, ofB])
  await undo(again)
})
