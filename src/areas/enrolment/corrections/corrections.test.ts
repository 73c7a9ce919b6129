import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  doctor,
  holderOf,
  inventedIns,
  inventedTraits,
  openInvented,
  readableBy,
  registerInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { journalOwner, verifyJournal } from '../../../journal/verify.ts'
import type { Corrections } from './types.ts'

let installation: Installation
let corrections: Corrections
before(async () => {
  installation = await openInstallation({ examples: false })
  corrections = installation.carnet.enrolment.corrections
})
after(() => installation.close())

const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason

const flaws = async (): Promise<unknown[]> => {
  const owner = journalOwner(installation.database.owner)
  return (await verifyJournal({ owner, keys: installation.carnet.keys })).flaws
}

const merge = (survivorId: string, otherId: string) => corrections.merge(approved, { survivorId, otherId })

let next = 100
const someone = async (family?: string) => {
  next += 1
  return { n: next, ins: inventedIns(next), ...(await openInvented(installation, next, family)) }
}

test('two operators are needed, and they are two', async () => {
  const [a, b] = [await someone(), await someone()]
  const pair = { survivorId: a.personId, otherId: b.personId }
  const { asked, confirmed } = approved
  assert.equal(await reasonOf(corrections.merge({ asked, confirmed: asked }, pair)), 'correction-needs-second-person')
  assert.equal(
    await reasonOf(corrections.merge({ asked: confirmed, confirmed: asked }, pair)),
    'correction-needs-operator',
  )
  const holder = holderOf(a.spaceId)
  assert.equal(await reasonOf(corrections.merge({ asked: holder, confirmed }, pair)), 'correction-needs-operator')
  assert.equal(await reasonOf(corrections.previewSplit(confirmed, a.personId)), 'correction-needs-operator')
})

test('merged: documents, hidden marks, ties, blocks and numbers of both; undone: as before', async () => {
  const [a, b] = [await someone(), await someone()]
  const own = await depositFor(installation, a.ins)
  const other = await depositFor(installation, b.ins, { authorId: '810001', hidden: true })
  const shared = await depositFor(installation, a.ins)
  await depositFor(installation, b.ins, { uniqueId: shared })
  const { permissions, documents } = installation.carnet
  await permissions.blockProfessional(holderOf(b.spaceId), b.spaceId, '810002')
  const { id } = await merge(a.personId, b.personId)
  assert.deepEqual(await readableBy(installation, a.spaceId), [own, other, shared].toSorted())
  assert.deepEqual(await readableBy(installation, b.spaceId), [])
  const page = await documents.listDocuments(doctor('810001'), { ins: b.ins }, {})
  assert.deepEqual(
    page.entries.map(({ uniqueId, visibility }) => [uniqueId, visibility.hidden]),
    [[other, true]],
    'the author finds their own by the other number, still hidden',
  )
  const access = await permissions.listAccess(holderOf(a.spaceId), a.spaceId)
  assert.equal(access.find(({ partyId }) => partyId === '810002')?.blocked, true)
  const later = await depositFor(installation, b.ins)
  assert.ok((await readableBy(installation, a.spaceId)).includes(later), 'the old number leads to the survivor')
  assert.equal(await reasonOf(merge(a.personId, b.personId)), 'correction-wrong-state')

  await corrections.undo(approved, id)
  assert.deepEqual(await readableBy(installation, a.spaceId), [own, shared].toSorted())
  assert.deepEqual(await readableBy(installation, b.spaceId), [other, shared, later].toSorted())
  const restored = await permissions.listAccess(holderOf(a.spaceId), a.spaceId)
  assert.equal(
    restored.some(({ partyId }) => ['810001', '810002'].includes(partyId)),
    false,
  )
  const back = await depositFor(installation, b.ins)
  assert.ok((await readableBy(installation, b.spaceId)).includes(back))
  assert.equal(await reasonOf(corrections.undo(approved, id)), 'correction-not-done')
  assert.deepEqual(await flaws(), [])
})

test('what the holder hid after the merge stays hidden when it is undone', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins)
  const { id } = await merge(a.personId, b.personId)
  const { documents } = installation.carnet
  const [copy] = (await documents.listDocuments(holderOf(a.spaceId), { spaceId: a.spaceId }, {})).entries
  await documents.hideDocument(holderOf(a.spaceId), copy?.id ?? '')
  await corrections.undo(approved, id)
  const [original] = (await documents.listDocuments(holderOf(b.spaceId), { spaceId: b.spaceId }, {})).entries
  assert.equal(original?.visibility.hidden, true)
})

