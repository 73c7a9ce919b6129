import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { openNote, readCheckpoint, readNoteKey } from '../check/note.ts'
import { cosignedAt, readWitnessKey, writeWitnessKey } from './cosignature.ts'
import { trustWitness } from './cosignature-rows.ts'
import { createPublicLog, type PublicLog } from './public-log.ts'
import { verifyLog } from './verify-log.ts'
import { lookAsWitness, type WatchedLog, type WitnessMemory } from './witness.ts'

let kit: DoorKit
let log: PublicLog
let spaceId: string
let memory: WitnessMemory
before(async () => {
  kit = await openDoorKit()
  log = await createPublicLog({ database: kit.database.app, keys: kit.keys, publicUrl: 'https://carnet.example' })
  spaceId = await kit.foundSpace([])
  await grow(3)
  memory = { name: 'witness.example/w1', seed: randomBytes(32), logKey: await log.verifierKey() }
})
after(() => kit.close())

const grow = async (entries: number): Promise<void> => {
  for (let n = 0; n < entries; n += 1) {
    await kit.door.glance({ ...holder(spaceId), space: { spaceId }, act: 'list-documents' }, async () => 'seen')
  }
  await log.sequence(1_000)
}

const watched = (change: Partial<WatchedLog> = {}): WatchedLog => ({
  checkpoint: async () => (await log.checkpoint()) ?? '',
  handovers: () => log.handovers(),
  tiles: () => ({ read: (level, n) => log.tile(level, n) }),
  ...change,
})

const at = Date.parse('2026-11-22T12:00:00.500Z')

test('a cosignature as the specification’s example has it opens with its key, and with no other text or time', async () => {
  const key = await writeWitnessKey(memory.name, memory.seed)
  assert.match(key, /^witness\.example\/w1\+[0-9a-f]{8}\+B/)
  const { line, note } = await lookAsWitness(memory, watched(), at)
  const witness = await readWitnessKey(key)
  assert.equal(await cosignedAt(note, line, witness), Date.parse('2026-11-22T12:00:00.000Z'))
  const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64')
  assert.deepEqual([bytes.length, bytes.readBigUInt64BE(4)], [4 + 8 + 64, BigInt(Math.floor(at / 1000))])
  for (const bit of [0, 11, 12, 75]) {
    const turned = Buffer.from(bytes)
    turned[bit] = (turned[bit] ?? 0) ^ 1
    assert.equal(await cosignedAt(note, `— ${memory.name} ${turned.toString('base64')}`, witness), undefined)
  }
  assert.equal(await cosignedAt(note.replace(/\n\d+\n/, '\n99\n'), line, witness), undefined)
  assert.equal(await cosignedAt(note, line.replace('w1', 'w2'), witness), undefined)
})

test('a log that goes on is cosigned each time, over a rotation of its key and a tile’s edge', async () => {
  for (const entries of [1, 5, 260, 0]) {
    await grow(entries)
    if (entries === 5) await log.rotateKey()
    const seen = await lookAsWitness(memory, watched(), at)
    assert.equal(seen.size, readCheckpoint((await log.checkpoint()) ?? '').size)
    memory = seen.memory
  }
  assert.equal(memory.logKey, await log.verifierKey())
})

test('a log that was cut, computed anew, or signed by somebody else is not', async () => {
  const older = (await log.checkpoint()) ?? ''
  await grow(4)
  const { memory: newer } = await lookAsWitness(memory, watched(), at)
  const refused = { reason: 'log-contradicts' }
  await assert.rejects(lookAsWitness(newer, watched({ checkpoint: async () => older }), at), refused)
  const { seen } = newer
  assert.ok(seen)
  const other = { ...newer, seen: { ...seen, root: new Uint8Array(randomBytes(32)) } }
  await assert.rejects(lookAsWitness(other, watched(), at), refused)
  await assert.rejects(lookAsWitness({ ...other, seen: { ...other.seen, size: 5 } }, watched(), at), refused)
  const empty = { read: async (level: number, n: number) => Buffer.alloc((await log.tile(level, n)).length) }
  await assert.rejects(lookAsWitness(newer, watched({ tiles: () => empty }), at), refused)
  const stranger = await openDoorKit()
  try {
    const { keys } = stranger
    const foreign = await createPublicLog({
      database: stranger.database.app,
      keys,
      publicUrl: 'https://carnet.example',
    })
    const logKey = await foreign.verifierKey()
    await assert.rejects(lookAsWitness({ ...newer, logKey }, watched(), at), refused)
  } finally {
    await stranger.close()
  }
})

test('cosignatures of a trusted witness are kept, served under the checkpoint, and verified', async () => {
  const key = await writeWitnessKey(memory.name, memory.seed)
  const { note, line, size } = await lookAsWitness(memory, watched(), at)
  await assert.rejects(log.takeCosignature(`${note}${line}\n`), { reason: 'cosignature-wrong' })
  assert.equal(await trustWitness(kit.database.app, key), memory.name)
  await trustWitness(kit.database.app, key)
  const namesake = await writeWitnessKey(memory.name, randomBytes(32))
  await assert.rejects(trustWitness(kit.database.app, namesake), { reason: 'witness-name-taken' })
  await assert.rejects(trustWitness(kit.database.app, 'x'), { reason: 'witness-key-wrong' })
  for (const sent of [
    '',
    'x',
    note,
    `${note.replace(/\n\d+\n/, '\n2\n')}${line}\n`,
    `${note}${line.slice(0, -4)}AAA=\n`,
  ]) {
    await assert.rejects(log.takeCosignature(sent), { reason: 'cosignature-wrong' }, sent)
  }
  assert.equal(await log.witnessed(), undefined)
  await log.takeCosignature(`${note}${line}\n`)
  await log.takeCosignature(`${note}${line}\n`)
  assert.equal(await log.checkpoint(), `${note}${line}\n`)
  assert.ok(await openNote(`${note}${line}\n`, await readNoteKey(await log.verifierKey())))
  await grow(1)
  assert.equal(await log.witnessed(), `${note}${line}\n`)
  const { owner } = kit.database
  const found = async () => (await verifyLog({ owner, keys: kit.keys, lateSeconds: 600 })).flaws
  assert.deepEqual(await found(), [])
  await assert.rejects(owner.query({ text: 'delete from journal.cosignature' }), /append-only/)
  await owner.query({ text: 'alter table journal.cosignature disable trigger user' })
  await owner.query({ text: `update journal.cosignature set line = replace(line, ' witness', ' witless')` })
  assert.deepEqual(await found(), [{ at: `size ${size}`, what: 'cosignature-wrong' }])
})

test('what a witness saw must still be the beginning: a verification compares', async () => {
  const { owner } = kit.database
  const { seen } = (await lookAsWitness(memory, watched(), at)).memory
  assert.ok(seen)
  const differs = async (remembered: typeof seen): Promise<boolean> =>
    (await verifyLog({ owner, keys: kit.keys, lateSeconds: 600, remembered })).flaws.some(
      ({ what }) => what === 'remembered-differs',
    )
  assert.equal(await differs(seen), false)
  assert.equal(await differs({ ...seen, size: seen.size + 1 }), true)
  assert.equal(await differs({ ...seen, root: new Uint8Array(32) }), true)
})
