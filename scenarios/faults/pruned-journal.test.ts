import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../locks/door-kit.ts'
import { ageEntries } from '../../tests/support/aged-chain.ts'
import { clockVisitor } from '../../src/areas/enrolment/index.ts'
import { writeJournalFile } from '../../src/areas/history/export-journal.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { checkJournal } from '../../src/journal/check/check-journal.ts'
import { createPublicLog, type PublicLog } from '../../src/journal/log/public-log.ts'
import { verifyLog } from '../../src/journal/log/verify-log.ts'
import { createPruning } from '../../src/journal/prune.ts'
import { journalOwner, verifyJournal } from '../../src/journal/verify.ts'

let kit: DoorKit
let log: PublicLog
const clock = fixedClock(new Date().toISOString())
before(async () => {
  kit = await openDoorKit()
  log = await createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })
})
after(() => kit.close())

const prune = (years = 10) => {
  const keptSince = (now: Date): Date => new Date(now.getTime() - years * 365.25 * 86_400_000)
  return createPruning({ database: kit.database.app, keys: kit.keys, clock, keptSince })()
}

const visit = (spaceId: string, act: 'list-documents' | 'read-journal') =>
  ({ ...holder(spaceId), space: { spaceId }, act }) as const

const sequence = async (): Promise<void> => {
  while ((await log.sequence(1_000)) > 0);
}

/** A space of so many entries, the first of which are old; all of them are in the log. */
const oldSpace = async ({ entries, old, years = 11 }: { entries: number; old: number; years?: number }) => {
  const spaceId = await kit.foundSpace([])
  for (let n = 1; n < entries; n += 1) await kit.door.glance(visit(spaceId, 'list-documents'), async () => 'seen')
  await ageEntries(kit.database.owner, spaceId, { upTo: old, years })
  await sequence()
  return spaceId
}

const numbers = async (spaceId: string): Promise<number[]> => {
  const text = 'select n::integer as n from journal.entry where space_id = $1 order by n'
  return (await kit.database.owner.query<{ n: number }>({ text, values: [spaceId] })).map(({ n }) => n)
}

const flaws = async (): Promise<string[]> => {
  const { keys, database } = kit
  const chains = await verifyJournal({ owner: journalOwner(database.owner), keys })
  const tree = await verifyLog({ owner: database.owner, keys, lateSeconds: 600 })
  return [...chains.flaws, ...tree.flaws].map(({ what }) => what)
}

const fileOf = async (spaceId: string): Promise<string> =>
  (await kit.door.open(visit(spaceId, 'read-journal'), (opened) => writeJournalFile(opened, log))).value

test('what is older than its time goes, from the first on; chains, log and the holder’s file hold as before', async () => {
  const spaceId = await oldSpace({ entries: 8, old: 5 })
  assert.equal(await prune(), 5)
  assert.equal(await prune(), 0)
  assert.deepEqual(await numbers(spaceId), [6, 7, 8])
  assert.deepEqual(await flaws(), [])
  const file = await fileOf(spaceId)
  const verdict = await checkJournal(file)
  assert.ok(verdict.holds, JSON.stringify(verdict.findings))
  assert.deepEqual([verdict.counted, verdict.logged], [4, 3])
  assert.ok(verdict.findings.some(({ what, holds }) => what === 'start' && holds))
  await log.rotateKey()
  await kit.door.glance(visit(spaceId, 'list-documents'), async () => 'seen')
  await sequence()
  assert.ok((await checkJournal(await fileOf(spaceId))).holds)
  assert.ok((await checkJournal(file)).holds, 'a file of before the rotation')
})

test('a file whose beginning is said otherwise, or by nobody, is refused', async () => {
  const spaceId = await oldSpace({ entries: 6, old: 3 })
  await prune()
  const file = await fileOf(spaceId)
  const parsed = JSON.parse(file)
  const [chain] = parsed.chains
  const { start, ...bare } = chain
  const without = (change: object) => JSON.stringify({ ...parsed, chains: [{ ...chain, ...change }] })
  assert.ok((await checkJournal(without({}))).holds)
  for (const changed of [
    JSON.stringify({ ...parsed, chains: [bare] }),
    without({ entries: chain.entries.slice(1) }),
    without({ entries: chain.entries.slice(1), start: { ...start, n: '4', hash: chain.entries[0].hash } }),
    without({ start: { ...start, n: '2' } }),
    without({ start: { ...start, hash: chain.entries[0].hash } }),
    without({ start: { ...start, note: start.note.replace('/v1', '/v2') } }),
    without({ start: { ...start, note: start.note.replace(/\d{4}-/, '1999-') } }),
    without({ start: { ...start, note: start.note.replace(/— .*/, '') } }),
    without({ start: { ...start, note: '' } }),
    without({ start: { ...start, more: '' } }),
  ]) {
    assert.equal((await checkJournal(changed)).holds, false, changed.slice(-300))
  }
})

