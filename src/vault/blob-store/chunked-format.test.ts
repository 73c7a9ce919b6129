import assert from 'node:assert/strict'
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { Type } from 'typebox'
import { projectRoot } from '../../platform/project.ts'
import { chunkSize, frameSize, headerSize, type BlobSecret } from './chunked-format.ts'
import { openBytes, sealBytes, sealStream } from './sealed-bytes.ts'

// A second implementation, written from the published text with WebCrypto only: it shares no line with the first.
const referenceKeys = async (secret: BlobSecret, salt: Uint8Array): Promise<Buffer> => {
  const info = Buffer.concat([
    Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM'),
    Buffer.of(0),
    salt,
    secret.context,
  ])
  const hmac = { name: 'HMAC', hash: 'SHA-512' }
  const prk = await webcrypto.subtle.importKey('raw', new Uint8Array(secret.key), hmac, false, ['sign'])
  const block = async (...parts: Uint8Array[]): Promise<Buffer> =>
    Buffer.from(await webcrypto.subtle.sign('HMAC', prk, new Uint8Array(Buffer.concat(parts))))
  const t1 = await block(info, Buffer.of(1))
  const t2 = await block(t1, info, Buffer.of(2))
  return Buffer.concat([t1, t2]).subarray(0, 76)
}

const referenceNonce = (base: Uint8Array, chunk: number): Uint8Array<ArrayBuffer> => {
  const wide = BigInt(`0x${Buffer.from(base).toString('hex')}`) ^ BigInt(chunk)
  return new Uint8Array(Buffer.from(wide.toString(16).padStart(24, '0'), 'hex'))
}

const referenceCipher = async (
  keys: Buffer,
  use: 'encrypt' | 'decrypt',
): Promise<(chunk: number, data: Buffer) => Promise<Buffer>> => {
  const key = await webcrypto.subtle.importKey('raw', new Uint8Array(keys.subarray(0, 32)), 'AES-GCM', false, [use])
  return async (chunk, data) => {
    const algorithm = { name: 'AES-GCM', iv: referenceNonce(keys.subarray(32, 44), chunk), tagLength: 128 }
    return Buffer.from(await webcrypto.subtle[use](algorithm, key, new Uint8Array(data)))
  }
}

const referenceSeal = async (secret: BlobSecret, salt: Buffer, plain: Buffer): Promise<Buffer> => {
  const keys = await referenceKeys(secret, salt)
  const encrypt = await referenceCipher(keys, 'encrypt')
  const parts = [salt, keys.subarray(44)]
  for (let k = 0; k * 16384 <= plain.length; k++)
    parts.push(await encrypt(k, plain.subarray(k * 16384, k * 16384 + 16384)))
  return Buffer.concat(parts)
}

const referenceOpen = async (secret: BlobSecret, sealed: Buffer): Promise<Buffer> => {
  const keys = await referenceKeys(secret, sealed.subarray(0, 24))
  assert.deepEqual(sealed.subarray(24, 56), keys.subarray(44))
  const decrypt = await referenceCipher(keys, 'decrypt')
  const parts: Buffer[] = []
  for (let k = 0; 56 + k * 16400 < sealed.length; k++) {
    parts.push(await decrypt(k, sealed.subarray(56 + k * 16400, 56 + (k + 1) * 16400)))
  }
  assert.ok((parts.at(-1) ?? Buffer.alloc(16384)).length < 16384)
  return Buffer.concat(parts)
}

const secret = (): BlobSecret => ({ key: randomBytes(32), context: randomBytes(60) })
const damaged = { kind: 'fault', reason: 'sealed-data-damaged', message: 'sealed-data-damaged' }
const borders = [
  0,
  1,
  15,
  16,
  17,
  chunkSize - 1,
  chunkSize,
  chunkSize + 1,
  2 * chunkSize,
  16 * chunkSize,
  16 * chunkSize + 1,
]

const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