test('the other’s history is read beside the survivor’s, and no more after the undoing', async () => {
  const [a, b] = [await someone(), await someone()]
  const { history, documents } = installation.carnet
  await documents.listDocuments(doctor('810009'), { spaceId: b.spaceId }, {}).catch(() => {})
  const { id } = await merge(a.personId, b.personId)
  assert.equal((await history.readHistory(holderOf(a.spaceId), a.spaceId, { who: 'all' })).hasOlder, true)
  const { lines: older } = await history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  const seen = older.map(({ origin, effect, actor, act }) => [origin, effect, actor.name, act].join(' '))
  assert.ok(seen.includes('merged refuse Docteur 810009 list-documents'), seen.join('\n'))
  assert.equal(await reasonOf(history.readOlderHistory(approved.asked, a.spaceId)), 'act-not-yours')
  await corrections.undo(approved, id)
  assert.deepEqual((await history.readOlderHistory(holderOf(a.spaceId), a.spaceId)).lines, [])
})

test('a person without a space merges; their later deposits go to the survivor, and back', async () => {
  const a = await someone()
  next += 1
  const otherId = await registerInvented(installation, next)
  const ins = inventedIns(next)
  const { id } = await merge(a.personId, otherId)
  const uniqueId = await depositFor(installation, ins)
  assert.deepEqual(await readableBy(installation, a.spaceId), [uniqueId])
  await corrections.undo(approved, id)
  assert.deepEqual(await readableBy(installation, a.spaceId), [])
  const { register, enrolment } = installation.carnet
  assert.equal((await register.findPersonByIns(ins))?.id, otherId)
  await enrolment.lives.open({ personId: otherId, visitor: approved.asked, channel: 'counter' })
  const other = await register.findPerson(otherId)
  assert.deepEqual(await readableBy(installation, other?.spaceId ?? ''), [uniqueId])
})

test('an open space is never closed for one that is not', async () => {
  const b = await someone()
  next += 1
  const survivorId = await registerInvented(installation, next)
  assert.equal(await reasonOf(merge(survivorId, b.personId)), 'correction-survivor-not-open')
  assert.equal(await reasonOf(merge(b.personId, b.personId)), 'correction-same-person')
})

test('a split hands chosen documents over, and takes them back with what was hidden meanwhile', async () => {
  const [from, to] = [await someone(), await someone()]
  const mine = await depositFor(installation, from.ins)
  const theirs = await depositFor(installation, from.ins)
  const { documents } = installation.carnet
  const { entries } = await documents.listDocuments(holderOf(from.spaceId), { spaceId: from.spaceId }, {})
  const chosen = entries.find(({ uniqueId }) => uniqueId === theirs)?.id ?? ''
  const lines = await corrections.previewSplit(approved.asked, from.personId)
  assert.deepEqual(Object.keys(lines[0] ?? {}).toSorted(), ['depositedOn', 'depositor', 'documentId', 'size'])
  const change = { fromId: from.personId, toId: to.personId, documentIds: [chosen] }
  const { id } = await corrections.split(approved, change)
  assert.deepEqual(await readableBy(installation, from.spaceId), [mine])
  assert.deepEqual(await readableBy(installation, to.spaceId), [theirs])
  assert.equal((await documents.readDocument(holderOf(to.spaceId), chosen)).uniqueId, theirs, 'the same public id')
  await documents.hideDocument(holderOf(to.spaceId), chosen)
  await corrections.undo(approved, id)
  assert.deepEqual(await readableBy(installation, from.spaceId), [mine, theirs].toSorted())
  assert.deepEqual(await readableBy(installation, to.spaceId), [])
  assert.equal((await documents.readDocument(holderOf(from.spaceId), chosen)).visibility.hidden, true)
  assert.deepEqual(await flaws(), [])
})

test('the latest correction is taken back first', async () => {
  const [a, b] = [await someone(), await someone()]
  const first = await merge(a.personId, b.personId)
  const traits = inventedTraits('AUTRE')
  const second = await corrections.correctTraits(approved, { personId: a.personId, traits })
  assert.equal(await reasonOf(corrections.undo(approved, first.id)), 'correction-later-stands')
  await corrections.undo(approved, second.id)
  assert.equal((await corrections.undo(approved, first.id)).state, 'undone')
})

test('erasing the survivor erases the one who was merged: no key is left', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, b.ins)
  const { id } = await merge(a.personId, b.personId)
  const { lives } = installation.carnet.enrolment
  const step = { personId: a.personId, visitor: approved.asked, channel: 'counter' } as const
  await lives.close(step)
  await lives.requestErasure(step)
  await installation.database.owner.query({
    text: `update enrolment.person set due_at = now() - interval '1 day' where id = $1`,
    values: [a.personId],
  })
  assert.ok((await lives.runDue(100)) > 0)
  await installation.mails()
  const keys = await installation.database.owner.query({
    text: 'select from keys.space_key where space_id = any($1::uuid[])',
    values: [[a.spaceId, b.spaceId]],
  })
  assert.equal(keys.length, 0)
  assert.equal(await reasonOf(corrections.undo(approved, id)), 'correction-erased')
  assert.deepEqual(await flaws(), [])
})
