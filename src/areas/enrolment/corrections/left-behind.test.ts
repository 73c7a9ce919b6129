import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { saveHome } from '../../../../scenarios/faults/support/saved-home.ts'
import { approved, depositFor, holderOf, readableBy } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import { at } from '../../../../tests/support/json-path.ts'
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

const { someone, merge, undo } = createMerging(() => installation, 9000)

/** Everything that the keys of one space open: titles of its rows, and how many objects lie in the store for it. */
const openedWithKeysOf = async (spaceId: string) => {
  const { tables, objects } = await saveHome(installation)
  const keys = await installation.carnet.keys.spaceKeys(spaceId)
  const rowsOf = (table: string) => (tables[table] ?? []).filter((row) => at(row, 'space_id') === spaceId)
  const open = (table: string, column: string) =>
    rowsOf(`vault.${table}`).map((row) => {
      const place = { table, column, version: 1, rowId: String(at(row, 'id')) }
      return keys.openField(place, Buffer.from(String(at(row, column)).slice(2), 'hex')).toString()
    })
  const names = rowsOf('vault.blob').map((row) => String(at(row, 'object_name')))
  return {
    text: [...open('document', 'details'), ...open('submission', 'details'), ...open('legacy_history', 'sealed')].join(
      '\n',
    ),
    objects: names.filter((name) => Object.keys(objects).some((path) => path.includes(name))).length,
  }
}

const erase = async ({ personId }: Someone): Promise<void> => {
  const { lives } = installation.carnet.enrolment
  const step = { personId, visitor: approved.asked, channel: 'counter' } as const
  await lives.close(step)
  await lives.requestErasure(step)
  await installation.database.owner.query({
    text: `update enrolment.person set due_at = now() - interval '1 day' where id = $1`,
    values: [personId],
  })
  assert.ok((await lives.runDue(100)) > 0)
}

const keysLeft = async (...persons: Someone[]): Promise<number> => {
  const text = 'select from keys.space_key where space_id = any($1::uuid[])'
  const values = [persons.map(({ spaceId }) => spaceId)]
  return (await installation.database.owner.query({ text, values })).length
}

const timePasses = (id: string): Promise<unknown> =>
  installation.database.owner.query({
    text: `update enrolment.correction set reversible_until = now() - interval '1 day' where id = $1`,
    values: [id],
  })

const flaws = async (): Promise<unknown[]> => {
  const owner = journalOwner(installation.database.owner)
  return (await verifyJournal({ owner, keys: installation.carnet.keys })).flaws
}

const idsIn = async ({ spaceId }: Someone): Promise<Map<string, string>> => {
  const page = await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, { count: 100 })
  return new Map(page.entries.map(({ uniqueId, id }) => [uniqueId, id]))
}

const splitOne = async (from: Someone, to: Someone, uniqueId: string) =>
  corrections.split(approved, {
    fromId: from.personId,
    toId: to.personId,
    documentIds: [(await idsIn(from)).get(uniqueId) ?? ''],
  })

test('a split that can no longer be taken back leaves nothing under the key of the space it came from', async () => {
  const [a, b] = [await someone(), await someone()]
  const mine = await depositFor(installation, a.ins, { title: 'Titre de A' })
  const theirs = await depositFor(installation, a.ins, { title: 'Canari de B' })
  const { id } = await splitOne(a, b, theirs)
  await corrections.sweepAway()
  const kept = await openedWithKeysOf(a.spaceId)
  assert.match(kept.text, /Canari de B/, 'control: until its day it can be taken back')
  assert.equal(kept.objects, 2)
  await timePasses(id)
  assert.equal(await corrections.sweepAway(), 1)
  assert.equal(await corrections.sweepAway(), 0)
  const left = await openedWithKeysOf(a.spaceId)
  assert.doesNotMatch(left.text, /Canari de B/)
  assert.match(left.text, /Titre de A/)
  assert.equal(left.objects, 1)
  assert.deepEqual(await readableBy(installation, a.spaceId), [mine])
  assert.deepEqual(await readableBy(installation, b.spaceId), [theirs])
  const { lines } = await installation.carnet.history.readHistory(holderOf(a.spaceId), a.spaceId, { who: 'others' })
  assert.equal(lines[0]?.act, 'drop-documents')
  assert.deepEqual(await flaws(), [])
})

