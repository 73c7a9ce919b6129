import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { holder, openDoorKit, openRules, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { createDoor } from '../../../access/door.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import { createPiecedUploads } from './pieced-uploads.ts'
import type { PiecedUploads } from './types.ts'

let kit: DoorKit
let uploads: PiecedUploads
const parts = { parameters: createParameters(), clock: systemClock }
before(async () => {
  kit = await openDoorKit()
  uploads = createPiecedUploads({ door: kit.door, ...parts })
})
after(() => kit.close())

const file = { name: 'Compte rendu.pdf', type: 'application/pdf' }

const begin = async (size: number) => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  return { me, at: { spaceId, id: await uploads.beginUpload(me, { ...file, spaceId, size }) } }
}

const piece = (bytes: Buffer) => Readable.from([bytes])

test('however it is cut, sent twice or in the wrong place, what comes out is what went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 4000 }),
      fc.array(
        fc.record({ length: fc.integer({ min: 1, max: 900 }), astray: fc.option(fc.integer({ min: 0, max: 4000 })) }),
      ),
      async (array, steps) => {
        const whole = Buffer.from(array)
        const { me, at } = await begin(whole.length)
        let received = 0
        const send = async (offset: number, length: number): Promise<void> => {
          const bytes = whole.subarray(offset, offset + length)
          const sent = uploads.addPiece(me, { ...at, offset, bytes: piece(bytes) })
          if (offset === received) received = await sent
          else assert.equal((await problemOf(sent)).details['offset'], received)
        }
        for (const { length, astray } of steps) {
          if (received === whole.length) break
          await send(Math.min(astray ?? received, whole.length - 1), length)
        }
        if (received < whole.length) {
          assert.equal((await problemOf(uploads.openUpload(me, at))).reason, 'upload-not-complete')
          await send(received, whole.length)
        }
        const opened = await uploads.openUpload(me, at)
        assert.deepEqual(await buffer(opened.stream), whole)
        assert.deepEqual([opened.name, opened.type, opened.size], [file.name, file.type, whole.length])
      },
    ),
    { numRuns: 30 },
  )
})

test('another process goes on where this one was; a piece that was cut off leaves nothing', async () => {
  const whole = randomBytes(5000)
  const { me, at } = await begin(whole.length)
  await uploads.addPiece(me, { ...at, offset: 0, bytes: piece(whole.subarray(0, 2000)) })
  const cut = async function* (): AsyncGenerator<Buffer> {
    yield whole.subarray(2000, 3000)
    throw new Error('cut')
  }
  await assert.rejects(uploads.addPiece(me, { ...at, offset: 2000, bytes: cut() }), /cut/)
  const { database, keys, blobs } = kit
  const door = createDoor({ database: database.app, keys, blobs, rules: openRules, clock: systemClock })
  const others = createPiecedUploads({ door, ...parts })
  assert.equal((await others.findUpload(me, at)).received, 2000)
  assert.equal(await others.addPiece(me, { ...at, offset: 2000, bytes: piece(whole.subarray(2000)) }), 5000)
  assert.deepEqual(await buffer((await uploads.openUpload(me, at)).stream), whole)
})

test('of the same piece sent by two at once one is kept', async () => {
  const whole = randomBytes(3000)
  const { me, at } = await begin(6000)
  const both = [0, 0].map((offset) => uploads.addPiece(me, { ...at, offset, bytes: piece(whole) }))
  const outcomes = await Promise.allSettled(both)
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await uploads.findUpload(me, at)).received, 3000)
})

test('somebody else’s, a given up one and an unknown one are one and the same', async () => {
  const { me, at } = await begin(10)
  const parent = { ...me, actor: { kind: 'representative', id: randomId(), name: 'Un parent' } } as const
  const spaceId = await kit.foundSpace([])
  const stranger = holder(spaceId)
  const theirs = await kit.foundSpace([{ partyId: parent.actor.id, kind: 'representative' }])
  const asked = [
    [stranger, { spaceId, id: at.id }],
    [parent, { spaceId: theirs, id: at.id }],
    [me, { ...at, id: randomId() }],
    [me, { ...at, id: 'nothing' }],
  ] as const
  for (const [visitor, where] of asked)
    for (const step of [
      () => uploads.findUpload(visitor, where),
      () => uploads.addPiece(visitor, { ...where, offset: 0, bytes: piece(Buffer.from('a')) }),
      () => uploads.openUpload(visitor, where),
      () => uploads.cancelUpload(visitor, where),
    ])
      assert.equal((await problemOf(step())).reason, 'upload-unknown')
  await uploads.cancelUpload(me, at)
  assert.equal((await problemOf(uploads.findUpload(me, at))).reason, 'upload-unknown')
})

test('who may add in a space does not see what another sends into it', async () => {
  const spaceId = await kit.foundSpace([])
  const parentId = randomId()
  const shared = await kit.foundSpace([{ partyId: parentId, kind: 'representative' }])
  const child = holder(shared)
  const parent = { ...holder(spaceId), actor: { kind: 'representative', id: parentId, name: 'Un parent' } } as const
  const id = await uploads.beginUpload(child, { ...file, spaceId: shared, size: 3 })
  assert.equal((await problemOf(uploads.findUpload(parent, { spaceId: shared, id }))).reason, 'upload-unknown')
})

const wrong: [string, number, Buffer, reason: string][] = [
  ['more than was announced', 3, Buffer.from('four'), 'upload-too-long'],
  ['a piece of more than eight megabytes', 20_000_000, Buffer.alloc(9_000_000), 'content-too-large'],
]

for (const [what, size, bytes, reason] of wrong)
  test(`${what} is not taken, and nothing of it is kept`, async () => {
    const { me, at } = await begin(size)
    assert.equal((await problemOf(uploads.addPiece(me, { ...at, offset: 0, bytes: piece(bytes) }))).reason, reason)
    assert.equal((await uploads.findUpload(me, at)).received, 0)
  })

test('no size, too large a file, and one more than a day allows are not begun', async () => {
  const spaceId = await kit.foundSpace([])
  const me = holder(spaceId)
  const reasonOf = async (size: number) => (await problemOf(uploads.beginUpload(me, { ...file, spaceId, size }))).reason
  assert.deepEqual(
    [await reasonOf(0), await reasonOf(Number.NaN), await reasonOf(25_000_001)],
    ['upload-size-missing', 'upload-size-missing', 'content-too-large'],
  )
  const all = Array.from({ length: 104 }, () => uploads.beginUpload(me, { ...file, spaceId, size: 1 }))
  const begun = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled')
  assert.equal(begun.length, 100)
})
