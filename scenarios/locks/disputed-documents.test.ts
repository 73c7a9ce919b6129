import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, professional, visibilityRules, type DoorKit } from './door-kit.ts'
import { problemOf } from '../../tests/support/problem-of.ts'
import type { Visitor } from '../../src/access/types.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import { createReadDocument } from '../../src/areas/documents/read-document.ts'
import { createUpdateDocument } from '../../src/areas/documents/update-document.ts'
import { hasLeft } from '../../src/areas/disputes/has-left.ts'
import { createNoteWithdrawn } from '../../src/areas/disputes/note-withdrawn.ts'
import { createDisputeRoom } from '../../src/areas/disputes/create-room.ts'

let kit: DoorKit
let room: ReturnType<typeof createDisputeRoom>
let list: ReturnType<typeof createListDocuments>
let update: ReturnType<typeof createUpdateDocument>
before(async () => {
  kit = await openDoorKit()
  const clock = fixedClock('2026-11-20T09:00:00.000Z')
  const dayOf = (at: string): string => at.slice(0, 10)
  const { door, keys } = kit
  const database = kit.database.app
  room = createDisputeRoom({ door, keys, database, clock, dayOf, staffRooms: { enter: async () => 'staff' } })
  list = createListDocuments({ door, reference: createReference() })
  const noteWithdrawn = createNoteWithdrawn({ clock, dayOf })
  const locator = { findUniqueId: async () => [] }
  update = createUpdateDocument({ door, locator, visibilityRules, mayList: async () => true, noteWithdrawn, hasLeft })
})
after(() => kit.close())