test('an undone merge, its day over, leaves no copy and no history of the other', async () => {
  const [a, b] = [await someone(), await someone()]
  const own = await depositFor(installation, a.ins)
  const other = await depositFor(installation, b.ins, { title: 'Canari de B' })
  const { id } = await merge(a, b)
  await undo(id)
  const kept = await openedWithKeysOf(a.spaceId)
  assert.match(kept.text, /Canari de B[^]*"accesses"/)
  await timePasses(id)
  await corrections.sweepAway()
  const left = await openedWithKeysOf(a.spaceId)
  assert.doesNotMatch(left.text, /Canari de B|"accesses"/)
  assert.equal(left.objects, 1)
  assert.deepEqual(await readableBy(installation, a.spaceId), [own])
  assert.deepEqual(await readableBy(installation, b.spaceId), [other])
})

test('what was moved on by a later correction stays for as long as that one can be taken back', async () => {
  const [a, b] = [await someone(), await someone()]
  const wandering = await depositFor(installation, a.ins)
  const first = await splitOne(a, b, wandering)
  await splitOne(b, a, wandering)
  const third = await splitOne(a, b, wandering)
  await timePasses(first.id)
  await corrections.sweepAway()
  await undo(third.id)
  assert.deepEqual(await readableBy(installation, a.spaceId), [wandering])
})

test('whoever is erased before that day takes along what lies in the other’s space', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, { title: 'Titre de A' })
  const theirs = await depositFor(installation, a.ins, { title: 'Canari de B' })
  const { id } = await splitOne(a, b, theirs)
  await erase(b)
  await installation.mails()
  const left = await openedWithKeysOf(a.spaceId)
  assert.doesNotMatch(left.text, /Canari de B/)
  assert.equal(left.objects, 1)
  assert.equal((await problemOf(undo(id))).reason, 'correction-erased')
  assert.deepEqual(await flaws(), [])
})

test('whoever hands over and is erased leaves the other what is theirs', async () => {
  const [a, b] = [await someone(), await someone()]
  const theirs = await depositFor(installation, a.ins)
  await splitOne(a, b, theirs)
  await erase(a)
  await installation.mails()
  assert.deepEqual(await readableBy(installation, b.spaceId), [theirs])
})

test('of three merged one into the next, none keeps a key when the last is erased', async () => {
  const [a, b, c] = [await someone(), await someone(), await someone()]
  await depositFor(installation, a.ins)
  await merge(b, a)
  await merge(c, b)
  await erase(c)
  // the merged spaces go by the queue, when the erasure they follow is committed
  assert.equal(await keysLeft(a, b), 2)
  await installation.mails()
  assert.equal(await keysLeft(a, b, c), 0)
  const { register } = installation.carnet
  for (const one of [a, b]) assert.equal((await register.findPerson(one.personId))?.spaceId, null)
  const names = await installation.database.owner.query({
    text: 'select from directory.person where space_id = any($1::uuid[])',
    values: [[a.spaceId, b.spaceId, c.spaceId]],
  })
  assert.equal(names.length, 0)
  assert.deepEqual(await flaws(), [])
})

test('one who was taken out of the survivor meanwhile keeps their space', async () => {
  const [a, b] = [await someone(), await someone()]
  const theirs = await depositFor(installation, b.ins)
  const { id } = await merge(a, b)
  const { lives } = installation.carnet.enrolment
  const remains = { personId: a.personId, merged: b.personId, corrections: id }
  await undo(id)
  await lives.eraseRemains({ ...remains, corrections: '' })
  assert.equal(await keysLeft(a, b), 2)
  assert.deepEqual(await readableBy(installation, b.spaceId), [theirs])
})
