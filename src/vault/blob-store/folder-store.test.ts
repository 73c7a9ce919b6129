import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fixedClock } from '../../platform/clock.ts'
import { createFolderStore } from './folder-store.ts'
import { newObjectName, type BlobStore } from './object-store.ts'

const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const stream = async function* (...pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
}

const failing = async function* (): AsyncGenerator<Buffer> {
  yield randomBytes(70_000)
  throw new Error('the upload broke off')
}

describe('the folder store', () => {
  let root = ''
  let store: BlobStore
  const files = async (): Promise<string[]> =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name)

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'carnet-folder-store-'))
    store = await createFolderStore(root)
  })
  after(() => rm(root, { recursive: true, force: true }))

  test('keeps what it was given, in one piece, as a stream, and by range', async () => {
    const [whole, streamed] = [newObjectName(), newObjectName()]
    const bytes = randomBytes(300_000)
    await store.put(whole, bytes)
    await store.put(streamed, stream(bytes.subarray(0, 7), bytes.subarray(7)))
    assert.ok((await store.getBuffer(whole)).equals(bytes))
    assert.ok((await collect(store.get(streamed))).equals(bytes))
    assert.ok((await collect(store.get(whole, { start: 5, end: 270_000 }))).equals(bytes.subarray(5, 270_000)))
    assert.ok((await store.getBuffer(whole, { start: 299_990, end: 400_000 })).equals(bytes.subarray(299_990)))
    const listed: string[] = []
    for await (const object of store.list()) listed.push(`${object.name} ${object.size}`)
    assert.deepEqual(listed.toSorted(), [`${whole} 300000`, `${streamed} 300000`].toSorted())
    await store.remove(whole)
    await store.remove(whole)
    await store.remove(streamed)
    assert.deepEqual(await files(), [])
  })

  test('never overwrites', async () => {
    const name = newObjectName()
    await store.put(name, Buffer.from('first'))
    await assert.rejects(store.put(name, Buffer.from('second')), { reason: 'object-name-taken' })
    assert.equal((await store.getBuffer(name)).toString(), 'first')
    await store.remove(name)
  })

  test('an upload that breaks off leaves nothing behind', async () => {
    await assert.rejects(store.put(newObjectName(), failing()), { message: 'the upload broke off' })
    assert.deepEqual(await files(), [])
  })

  test('a missing object is a named fault, and a name that is not ours never becomes a path', async () => {
    const lost = { kind: 'fault', reason: 'object-missing' }
    await assert.rejects(store.getBuffer(newObjectName()), lost)
    await assert.rejects(collect(store.get(newObjectName())), lost)
    await assert.rejects(store.put('../../outside', Buffer.from('x')), { message: 'not an object name' })
  })

  test('sweeps what a killed upload left, and only that', async () => {
    const kept = newObjectName()
    await store.put(kept, Buffer.from('kept'))
    for (const name of [newObjectName(), newObjectName()]) await writeFile(join(root, 'incoming', name), 'half')
    const [young = ''] = await readdir(join(root, 'incoming'))
    await utimes(join(root, 'incoming', young), 4_000_000_000, 4_000_000_000)
    assert.equal(await store.sweepUnfinished(fixedClock('2090-01-01').now()), 1)
    assert.deepEqual((await files()).toSorted(), [kept, young].toSorted())
  })
})
