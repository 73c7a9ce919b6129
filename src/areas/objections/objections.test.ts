import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import type { Tie } from '../../access/standing-ties.ts'
import type { Visitor } from '../../access/types.ts'
import type { Party } from '../identity/index.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createObjectionDesk } from './create-desk.ts'
import { createObjections } from './create-objections.ts'
import { mayList } from './may-list.ts'
import { objectionsFile } from './objections-file.ts'
import { objectionsTo, type StandingObjection } from './rules.ts'
import type { ObjectionDesk, Objections } from './types.ts'

let kit: DoorKit
let objections: Objections
let desk: ObjectionDesk
before(async () => {
  kit = await openDoorKit()
  const clock = fixedClock('2026-11-20T09:00:00.000Z')
  const parts = { door: kit.door, database: kit.database.app, keys: kit.keys, clock }
  const room = { ...parts, dayOf: (at: string) => at.slice(0, 10) }
  const findParties = async (ids: readonly string[]): Promise<Map<string, Party>> =>
    new Map(ids.map((id) => [id, { kind: 'facility', id, name: `Lieu ${id}` }]))
  objections = createObjections({ ...room, directory: { findParties } })
  desk = createObjectionDesk({ ...room, staffRooms: { enter: async () => 'staff' } })
})
after(() => kit.close())

const staff: Visitor = {
  actor: { kind: 'staff', id: 'fatima', name: 'Fatima OUMAROU', roles: ['operator'] },
  authLevel: 'high',
  origin: { channel: 'pages' },
}
const parent: Tie = { partyId: 'a-parent', kind: 'representative', until: '2030-01-01T00:00:00.000Z' }

/** A space with two documents of the laboratory's act of a day, and one of the day after. */
const withAct = async (ties: Tie[] = []) => {
  const spaceId = await kit.foundSpace(ties)
  const of = (datedAt: string) => depositOne(kit, spaceId, { datedAt, authorIds: ['lab'] })
  const [first, second, later] = [await of('2026-11-01T10:00:00+01:00'), await of('2026-11-01'), await of('2026-11-02')]
  return { spaceId, first: first.id, second: second.id, later: later.id }
}

const currentIn = async (spaceId: string): Promise<Set<string>> => {
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'list-documents' } as const
  const page = { sort: 'created_at', descending: true, limit: 50 } as const
  const { value } = await kit.door.open(visit, ({ vault, prefilter }) =>
    vault.listDocuments({ prefilter, status: ['current'] }, page),
  )
  return new Set(value.map(({ facts }) => facts.id))
}

const mayListThere = async (spaceId: string, datedAt: string): Promise<boolean> => {
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'list-documents' } as const
  const listed = [{ parties: ['lab'], metadata: { datedAt, type } }]
  return (await kit.door.open(visit, (opened) => mayList(opened, listed))).value
}

/** What the chain that everybody reads tells of objections. */
const toldToAll = (spaceId: string): Promise<unknown[]> => {
  const text = `select act from journal.entry where space_id = $1 and audience = 'main'
    and act in ('object-to-listing', 'set-aside-documents')`
  return kit.database.owner.query({ text, values: [spaceId] })
}

const type = { system: 'http://example.org', code: 'open-type' }

const keepsOut = (...asked: Parameters<typeof objectionsTo>): boolean => objectionsTo(...asked).length > 0

test('an objection keeps out the document itself, or whatever tells the act of that source on that day, and nothing else', () => {
  const isSecret = false
  const act: StandingObjection = { scope: 'act', documentId: 'd', partyId: 'lab', actOn: '2026-11-01', isSecret }
  const one: StandingObjection = { ...act, scope: 'document' }
  const listed = {
    parties: ['nurse', 'lab'],
    metadata: { datedAt: '2026-11-03', periodStart: '2026-11-01T08:00:00Z', type },
  }
  assert.equal(keepsOut([], listed), false)
  assert.equal(keepsOut([act], listed), true)
  assert.equal(keepsOut([act], { ...listed, parties: ['other-lab'] }), false)
  assert.equal(keepsOut([act], { ...listed, metadata: { datedAt: '2026-11-02', type } }), false)
  assert.equal(keepsOut([act], { ...listed, metadata: { datedAt: '2026-11-01T23:00:00+01:00', type } }), true)
  const [payment] = objectionsFile.reimbursementTypes
  const paid = { parties: ['insurer'], metadata: { datedAt: '2026-11-01', type: payment ?? type } }
  assert.equal(keepsOut([act], paid), false, 'an adult’s objection names its source')
  assert.equal(keepsOut([{ ...act, isSecret: true }], paid), true, 'who pays tells of a minor’s act too')
  assert.equal(keepsOut([one], listed), false)
  assert.equal(keepsOut([one], { ...listed, documentId: 'd' }), true)
  assert.equal(keepsOut([one], { ...listed, documentId: 'e' }), false)
})

