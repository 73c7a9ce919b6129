import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { fixedClock } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { createBlobStore, openBlob, sealBlob, type BlobStore } from './blob-store.ts'
import { newObjectName } from './object-store.ts'
import { startS3Stub, type S3Stub } from '../../../tests/support/s3-stub.ts'

const credentials = { accessKeyId: 'stub-key', secretAccessKey: 'stub-secret' }

const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const stream = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000_000) yield bytes.subarray(at, at + 1_000_000)
}

const failing = async function* (): AsyncGenerator<Buffer> {
  yield randomBytes(9_000_000)
  throw new Error('the upload broke off')
}

const unavailable = { kind: 'unavailable', reason: 'blob-store-unavailable' }

// The bucket is tests/support/s3-stub.ts: a stub of the protocol in this process, not a real object store.
describe('the S3 store, against a stub', () => {
  let stub: S3Stub
  let store: BlobStore
  let address = ''

  before(async () => {
    const started = await startS3Stub()
    stub = started.stub
    address = `s3://bucket/space/health?region=eu-west-3&endpoint=${encodeURIComponent(started.endpoint)}`
    store = await createBlobStore(address, credentials)
  })
  afterEach(() => {
    stub.objects.clear()
    stub.uploads.clear()
    stub.faults = []
  })
  after(() => {
    stub.server.closeAllConnections()
    stub.server.close()
  })

  test('keeps buffers, short and long streams; long ones in parts of bounded size', async () => {
    for (const [size, source] of [
      [25_000, Buffer.from],
      [300_000, stream],
      [20_000_000, stream],
      [16_777_216, stream],
    ] as const) {
      const bytes = randomBytes(size)
      const name = newObjectName()
      await store.put(name, source(bytes))
      assert.ok((await store.getBuffer(name)).equals(bytes))
      assert.ok((await collect(store.get(name, { start: 10, end: 20_000 }))).equals(bytes.subarray(10, 20_000)))
      assert.ok(stub.objects.has(`space/health/${name}`))
    }
    assert.ok(stub.largestBody <= 8 * 1024 * 1024)
    assert.equal(stub.uploads.size, 0)
  })

  test('sealed blobs go in and come back', async () => {
    const plain = randomBytes(12_000_000)
    const key = randomBytes(32)
    const context = { spaceId: randomId(), blobId: randomId(), role: 'original' } as const
    const sealed = await sealBlob(store, { key, context, source: stream(plain) })
    assert.ok((await collect(openBlob(store, { key, context, ...sealed }))).equals(plain))
    const range = { start: 5_000_000, end: 5_000_100 }
    assert.ok(
      (await collect(openBlob(store, { key, context, ...sealed, range }))).equals(plain.subarray(5_000_000, 5_000_100)),
    )
  })

  test('never overwrites, whole or in parts', async () => {
    for (const source of [(): Buffer => Buffer.from('second'), () => stream(randomBytes(9_000_000))]) {
      const name = newObjectName()
      await store.put(name, Buffer.from('first'))
      await assert.rejects(store.put(name, source()), { reason: 'object-name-taken' })
      assert.equal((await store.getBuffer(name)).toString(), 'first')
    }
  })

  test('tries again after a passing failure, and knows its own success whose answer was lost', async () => {
    for (const fault of [503, 500, 429, 'lost-answer'] as const) {
      for (const source of [(): Buffer => Buffer.from('bytes'), () => stream(Buffer.alloc(9_000_000, 7))]) {
        stub.faults = [
          { method: 'PUT', fault },
          { method: 'POST', fault },
        ]
        const name = newObjectName()
        await store.put(name, source())
        assert.ok((await store.getBuffer(name)).length > 0, String(fault))
      }
    }
  })

  test('a completion whose answer was lost is recognised', async () => {
    const name = newObjectName()
    const bytes = randomBytes(9_000_000)
    const source = async function* (): AsyncGenerator<Buffer> {
      yield bytes
      stub.faults = [{ method: 'POST', fault: 'lost-answer' }]
    }
    await store.put(name, source())
    assert.ok((await store.getBuffer(name)).equals(bytes))
  })

  test('a completion that says 200 and tells an error in its body is a failure', async () => {
    const source = async function* (): AsyncGenerator<Buffer> {
      yield randomBytes(9_000_000)
      stub.faults = [{ method: 'POST', fault: 200 }]
    }
    await assert.rejects(store.put(newObjectName(), source()), unavailable)
    assert.equal(stub.uploads.size, 0)
  })

  test('lasting failures are `blob-store-unavailable`, and leave no parts behind', async () => {
    stub.faults = [403].map((fault) => ({ method: 'PUT', fault }))
    await assert.rejects(store.put(newObjectName(), Buffer.from('x')), unavailable)
    stub.faults = [503, 503, 503].map((fault) => ({ method: 'PUT', fault }))
    await assert.rejects(store.put(newObjectName(), stream(randomBytes(9_000_000))), unavailable)
    await assert.rejects(store.put(newObjectName(), failing()), { message: 'the upload broke off' })
    assert.equal(stub.uploads.size, 0)
    assert.equal(stub.objects.size, 0)
  })

  test('a download that breaks off fails, never ends; a missing object is a named fault', async () => {
    const name = newObjectName()
    await store.put(name, randomBytes(400_000))
    stub.faults = [{ method: 'GET', fault: 'cut-body' }]
    await assert.rejects(collect(store.get(name)), unavailable)
    await assert.rejects(store.getBuffer(newObjectName()), { kind: 'fault', reason: 'object-missing' })
  })

  test('lists page by page, removes, and sweeps unfinished uploads', async () => {
    const names = [newObjectName(), newObjectName(), newObjectName()]
    for (const name of names) await store.put(name, Buffer.from(name))
    const listed: string[] = []
    for await (const object of store.list()) listed.push(`${object.name} ${object.size}`)
    assert.deepEqual(listed.toSorted(), names.map((name) => `${name} 32`).toSorted())
    for (const name of names) await store.remove(name)
    assert.equal(stub.objects.size, 0)
    stub.uploads.set('left', { key: 'space/health/left', token: '', parts: new Map() })
    assert.equal(await store.sweepUnfinished(fixedClock('2026-11-19').now()), 0)
    assert.equal(await store.sweepUnfinished(fixedClock('2026-11-21').now()), 1)
    assert.equal(stub.uploads.size, 0)
  })

  test('a wrong BLOBS_URL says which part', async () => {
    const invalid = { kind: 'incorrect', reason: 'blobs-url-invalid' }
    await assert.rejects(createBlobStore('ftp://x', credentials), invalid)
    await assert.rejects(createBlobStore('not a url', credentials), invalid)
    await assert.rejects(createBlobStore('s3://bucket', credentials), {
      ...invalid,
      details: { setting: 'BLOBS_URL', part: 'region' },
    })
    await assert.rejects(createBlobStore(address.replace('bucket', 'nowhere'), credentials), {
      ...invalid,
      details: { setting: 'BLOBS_URL', part: 'bucket' },
    })
    await assert.rejects(createBlobStore(address), { reason: 'blobs-credentials-missing' })
    await assert.rejects(createBlobStore(address, { ...credentials, accessKeyId: 'other' }), unavailable)
  })
})
