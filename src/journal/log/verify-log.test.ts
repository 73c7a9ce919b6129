import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import type { Connection } from '../../platform/database/database.ts'
import { createPublicLog, type PublicLog } from './public-log.ts'
import { verifyLog, type LogFlaw } from './verify-log.ts'

let kit: DoorKit
let log: PublicLog
let spaceId: string
before(async () => {
  kit = await openDoorKit()
  log = await createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })
  spaceId = await kit.foundSpace([])
  for (const batch of [1, 254, 3, 20]) {
    await Promise.all(Array.from({ length: batch }, () => look()))
    while ((await log.sequence(1_000)) > 0);
  }
})
after(() => kit.close())

const look = () =>
  kit.door.glance({ ...holder(spaceId), space: { spaceId }, act: 'list-documents' }, async () => 'seen')

const verify = (owner: Connection, lateSeconds = 60) => verifyLog({ owner, keys: kit.keys, lateSeconds })

const words = (flaws: readonly LogFlaw[]): string[] => flaws.map(({ at, what }) => `${at}: ${what}`)

/** What is named after a change by the owner of the tables, who takes the guards away; the change is taken back. */
const namedAfter = async (...changes: string[]): Promise<string[]> => {
  const named: string[] = []
  await assert.rejects(
    kit.database.owner.transaction(async (connection) => {
      for (const table of ['entry', 'log_leaf', 'log_tile', 'log_checkpoint']) {
        await connection.query({ text: `alter table journal.${table} disable trigger user` })
      }
      for (const text of changes) await connection.query({ text })
      named.push(...words((await verify(connection)).flaws))
      throw new Error('take it back')
    }),
    /take it back/,
  )
  return named
}

const flip = (column: string) => `${column} = set_byte(${column}, 0, get_byte(${column}, 0) # 1)`

const entryAt = async (index: number): Promise<string> => {
  const [row] = await kit.database.owner.query<{ at: string }>({
    text: `select n || ' of chain ' || audience || ' of space ' || space_id as at from journal.log_leaf where index = $1`,
    values: [index],
  })
  return row?.at ?? ''
}

test('an untouched log holds, of several checkpoints and over a tile’s edge', async () => {
  const verdict = await verify(kit.database.owner)
  assert.deepEqual(verdict.flaws, [])
  assert.ok(verdict.leaves > 256 && verdict.checkpoints >= 4, JSON.stringify(verdict))
})

test('an entry changed or gone after it was taken in is named', async () => {
  const at = await entryAt(9)
  const entry = `(space_id, audience, n) = (select space_id, audience, n from journal.log_leaf where index = 9)`
  assert.deepEqual(await namedAfter(`update journal.entry set ${flip('hash')} where ${entry}`), [`${at}: leaf-wrong`])
  assert.deepEqual(await namedAfter(`delete from journal.entry where ${entry}`), [`${at}: entry-gone`])
})

test('an entry taken out of the queue is named at once, one that waits too long after its time', async () => {
  const waiting = `insert into journal.unsequenced select at, space_id, audience, n from taken`
  const takeLast = (then: string) => `with taken as (
      select e.at, e.space_id, e.audience, e.n from journal.entry e join journal.log_leaf l using (space_id, audience, n)
      order by l.index desc limit 1
    ) ${then}`
  const untake = 'delete from journal.log_leaf where index = (select max(index) from journal.log_leaf)'
  const at = await entryAt((await verify(kit.database.owner)).leaves - 1)
  assert.ok((await namedAfter(untake)).includes(`${at}: entry-unplaced`))
  assert.ok(!(await namedAfter(takeLast(waiting), untake)).some((named) => named.startsWith(at)))
  const fresh = await kit.foundSpace([])
  const late = async (seconds: number) => words((await verify(kit.database.owner, seconds)).flaws)
  assert.deepEqual(await late(60), [])
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  assert.deepEqual(await late(1), [`1 of chain main of space ${fresh}: entry-late`])
  await log.sequence(1_000)
  assert.deepEqual(await late(0), [])
})

test('a leaf changed, missing, or exchanged with another', async () => {
  const at = await entryAt(9)
  const changed = await namedAfter(`update journal.log_leaf set ${flip('hash')} where index = 9`)
  assert.ok(changed.includes(`${at}: leaf-wrong`) && changed.some((named) => /checkpoint-differs/.test(named)))
  assert.ok((await namedAfter('delete from journal.log_leaf where index = 9')).includes('index 9: leaf-missing'))
  const swapped = await namedAfter(
    'update journal.log_leaf set index = -1 where index = 9',
    'update journal.log_leaf set index = 9 where index = 10',
    'update journal.log_leaf set index = 10 where index = -1',
  )
  assert.ok(
    swapped.some((named) => /checkpoint-differs/.test(named)),
    String(swapped),
  )
})

for (const tile of ['-1/0', '0/0', '0/1', '1/0']) {
  test(`one bit of tile ${tile} changed: that tile is named`, async () => {
    const where = `level || '/' || n = '${tile}'`
    assert.deepEqual(await namedAfter(`update journal.log_tile set ${flip('hashes')} where ${where}`), [
      `tile ${tile}: tile-wrong`,
    ])
    assert.deepEqual(await namedAfter(`delete from journal.log_tile where ${where}`), [`tile ${tile}: tile-wrong`])
  })
}

test('a checkpoint changed, or the last one taken away', async () => {
  const last = '(select max(size) from journal.log_checkpoint)'
  const size = (await verify(kit.database.owner)).leaves
  const rename = `update journal.log_checkpoint set note = replace(note, E'\\n${size}\\n', E'\\n${size - 1}\\n') where size = ${last}`
  assert.deepEqual(await namedAfter(rename), [`size ${size}: checkpoint-signature`])
  const shortened = await namedAfter(`delete from journal.log_checkpoint where size = ${last}`)
  assert.ok(
    shortened.some((named) => /checkpoint-missing/.test(named)),
    String(shortened),
  )
})