test('asked by an adult it waits, with a day; accepted, the whole act is set aside and kept out; once', async () => {
  const { spaceId, first, second, later } = await withAct()
  const asked = { documentId: first, scope: 'act', reason: 'protected-secret' } as const
  const { id, dueOn, outcome } = await objections.object(holder(spaceId), asked)
  assert.deepEqual([dueOn, outcome], ['2026-12-04', undefined])
  assert.equal((await problemOf(objections.object(holder(spaceId), asked))).reason, 'objection-made')
  assert.deepEqual(await currentIn(spaceId), new Set([first, second, later]))
  assert.equal(await mayListThere(spaceId, '2026-11-01'), true)
  await desk.answer(staff, id, { outcome: 'accepted' })
  assert.deepEqual(await currentIn(spaceId), new Set([later]))
  assert.deepEqual(await toldToAll(spaceId), [], 'whoever represents the holder reads nothing of it')
  assert.equal(await mayListThere(spaceId, '2026-11-01'), false)
  assert.equal(await mayListThere(spaceId, '2026-11-02'), true)
  assert.equal((await problemOf(desk.answer(staff, id, { outcome: 'accepted' }))).reason, 'objection-over')
  await objections.withdraw(holder(spaceId), id)
  assert.equal(await mayListThere(spaceId, '2026-11-01'), true)
  assert.equal((await problemOf(objections.withdraw(holder(spaceId), id))).reason, 'objection-over')
})

test('what is shown is what is matched: who deposited, whoever wrote', async () => {
  const spaceId = await kit.foundSpace([])
  const { id: documentId } = await depositOne(kit, spaceId, { writtenAt: 'Clinique qui écrit', authorIds: ['clinic'] })
  const sameDay = await depositOne(kit, spaceId, { authorIds: ['other-clinic'] })
  const { id, partyName } = await objections.object(holder(spaceId), { documentId, scope: 'act', reason: 'other' })
  assert.equal(partyName, 'Lieu lab')
  assert.equal((await desk.find(staff, id)).partyName, 'Lieu lab')
  await desk.answer(staff, id, { outcome: 'accepted' })
  assert.ok(!(await currentIn(spaceId)).has(sameDay.id), 'deposited by the same, that day')
})

test('refused with a reason of the list nothing changes, the holder reads why, and may ask again', async () => {
  const { spaceId, first, second, later } = await withAct()
  const asked = { documentId: first, scope: 'document', reason: 'other' } as const
  const { id } = await objections.object(holder(spaceId), asked)
  const unsaid = desk.answer(staff, id, { outcome: 'refused', because: 'whatever' })
  assert.equal((await problemOf(unsaid)).reason, 'objection-answer-missing')
  await desk.answer(staff, id, { outcome: 'refused', because: 'needed-for-care' })
  assert.deepEqual(await currentIn(spaceId), new Set([first, second, later]))
  const [own] = await objections.listOwn(holder(spaceId))
  assert.deepEqual([own?.outcome, own?.because], ['refused', 'needed-for-care'])
  assert.equal((await problemOf(objections.withdraw(holder(spaceId), id))).reason, 'objection-over')
  assert.notEqual((await objections.object(holder(spaceId), asked)).id, id)
})

test('a minor decides alone: it holds at once, no reason is asked, and the operator is shown nothing of it', async () => {
  const { spaceId, first, later } = await withAct([parent])
  assert.equal((await objections.prepare(holder(spaceId), first)).decidesAlone, true)
  const made = await objections.object(holder(spaceId), { documentId: first, scope: 'act', reason: '' })
  assert.deepEqual([made.outcome, made.reason, made.dueOn], ['accepted', 'minor-secret', undefined])
  assert.deepEqual(await currentIn(spaceId), new Set([later]))
  assert.equal(await mayListThere(spaceId, '2026-11-01'), false)
  assert.ok(!(await desk.list(staff)).some(({ id }) => id === made.id))
  assert.equal((await problemOf(desk.find(staff, made.id))).reason, 'objection-unknown')
  assert.deepEqual(await toldToAll(spaceId), [], 'whoever represents them reads nothing of it')
})

test('nobody objects in another’s space, nor about a document that is not theirs; a parent does not for a child', async () => {
  const [mine, other] = [await withAct(), await withAct([parent])]
  const asked = { documentId: other.first, scope: 'document', reason: 'other' } as const
  assert.equal((await problemOf(objections.object(holder(mine.spaceId), asked))).reason, 'document-not-open')
  assert.equal((await problemOf(objections.prepare(holder(mine.spaceId), 'no-id'))).reason, 'document-not-open')
  const mother: Visitor = { ...holder('a-parent'), actor: { kind: 'representative', id: 'a-parent', name: 'Claire' } }
  assert.equal((await problemOf(objections.object(mother, asked))).reason, 'act-not-yours')
  const mistaken = objections.object(holder(mine.spaceId), { ...asked, documentId: mine.first, reason: 'minor-secret' })
  assert.equal((await problemOf(mistaken)).reason, 'objection-reason-missing', 'an adult does not decide alone')
})