describe('the chunked format', () => {
  test('both implementations read each other, at every border', async () => {
    for (const size of borders) {
      const own = secret()
      const plain = randomBytes(size)
      const sealed = sealBytes(own, plain)
      assert.equal(sealed.length, headerSize + size + 16 * (Math.floor(size / chunkSize) + 1))
      assert.ok((await referenceOpen(own, sealed)).equals(plain), `reference opens ${size}`)
      assert.ok((await referenceSeal(own, sealed.subarray(0, 24), plain)).equals(sealed), `same bytes for ${size}`)
      assert.ok(openBytes(own, sealed).equals(plain), `opens ${size}`)
    }
  })

  test('what is sealed comes back, whatever the size and however the stream is cut', async () => {
    const sizes = fc.oneof(fc.constantFrom(...borders), fc.nat(40_000))
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 5 }), async (size, cuts) => {
        const own = secret()
        const plain = randomBytes(size)
        const source = async function* (): AsyncGenerator<Buffer> {
          let at = 0
          for (const cut of cuts) yield plain.subarray(at, (at += cut))
          yield plain.subarray(at)
        }
        assert.ok(openBytes(own, await collect(sealStream(own, source()))).equals(plain))
      }),
      { numRuns: 60 },
    )
  })

  test('every flipped bit of a small object is noticed', () => {
    const own = secret()
    const sealed = sealBytes(own, Buffer.from('a small object'))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      assert.throws(() => openBytes(own, changed), damaged, `bit ${bit}`)
    }
  })

  test('flipped bytes all over a large object are noticed', () => {
    const own = secret()
    const sealed = sealBytes(own, randomBytes(5 * chunkSize + 77))
    for (let at = 0; at < sealed.length; at += 997) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(at) ^ 0x40, at)
      assert.throws(() => openBytes(own, changed), damaged, `byte ${at}`)
    }
  })

  test('every truncation of a small object, and the telling ones of a large one, are noticed', () => {
    const own = secret()
    const small = sealBytes(own, Buffer.from('a small object'))
    for (let length = 0; length < small.length; length++) {
      assert.throws(() => openBytes(own, small.subarray(0, length)), damaged, `${length} bytes`)
    }
    const large = sealBytes(own, randomBytes(3 * chunkSize))
    for (const chunk of [0, 1, 2, 3]) {
      for (const more of [0, 1, 15, 16, 17, frameSize - 1]) {
        const length = headerSize + chunk * frameSize + more
        if (length >= large.length) continue
        assert.throws(() => openBytes(own, large.subarray(0, length)), damaged, `${length} bytes`)
      }
    }
  })

  test('appended, swapped and repeated chunks are noticed', () => {
    const own = secret()
    const sealed = sealBytes(own, randomBytes(2 * chunkSize + 5))
    const head = sealed.subarray(0, headerSize)
    const frame = (k: number): Buffer => sealed.subarray(headerSize + k * frameSize, headerSize + (k + 1) * frameSize)
    const orders = {
      swapped: [1, 0, 2],
      repeated: [0, 0, 2],
      dropped: [0, 2],
      appended: [0, 1, 2, 2],
      doubled: [0, 1, 1, 2],
    }
    for (const [name, order] of Object.entries(orders)) {
      assert.throws(() => openBytes(own, Buffer.concat([head, ...order.map(frame)])), damaged, name)
    }
    assert.throws(() => openBytes(own, Buffer.concat([sealed, Buffer.alloc(1)])), damaged)
  })

  test('another key or another context fails at the commitment', () => {
    const own = secret()
    const sealed = sealBytes(own, randomBytes(100))
    assert.throws(() => openBytes({ ...own, key: randomBytes(32) }, sealed), damaged)
    assert.throws(() => openBytes({ ...own, context: Buffer.from('else') }, sealed), damaged)
    assert.throws(() => openBytes({ ...own, context: Buffer.concat([own.context, Buffer.of(0)]) }, sealed), damaged)
  })

  test('the published vectors hold in both implementations', async () => {
    const shape = Compile(
      Type.Array(
        Type.Object({
          key: Type.String(),
          context: Type.String(),
          salt: Type.String(),
          plainSize: Type.Integer(),
          commitment: Type.String(),
          sealedSize: Type.Integer(),
          sealedSha256: Type.String(),
        }),
      ),
    )
    const file = join(projectRoot, 'src/vault/blob-store/chunked-format.vectors.json')
    const vectors: unknown = JSON.parse(readFileSync(file, 'utf8'))
    assert.ok(shape.Check(vectors) && vectors.length >= 7)
    for (const vector of vectors) {
      const own = { key: Buffer.from(vector.key, 'hex'), context: Buffer.from(vector.context, 'hex') }
      const plain = Buffer.from(Array.from({ length: vector.plainSize }, (_, i) => (i * 31 + (i >> 8)) & 0xff))
      const sealed = await referenceSeal(own, Buffer.from(vector.salt, 'hex'), plain)
      assert.equal(sealed.subarray(24, 56).toString('hex'), vector.commitment)
      assert.equal(sealed.length, vector.sealedSize)
      assert.equal(createHash('sha256').update(sealed).digest('hex'), vector.sealedSha256)
      assert.ok(openBytes(own, sealed).equals(plain))
    }
  })
})
