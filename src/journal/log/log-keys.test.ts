import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { openNote, readNoteKey } from '../check/note.ts'
import { createLogKeys, followHandovers, splitHandovers } from './log-keys.ts'
import { createPublicLog, type PublicLog } from './public-log.ts'
import { createSequencer } from './sequence.ts'
import { verifyLog } from './verify-log.ts'

let kit: DoorKit
let log: PublicLog
let spaceId: string
before(async () => {
  kit = await openDoorKit()
  log = await openLog()
  spaceId = await kit.foundSpace([])
  await log.sequence(1_000)
})
after(() => kit.close())

const openLog = (): Promise<PublicLog> =>
  createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })

const look = () =>
  kit.door.glance({ ...holder(spaceId), space: { spaceId }, act: 'list-documents' }, async () => 'seen')

const flaws = async () => (await verifyLog({ owner: kit.database.owner, keys: kit.keys, lateSeconds: 600 })).flaws

const isSignedBy = async (note: string, line: string): Promise<boolean> =>
  (await openNote(note, await readNoteKey(line))) !== undefined

test('a rotation counts for the next checkpoint, in every process; what was signed before stays good', async () => {
  const [first, older] = [await log.verifierKey(), (await log.checkpoint()) ?? '']
  const other = await openLog()
  const second = await log.rotateKey()
  assert.notEqual(second, first)
  assert.equal(await log.verifierKey(), first, 'the newest checkpoint is still of the first key')
  assert.deepEqual(await flaws(), [])
  await look()
  assert.equal(await other.sequence(1_000), 1)
  const newer = (await other.checkpoint()) ?? ''
  assert.deepEqual([await isSignedBy(newer, second), await isSignedBy(newer, first)], [true, false])
  assert.deepEqual([await log.verifierKey(), await log.verifierKey(older)], [second, first])
  assert.deepEqual(await flaws(), [])
})

test('whoever has pinned the first key comes to the newest by the handovers, and by no other', async () => {
  const third = await log.rotateKey()
  const notes = splitHandovers((await log.handovers()).join(''))
  assert.equal(notes.length, 2)
  const first = notes[0]?.split('\n')[1] ?? ''
  assert.deepEqual((await followHandovers(first, notes)).at(-1), third)
  assert.equal((await followHandovers(third, notes)).length, 1)
  assert.equal((await followHandovers(first, notes.toReversed())).length, 2, 'each only from the one before')
  for (const spoilt of [
    notes.map((note) => note.replace('log-key/v1', 'log-key/v2')),
    notes.map((note) => note.replace(/^— .*\n/m, '')),
    notes.map((note) => note.replace(/(— \S+ \S{12})(.)/, (_all, head, letter) => head + (letter === 'A' ? 'B' : 'A'))),
    notes.map((note) => `${note.split('\n').slice(0, 4).join('\n')}\nno signature\n`),
  ]) {
    assert.equal((await followHandovers(first, spoilt)).length, 1, spoilt[0] ?? '')
  }
  await look()
  await log.sequence(1_000)
  assert.deepEqual(await flaws(), [])
})

test('an older key that signs again, and a handover that was changed or taken away, are named', async () => {
  const keys = createLogKeys(kit.keys, 'carnet.example/log')
  const old: Pick<typeof keys, 'all'> = { all: async (connection) => [(await keys.all(connection))[0]] }
  const newest = (await log.checkpoint()) ?? ''
  await look()
  await assert.rejects(createSequencer(kit.database.app, old)(1_000), { reason: 'log-damaged' })
  const turned: Pick<typeof keys, 'all'> = {
    all: async (connection) => {
      const [first, ...later] = await keys.all(connection)
      return [later.at(-1) ?? first, ...later, first]
    },
  }
  await createSequencer(kit.database.app, turned)(1_000)
  assert.notEqual((await log.checkpoint()) ?? '', newest)
  assert.ok((await flaws()).some(({ what }) => what === 'checkpoint-signature'))
  for (const change of [
    `update journal.log_key set handover = replace(handover, 'v1', 'v2') where n = 2`,
    'delete from journal.log_key where n = 2',
  ]) {
    await assert.rejects(
      kit.database.owner.transaction(async (connection) => {
        await connection.query({ text: 'alter table journal.log_key disable trigger user' })
        await connection.query({ text: change })
        const found = await verifyLog({ owner: connection, keys: kit.keys, lateSeconds: 600 })
        assert.ok(
          found.flaws.some(({ what }) => what === 'handover-wrong'),
          change,
        )
        throw new Error('take it back')
      }),
      /take it back/,
    )
  }
  await assert.rejects(kit.database.owner.query({ text: 'delete from journal.log_key' }), /append-only/)
})