test('an inactive space goes whole, and its next entry follows', async () => {
  const spaceId = await oldSpace({ entries: 3, old: 3 })
  assert.equal(await prune(), 3)
  assert.deepEqual(await flaws(), [])
  const file = await fileOf(spaceId)
  assert.deepEqual(await numbers(spaceId), [4])
  const verdict = await checkJournal(file)
  assert.ok(verdict.holds, JSON.stringify(verdict.findings))
  assert.deepEqual([verdict.counted, verdict.logged], [1, 0])
  await sequence()
  assert.deepEqual(await flaws(), [])
})

test('a chain whose lines are all gone ends as the others where its space is erased', async () => {
  const spaceId = await kit.foundSpace([])
  const audience = 'hidden-from-representatives'
  await kit.door.glance({ ...visit(spaceId, 'list-documents'), audience }, async () => 'seen')
  await ageEntries(kit.database.owner, spaceId, { upTo: 1, years: 11, audience })
  await sequence()
  assert.equal(await prune(), 1)
  await kit.door.open({ ...visit(spaceId, 'list-documents'), act: 'close-space' }, (opened) =>
    opened.changeState('closed'),
  )
  const erasure = { ...clockVisitor, space: { spaceId }, act: 'erase-space' } as const
  await kit.door.open(erasure, (opened) => opened.erase())
  await sequence()
  assert.deepEqual(await flaws(), [])
})

test('a younger line, one that is not in the log yet, and all behind it stay', async () => {
  const young = await oldSpace({ entries: 5, old: 2 })
  await ageEntries(kit.database.owner, young, { upTo: 0, years: 0 })
  const waiting = await kit.foundSpace([])
  await ageEntries(kit.database.owner, waiting, { upTo: 1, years: 11 })
  assert.equal(await prune(), 2)
  assert.deepEqual(await numbers(waiting), [1])
  await sequence()
  assert.equal(await prune(), 1)
})

test('a thousand at once, and workers side by side: each entry goes once', async () => {
  const spaceId = await oldSpace({ entries: 1_200, old: 1_150 })
  const gone = await Promise.all([prune(), prune(), prune()])
  assert.equal(
    gone.reduce((sum, each) => sum + each),
    1_150,
  )
  assert.equal((await numbers(spaceId))[0], 1_151)
  assert.deepEqual(await flaws(), [])
})

test('nobody takes away what is younger than three years, nor what no stone covers, not even the owner', async () => {
  const spaceId = await oldSpace({ entries: 4, old: 3, years: 2 })
  await assert.rejects(prune(1), /append-only/)
  const older = await oldSpace({ entries: 4, old: 3 })
  const { owner, app } = kit.database
  await assert.rejects(
    owner.query({ text: 'delete from journal.entry where space_id = $1', values: [older] }),
    /append-only/,
  )
  await assert.rejects(app.query({ text: 'delete from journal.entry' }), /permission denied/)
  await assert.rejects(app.query({ text: 'delete from journal.pruned' }), /permission denied/)
  assert.equal((await numbers(spaceId)).length, 4)
  assert.equal(await prune(), 3)
})

test('a stone that is not ours is named, and nothing is vouched for by it', async () => {
  const spaceId = await oldSpace({ entries: 6, old: 3 })
  await prune()
  const flip = () =>
    kit.database.owner.query({
      text: 'update journal.pruned set signature = set_byte(signature, 0, get_byte(signature, 0) # 1) where space_id = $1',
      values: [spaceId],
    })
  await flip()
  assert.deepEqual(await flaws(), ['stone-wrong'])
  assert.equal((await checkJournal(await fileOf(spaceId))).holds, false)
  await flip()
  await sequence()
  assert.deepEqual(await flaws(), [])
  await kit.database.owner.query({ text: 'update journal.pruned set n = n - 1 where space_id = $1', values: [spaceId] })
  assert.ok((await flaws()).includes('number-missing'))
})
