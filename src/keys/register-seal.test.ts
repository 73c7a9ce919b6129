import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { Problem } from '../platform/problem.ts'
import { randomId } from '../platform/ids.ts'
import { createRegisterSeal } from './register-seal.ts'
import { openBox } from './sealed-box.ts'

const seal = createRegisterSeal(Buffer.alloc(32, 3))
const placeOf = (rowId: string) => ({ table: 'enrolment.identity', rowId, column: 'sealed', version: 1 })
const isDamaged = (error: unknown) => error instanceof Problem && error.reason === 'sealed-data-damaged'

test('what is sealed for a person opens for that person, also by another process with the same key', () => {
  const place = placeOf(randomId())
  const sealed = seal.sealField(place, Buffer.from('traits'))
  assert.equal(sealed.length, 6 + 33)
  assert.equal(createRegisterSeal(Buffer.alloc(32, 3)).openField(place, sealed).toString(), 'traits')
})

test('it opens for nobody else, nowhere else, under no other key, and not when a byte is changed', () => {
  const place = placeOf('018f0000-0000-7000-8000-000000000001')
  const sealed = seal.sealField(place, Buffer.from('traits'))
  // The last four digits choose the subkey: this neighbour has the same.
  const neighbour = placeOf('018f0000-0000-7000-9000-000000000001')
  assert.throws(() => seal.openField(neighbour, sealed), isDamaged)
  assert.throws(() => seal.openField(placeOf('018f0000-0000-7000-8000-000000000002'), sealed), isDamaged)
  assert.throws(() => seal.openField({ ...place, column: 'other' }, sealed), isDamaged)
  assert.throws(() => createRegisterSeal(Buffer.alloc(32, 4)).openField(place, sealed), isDamaged)
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(20) ^ 1, 20)
  assert.throws(() => seal.openField(place, changed), isDamaged)
})

test('each person falls to the subkey of their shard, as the format says', () => {
  const subkey = (shard: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 3), Buffer.alloc(0), `carnet/v1/register/${shard}`, 32))
  const rowId = '018f0000-0000-7000-8000-000000000407'
  const sealed = seal.sealField(placeOf(rowId), Buffer.from('traits'))
  const box = { purpose: 'register', table: 'enrolment.identity', column: 'sealed', version: 1, objectId: rowId }
  assert.equal(openBox(subkey(0x407 % 1024), box, sealed).toString(), 'traits')
  assert.throws(() => openBox(subkey(6), box, sealed), isDamaged)
})
