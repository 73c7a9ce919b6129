import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { randomId } from '../../platform/ids.ts'
import { projectRoot } from '../../platform/project.ts'
import { chunkSize, frameSize, headerSize } from './chunked-format.ts'
import { createBlobStore, openBlob, openBlobBytes, sealBlob, type BlobStore, type BlobToOpen } from './blob-store.ts'

const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const stream = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000)
}

const damaged = { kind: 'fault', reason: 'sealed-data-damaged' }

describe('sealed blobs', () => {
  let root = ''
  let store: BlobStore

  const seal = async (source: Buffer | AsyncIterable<Buffer>): Promise<BlobToOpen> => {
    const key = randomBytes(32)
    const context = { spaceId: randomId(), blobId: randomId(), role: 'original' } as const
    const { objectName, size } = await sealBlob(store, { key, context, source })
    return { key, context, objectName, size }
  }
  const pathOf = (name: string): string => join(root, name.slice(0, 2), name.slice(2, 3), name)

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'carnet-sealed-blobs-'))
    store = await createBlobStore(`file://${root}`)
  })
  after(() => rm(root, { recursive: true, force: true }))

  test('tells size and hashes of the plain bytes, from a buffer and from a stream', async () => {
    const plain = randomBytes(600_000)
    for (const source of [plain, stream(plain)]) {
      const context = { spaceId: randomId(), blobId: randomId(), role: 'original' } as const
      const sealed = await sealBlob(store, { key: randomBytes(32), context, source })
      assert.equal(sealed.size, plain.length)
      assert.deepEqual(sealed.sha1, createHash('sha1').update(plain).digest())
      assert.deepEqual(sealed.sha256, createHash('sha256').update(plain).digest())
    }
  })

  test('comes back whole, in one piece and as a stream', async () => {
    for (const size of [0, 1, chunkSize, 16 * chunkSize - 1, 16 * chunkSize, 16 * chunkSize + 1, 700_000]) {
      const plain = randomBytes(size)
      const blob = await seal(stream(plain))
      assert.ok((await collect(openBlob(store, blob))).equals(plain), `stream of ${size}`)
      assert.ok((await openBlobBytes(store, blob)).equals(plain), `bytes of ${size}`)
    }
  })

  test('any range comes back, from small and large objects', async () => {
    for (const size of [50_000, 32 * chunkSize, 600_001]) {
      const plain = randomBytes(size)
      const blob = await seal(plain)
      const borders: [number, number][] = [
        [0, size],
        [size - 1, 1],
        [chunkSize, chunkSize],
        [16 * chunkSize - 1, 2],
      ]
      await fc.assert(
        fc.asyncProperty(fc.nat(size - 1), fc.integer({ min: 1, max: size + 5 }), async (start, length) => {
          const range = { start, end: start + length }
          assert.ok((await collect(openBlob(store, { ...blob, range }))).equals(plain.subarray(start, start + length)))
        }),
        {
          numRuns: 40,
          examples: borders.filter(([start]) => start < size),
        },
      )
      const beyond = openBlob(store, { ...blob, range: { start: size, end: size + 1 } })
      await assert.rejects(collect(beyond), { kind: 'incorrect', reason: 'range-not-satisfiable' })
    }
  })

  test('a cut, changed or exchanged object makes the stream fail, and no unverified byte leaves', async () => {
    const plain = randomBytes(40 * chunkSize + 9)
    const cut = async (length: number): Promise<BlobToOpen> => {
      const blob = await seal(plain)
      await truncate(pathOf(blob.objectName), length)
      return blob
    }
    const changed = async (at: number): Promise<BlobToOpen> => {
      const blob = await seal(plain)
      const bytes = await store.getBuffer(blob.objectName)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      await writeFile(pathOf(blob.objectName), bytes)
      return blob
    }
    const exchanged = async (): Promise<BlobToOpen> => ({
      ...(await seal(plain)),
      objectName: (await seal(plain)).objectName,
    })
    const elsewhere = async (): Promise<BlobToOpen> => {
      const blob = await seal(plain)
      return { ...blob, context: { ...blob.context, blobId: randomId() } }
    }
    const cases = {
      'cut to nothing': cut(0),
      'cut in the header': cut(30),
      'cut at a frame': cut(headerSize + 32 * frameSize),
      'cut before the end': cut(headerSize + 40 * frameSize),
      'cut in the last tag': cut(headerSize + 40 * frameSize + 24),
      'salt changed': changed(3),
      'middle changed': changed(headerSize + 20 * frameSize + 100),
      'last tag changed': changed(headerSize + 40 * frameSize + 20),
      'another object': exchanged(),
      'another blob’s context': elsewhere(),
      'a smaller size in the row': seal(plain).then((blob) => ({ ...blob, size: 20 * chunkSize })),
      'a larger size in the row': seal(plain).then((blob) => ({ ...blob, size: blob.size + 1 })),
    }
    for (const [name, blob] of Object.entries(cases)) {
      let released = Buffer.alloc(0)
      const read = async (): Promise<void> => {
        for await (const piece of openBlob(store, await blob)) released = Buffer.concat([released, piece])
      }
      await assert.rejects(read(), damaged, name)
      assert.ok(plain.subarray(0, released.length).equals(released), `${name}: only true bytes were released`)
    }
  })

  test('content over the limit is refused with the limit, and nothing stays', async () => {
    const filesBefore = (await readdir(root, { recursive: true })).length
    const context = { spaceId: randomId(), blobId: randomId(), role: 'original' } as const
    for (const source of [Buffer.alloc(1001), stream(Buffer.alloc(70_000))]) {
      const sealing = sealBlob(store, { key: randomBytes(32), context, source, limit: 1000 })
      await assert.rejects(sealing, { kind: 'incorrect', reason: 'content-too-large', details: { limit: 1000 } })
    }
    assert.equal((await readdir(root, { recursive: true })).length, filesBefore)
    assert.equal(
      (await sealBlob(store, { key: randomBytes(32), context, source: Buffer.alloc(1000), limit: 1000 })).size,
      1000,
    )
  })

  test('100 MB pass through a heap of 64 MB', async (t) => {
    const child = spawn(process.execPath, [
      '--max-old-space-size=64',
      join(projectRoot, 'dist/tests/support/seal-large-blob.js'),
      root,
    ])
    let output = ''
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.equal(code, 0, output)
    const rssMb = Number(/rss (\d+)/.exec(output)?.[1])
    t.diagnostic(output.trim())
    assert.ok(rssMb < 220, `resident memory ${rssMb} MB`)
  })
})
