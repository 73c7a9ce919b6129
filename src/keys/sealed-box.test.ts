import assert from 'node:assert/strict'
import { createDecipheriv, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { randomId } from '../platform/ids.ts'
import { openBox, sealBox, type BoxContext } from './sealed-box.ts'

const damaged = { kind: 'fault', reason: 'sealed-data-damaged', message: 'sealed-data-damaged' }

const context: BoxContext = {
  purpose: 'field',
  table: 'vault.document',
  column: 'details',
  spaceId: randomId(),
  keyVersion: 1,
  objectId: randomId(),
  version: 3,
}

describe('a sealed box', () => {
  test('gives back what was put in, of any size, and never looks the same twice', () => {
    const key = randomBytes(32)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const plain = Buffer.from(bytes)
        const sealed = sealBox(key, context, plain)
        assert.equal(sealed.length, plain.length + 33)
        assert.ok(openBox(key, context, sealed).equals(plain))
        assert.ok(!sealBox(key, context, plain).equals(sealed))
      }),
    )
  })

  test('is AES-256-GCM over the documented bytes', () => {
    const key = randomBytes(32)
    const sealed = sealBox(key, context, Buffer.from('content'))
    assert.equal(sealed.subarray(0, 5).toString('hex'), '0100000001')
    const label = (text: string, size: number): Buffer => Buffer.concat([Buffer.from(text)], size)
    const id = (uuid = ''): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(5, 17))
    decipher.setAAD(
      Buffer.concat([
        label('field', 16),
        label('vault.document', 40),
        label('details', 24),
        id(context.spaceId),
        Buffer.of(0, 0, 0, 1),
        id(context.objectId),
        Buffer.of(0, 0, 0, 0, 0, 0, 0, 3),
      ]),
    )
    decipher.setAuthTag(sealed.subarray(-16))
    assert.equal(decipher.update(sealed.subarray(17, -16)).toString() + decipher.final().toString(), 'content')
  })

  test('every flipped bit and every truncation is noticed', () => {
    const key = randomBytes(32)
    const sealed = sealBox(key, context, Buffer.from('content'))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      assert.throws(() => openBox(key, context, changed), damaged, `bit ${bit}`)
    }
    for (let length = 0; length < sealed.length; length++) {
      assert.throws(() => openBox(key, context, sealed.subarray(0, length)), damaged, `${length} bytes`)
    }
    assert.throws(() => openBox(key, context, Buffer.concat([sealed, Buffer.of(0)])), damaged)
  })

  const elsewhere: Record<string, Partial<BoxContext>> = {
    purpose: { purpose: 'journal' },
    table: { table: 'vault.submission' },
    column: { column: 'detail' },
    space: { spaceId: randomId() },
    'key version': { keyVersion: 2 },
    row: { objectId: randomId() },
    'row version': { version: 4 },
    'labels that run into each other': { purpose: 'fiel', table: 'dvault.document' },
  }
  for (const [name, change] of Object.entries(elsewhere)) {
    test(`does not open in another place: ${name}`, () => {
      const key = randomBytes(32)
      const sealed = sealBox(key, context, Buffer.from('content'))
      assert.throws(() => openBox(key, { ...context, ...change }, sealed), damaged)
    })
  }

  test('does not open with another key', () => {
    assert.throws(() => openBox(randomBytes(32), context, sealBox(randomBytes(32), context, Buffer.alloc(3))), damaged)
  })

  test('refuses labels and ids that its fixed places cannot hold', () => {
    for (const wrong of [{ purpose: 'a'.repeat(17) }, { column: 'é'.repeat(13) }, { objectId: 'not-a-uuid' }]) {
      assert.throws(() => sealBox(randomBytes(32), { ...context, ...wrong }, Buffer.alloc(1)), /fit|UUID/)
    }
  })
})
