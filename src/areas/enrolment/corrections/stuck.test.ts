import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  holderOf,
  inventedIns,
  openInvented,
  readableBy,
  registerInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { correctionsBehind, doorOf, ended, failingDoor } from '../../../../tests/support/failing-door.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Door } from '../../../access/door.ts'
import { journalOwner, verifyJournal } from '../../../journal/verify.ts'
import type { LogFields } from '../../../platform/log.ts'
import type { Corrections } from './types.ts'

let installation: Installation
let corrections: Corrections
let soundDoor: Door
const told: { event: string; fields: LogFields }[] = []
before(async () => {
  const note = (event: string, fields: LogFields = {}): void => void told.push({ event, fields })
  installation = await openInstallation({ examples: false, log: { info: note, warn: note, error: note } })
  corrections = installation.carnet.enrolment.corrections
  soundDoor = await doorOf(installation)
})
after(() => installation.close())

let next = 11_000
const someone = async () => {
  next += 1
  return { ins: inventedIns(next), ...(await openInvented(installation, next)) }
}
type Someone = Awaited<ReturnType<typeof someone>>

const idsOf = async ({ spaceId }: Someone): Promise<string[]> =>
  (await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})).entries.map(({ id }) => id)

/** Begins a correction and falls after so many visits; gives what the list then says of it. */
const stoppedAfter = async (visits: number, begin: (one: Corrections) => Promise<unknown>) => {
  const door = failingDoor(soundDoor, { visits, when: 'after' })
  assert.equal(await ended(begin(correctionsBehind(installation, door))), false)
  const [row] = await corrections.list(1)
  assert.equal(row?.state, 'running')
  return row?.id ?? ''
}

const close = ({ personId }: Someone): Promise<unknown> =>
  installation.carnet.enrolment.lives.close({ personId, visitor: approved.asked, channel: 'counter' })

const isFree = async (...persons: string[]): Promise<void> => {
  for (const personId of persons) {
    const traits = { birthFamily: `LIBRE ${'ABCDEFG'.charAt(next % 7)}` }
    assert.equal((await corrections.correctTraits(approved, { personId, traits })).state, 'done')
  }
}

test('a target that refuses between the request and the copy: the split ends, its reason kept, both persons free', async () => {
  const from = await someone()
  next += 1
  const toId = await registerInvented(installation, next)
  const mine = await depositFor(installation, from.ins)
  const change = { fromId: from.personId, toId, documentIds: await idsOf(from) }
  // the space in which they would wait is founded, and the refusal destroys it before anything is copied
  const id = await stoppedAfter(0, (one) => one.split(approved, change))
  await installation.carnet.enrolment.lives.oppose({ personId: toId, visitor: approved.asked, channel: 'counter' })
  assert.equal((await problemOf(corrections.resume(id))).reason, 'correction-target-shut')
  const row = await corrections.find(id)
  assert.deepEqual([row.state, row.ended], ['undone', 'correction-target-shut'])
  assert.deepEqual(await readableBy(installation, from.spaceId), [mine])
  assert.equal((await corrections.resume(id)).state, 'undone')
  await isFree(from.personId, toId)
})

test('a target that closes half way: what was copied is taken back, the originals stand', async () => {
  const [from, to] = [await someone(), await someone()]
  const uniqueIds: string[] = []
  for (let n = 0; n < 25; n += 1) uniqueIds.push(await depositFor(installation, from.ins))
  const change = { fromId: from.personId, toId: to.personId, documentIds: await idsOf(from) }
  const id = await stoppedAfter(3, (one) => one.split(approved, change))
  assert.equal((await readableBy(installation, to.spaceId)).length, 20)
  await close(to)
  assert.equal((await problemOf(corrections.resume(id))).reason, 'wrong-moment')
  assert.equal((await corrections.find(id)).state, 'undone')
  assert.deepEqual(await readableBy(installation, from.spaceId), uniqueIds.toSorted())
  await installation.carnet.enrolment.lives.reopen({
    personId: to.personId,
    visitor: approved.asked,
    channel: 'counter',
  })
  assert.deepEqual(await readableBy(installation, to.spaceId), [])
  await isFree(from.personId, to.personId)
})

test('a survivor that closes before everything is there: the other’s space opens again as it was', async () => {
  const [a, b] = [await someone(), await someone()]
  const theirs = await depositFor(installation, b.ins)
  const id = await stoppedAfter(0, (one) => one.merge(approved, { survivorId: a.personId, otherId: b.personId }))
  assert.deepEqual(await readableBy(installation, b.spaceId), [])
  await close(a)
  assert.equal((await problemOf(corrections.resume(id))).reason, 'wrong-moment')
  const row = await corrections.find(id)
  assert.deepEqual([row.state, row.ended], ['undone', 'wrong-moment'])
  assert.deepEqual(await readableBy(installation, b.spaceId), [theirs])
  await isFree(a.personId, b.personId)
})

test('the sweep says which one it could not go on with, and why', async () => {
  const [from, to] = [await someone(), await someone()]
  await depositFor(installation, from.ins)
  const change = { fromId: from.personId, toId: to.personId, documentIds: await idsOf(from) }
  const id = await stoppedAfter(0, (one) => one.split(approved, change))
  await close(to)
  await installation.database.owner.query({
    text: `update enrolment.correction set updated_at = updated_at - interval '1 hour' where id = $1`,
    values: [id],
  })
  assert.equal(await corrections.resumeAll(), 0)
  const said = told.find(({ event, fields }) => event === 'correction-stopped' && fields.requestId === id)
  assert.equal(said?.fields.reason, 'wrong-moment')
  assert.equal((await corrections.find(id)).state, 'undone')
})

test('an identity that somebody wrote anew while it was taken back stands, and the person is free', async () => {
  const a = await someone()
  const { id } = await corrections.correctTraits(approved, { personId: a.personId, traits: { birthFamily: 'PREMIER' } })
  const door = failingDoor(soundDoor, { visits: 0, when: 'before' })
  assert.equal(await ended(correctionsBehind(installation, door).undo(approved, id)), false)
  await installation.database.owner.query({
    text: `update enrolment.identity set sealed = sealed || '\\x00'::bytea where person_id = $1`,
    values: [a.personId],
  })
  assert.equal((await problemOf(corrections.resume(id))).reason, 'correction-later-stands')
  assert.deepEqual(
    [(await corrections.find(id)).state, (await corrections.find(id)).ended],
    ['done', 'correction-later-stands'],
  )
  const owner = journalOwner(installation.database.owner)
  assert.deepEqual((await verifyJournal({ owner, keys: installation.carnet.keys })).flaws, [])
})