const staff: Visitor = {
  actor: { kind: 'staff', id: 'fatima', name: 'Fatima OUMAROU', roles: ['operator'] },
  authLevel: 'high',
  origin: { channel: 'pages' },
}
const parent: Visitor = {
  actor: { kind: 'representative', id: 'a-parent', name: 'Un parent' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}
const author = professional('author')

/** A space with two documents of an author, open to the treating doctor, a nurse and a parent. */
const begin = async () => {
  const until = '2030-01-01T00:00:00.000Z'
  const spaceId = await kit.foundSpace([
    { partyId: 'doctor', kind: 'treating-doctor' },
    { partyId: 'nurse', kind: 'care-team' },
    { partyId: 'urgent', kind: 'break-glass', until },
    { partyId: 'a-parent', kind: 'representative', until },
  ])
  const { id } = await depositOne(kit, spaceId, { authorIds: ['author'] })
  const other = await depositOne(kit, spaceId, { authorIds: ['author'] })
  const me = holder(spaceId)
  const dispute = (kind: string, note = '') => room.disputes.dispute(me, { documentId: id, kind, note })
  return { spaceId, id, other: other.id, me, dispute }
}

const others = ['doctor', 'nurse', 'urgent'].map((id) => professional(id))

/** What a visitor finds: whether the list and its count hold the document, and whether it opens. */
const finds = async (visitor: Visitor, { spaceId, id }: { spaceId: string; id: string }) => {
  const { entries, total } = await list(visitor, { spaceId }, {})
  const opens = await createReadDocument(kit.door)(visitor, id).then(
    () => true,
    () => false,
  )
  return [entries.some((entry) => entry.id === id), total, opens]
}

const inspect = async (text: string, spaceId: string): Promise<Record<string, unknown>[]> =>
  kit.database.owner.query({ text, values: [spaceId] })

test('at once a disputed document is there for its holder and its author alone; taken back, it is as before', async () => {
  const at = await begin()
  for (const visitor of [...others, parent]) assert.deepEqual(await finds(visitor, at), [true, 2, true])
  const { id, number } = await at.dispute('not-mine', 'Ce n’est pas mon nom')
  assert.match(number, /^[0-9A-F]{4}-[0-9A-F]{4}$/)
  for (const visitor of [...others, parent])
    assert.deepEqual(await finds(visitor, at), [false, 1, false], visitor.actor.id)
  for (const visitor of [at.me, author]) assert.deepEqual(await finds(visitor, at), [true, 2, true])
  assert.equal((await problemOf(at.dispute('wrong'))).reason, 'dispute-made')
  await room.disputes.takeBack(at.me, id)
  for (const visitor of [...others, parent]) assert.deepEqual(await finds(visitor, at), [true, 2, true])
  assert.equal((await problemOf(room.disputes.takeBack(at.me, id))).reason, 'dispute-over')
  await at.dispute('wrong')
})

test('nobody else disputes, and nothing but what is in one’s own space', async () => {
  const [mine, theirs] = [await begin(), await begin()]
  const asked = { documentId: theirs.id, kind: 'not-mine', note: '' }
  assert.equal((await problemOf(room.disputes.dispute(mine.me, asked))).reason, 'document-not-open')
  for (const visitor of [parent, author, professional('doctor')])
    assert.equal((await problemOf(room.disputes.dispute(visitor, asked))).reason, 'act-not-yours')
  const { id } = await theirs.dispute('not-mine')
  assert.equal((await problemOf(room.disputes.takeBack(mine.me, id))).reason, 'dispute-over')
  assert.equal((await problemOf(theirs.dispute('other'))).reason, 'dispute-kind-missing')
})

test('what is told of a case is sealed, and a parent reads nothing of it in the history', async () => {
  const at = await begin()
  await at.dispute('not-mine', 'Ce n’est pas mon nom')
  const [row] = await inspect('select * from dispute.dispute_case where space_id = $1', at.spaceId)
  assert.doesNotMatch(JSON.stringify({ ...row, details: String(row?.['details']) }), /nom|Lab/)
  const entries = await inspect(
    `select audience from journal.entry where space_id = $1 and act = 'dispute-document'`,
    at.spaceId,
  )
  assert.deepEqual(entries, [{ audience: 'hidden-from-representatives' }])
})

test('whatever its author does with a disputed document, a parent reads none of it', async () => {
  const at = await begin()
  const { id } = await at.dispute('not-mine', 'Ce n’est pas mon nom')
  await room.disputedDeposits.find(author, id)
  await room.disputedDeposits.answer(author, id, 'Suivi pour diabète')
  await update(author, { id: at.id }, { status: 'entered-in-error', why: 'Homonyme, diabète' })
  const audiences = async (documentId: string) =>
    (
      await inspect(
        `select distinct audience from journal.entry where space_id = $1 and document_id = '${documentId}' and act <> 'deposit-document'`,
        at.spaceId,
      )
    ).map(({ audience }) => audience)
  assert.deepEqual(await audiences(at.id), ['hidden-from-representatives'])
  await update(author, { id: at.other }, { status: 'entered-in-error', why: 'doublon' })
  assert.deepEqual(await audiences(at.other), ['main'])
})

test('nor a look at its bytes under their own id', async () => {
  const at = await begin()
  const read = createReadDocument(kit.door)
  const { blobId } = await read(at.me, at.id)
  const { id } = await at.dispute('wrong')
  const looks = async () => {
    await read(at.me, blobId)
    const text = `select audience from journal.entry where space_id = $1 and document_id = '${blobId}'`
    return (await inspect(text, at.spaceId)).map(({ audience }) => audience)
  }
  assert.deepEqual(await looks(), ['hidden-from-representatives'])
  await room.disputes.takeBack(at.me, id)
  assert.deepEqual((await looks()).toSorted(), ['hidden-from-representatives', 'main'])
})

test('its author reads what is said and answers; another author finds no such case', async () => {
  const at = await begin()
  const { id } = await at.dispute('not-mine', 'Ce n’est pas mon nom')
  assert.deepEqual(await room.disputedDeposits.list(professional('nurse')), [])
  assert.equal((await problemOf(room.disputedDeposits.find(professional('nurse'), id))).reason, 'dispute-unknown')
  const { dispute } = await room.disputedDeposits.find(author, id)
  assert.deepEqual([dispute.note, dispute.state, dispute.openers], ['Ce n’est pas mon nom', 'asked', []])
  assert.equal((await problemOf(room.disputedDeposits.answer(author, id, ' '))).reason, 'dispute-answer-missing')
  await room.disputedDeposits.answer(author, id, 'Vu le 3 mars au cabinet')
  const [own] = await room.disputes.listOwn(at.me)
  assert.deepEqual([own?.state, own?.answer], ['answered', 'Vu le 3 mars au cabinet'])
  assert.deepEqual(await finds(professional('doctor'), at), [false, 1, false])
})

test('withdrawn by its author it is gone for the holder too, and the author reads who had opened it', async () => {
  const at = await begin()
  await finds(professional('doctor'), at)
  const { id } = await at.dispute('not-mine')
  await update(author, { id: at.id }, { status: 'entered-in-error', why: 'erreur' })
  assert.deepEqual(await finds(at.me, at), [false, 1, false])
  const { dispute } = await room.disputedDeposits.find(author, id)
  assert.deepEqual([dispute.state, dispute.openers.map(({ name }) => name)], ['withdrawn', ['Docteur doctor']])
  assert.deepEqual(
    (await room.disputes.listOwn(at.me)).map(({ state }) => state),
    ['withdrawn'],
  )
})

test('what left at the end of a case is not listed again by its author; a plain withdrawal may be taken back', async () => {
  const [disputed, recalled, decided] = [await begin(), await begin(), await begin()]
  const again = (id: string) => update(author, { id }, { status: 'current' })
  await disputed.dispute('not-mine')
  await update(author, { id: disputed.id }, { status: 'entered-in-error', why: 'erreur' })
  await update(author, { id: recalled.id }, { status: 'entered-in-error', why: 'erreur', wrongPerson: true })
  await room.disputeDesk.decide(staff, (await decided.dispute('wrong')).id, 'withdrawn')
  for (const at of [disputed, recalled, decided]) {
    assert.equal((await problemOf(again(at.id))).reason, 'document-has-left')
    for (const visitor of [at.me, parent, ...others]) assert.deepEqual(await finds(visitor, at), [false, 1, false])
  }
  await update(author, { id: disputed.other }, { status: 'entered-in-error', why: 'doublon' })
  await again(disputed.other)
  assert.deepEqual((await list(disputed.me, disputed, {})).total, 1)
})

test('an author who finds out first recalls it: holder and author read what happened, and a plain withdrawal says nothing', async () => {
  const at = await begin()
  await finds(professional('nurse'), at)
  await update(author, { id: at.other }, { status: 'entered-in-error', why: 'doublon' })
  assert.deepEqual(await room.disputes.listOwn(at.me), [])
  await update(author, { id: at.id }, { status: 'entered-in-error', why: 'erreur', wrongPerson: true })
  const [own] = await room.disputes.listOwn(at.me)
  assert.deepEqual([own?.kind, own?.state], ['recalled', 'withdrawn'])
  const { dispute } = await room.disputedDeposits.find(author, own?.id ?? '')
  assert.deepEqual(
    dispute.openers.map(({ name }) => name),
    ['Docteur nurse'],
  )
  const notices = await inspect('select kind from platform.outbox where space_id = $1', at.spaceId)
  assert.ok(notices.some(({ kind }) => kind === 'notice-answer'))
})

test('a notice of its arrival that was not sent goes with the only document it told of', async () => {
  const at = await begin()
  const queue = `insert into platform.outbox (space_id, id, kind) values ($1, gen_random_uuid(), 'notice-deposit')`
  const waiting = async () =>
    (await inspect(`select from platform.outbox where space_id = $1 and kind = 'notice-deposit'`, at.spaceId)).length
  await inspect(queue, at.spaceId)
  await update(author, { id: at.id }, { status: 'entered-in-error', wrongPerson: true })
  assert.equal(await waiting(), 1, 'the other document still is news')
  await update(author, { id: at.other }, { status: 'entered-in-error', wrongPerson: true })
  assert.equal(await waiting(), 0)
})

test('the operator decides without seeing whose it is: it stays as before, or leaves', async () => {
  const [kept, gone] = [await begin(), await begin()]
  await finds(professional('doctor'), gone)
  const [stays, leaves] = [await kept.dispute('not-mine', 'à moi'), await gone.dispute('not-mine', 'pas à moi')]
  const shown = await room.disputeDesk.find(staff, stays.id)
  assert.deepEqual([shown.partyName, shown.note, shown.openers], ['Lab', undefined, []])
  await room.disputeDesk.decide(staff, stays.id, 'kept')
  assert.deepEqual(await finds(professional('doctor'), kept), [true, 2, true])
  await room.disputeDesk.decide(staff, leaves.id, 'withdrawn')
  for (const visitor of [gone.me, parent, ...others]) assert.deepEqual(await finds(visitor, gone), [false, 1, false])
  assert.deepEqual(
    (await room.disputeDesk.find(staff, leaves.id)).openers.map(({ name }) => name),
    ['Docteur doctor'],
  )
  assert.equal((await problemOf(room.disputeDesk.decide(staff, leaves.id, 'kept'))).reason, 'dispute-over')
  for (const visitor of [gone.me, author])
    assert.notEqual(
      (
        await problemOf(
          kit.door.open({ ...visitor, space: { spaceId: gone.spaceId }, act: 'settle-dispute' }, async () => {}),
        )
      ).kind,
      'fault',
    )
})
