import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeJpeg, makePng, makeTiff } from '../../../../tests/support/hostile-files.ts'
import { countPixels } from './count-pixels.ts'

const filled = Buffer.from('\xff\xe0\0\x04ab\xff\xff', 'latin1')

const counted: [string, string, Buffer, number][] = [
  ['a PNG', 'image/png', makePng(640, 480), 307_200],
  ['a JPEG', 'image/jpeg', makeJpeg(640, 480), 307_200],
  ['a JPEG with filled markers', 'image/jpeg', makeJpeg(640, 480, filled), 307_200],
  ['a TIFF', 'image/tiff', makeTiff(640, 480), 307_200],
  ['the largest of several', 'image/tiff', makeTiff(640, 480, 40), 307_200],
  ['a PDF', 'application/pdf', makePng(640, 480), 0],
  ['a cut PNG', 'image/png', makePng(640, 480).subarray(0, 20), 0],
  ['a cut JPEG', 'image/jpeg', makeJpeg(640, 480).subarray(0, 8), 0],
]

for (const [name, type, bytes, pixels] of counted) {
  test(`${name}: ${pixels} pixels`, () => assert.equal(countPixels(bytes, type), pixels))
}

test('any bytes are counted, at once', () => {
  const starts = fc.constantFrom(
    makePng(1, 1),
    makeJpeg(1, 1),
    makeTiff(1, 1, 3),
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
  )
  const types = fc.constantFrom('image/png', 'image/jpeg', 'image/tiff')
  fc.assert(
    fc.property(types, starts, fc.uint8Array({ maxLength: 400 }), (type, start, rest) => {
      assert.ok(countPixels(Buffer.concat([start.subarray(0, start.length - 4), rest]), type) >= 0)
    }),
    { numRuns: 5000, seed: 3 },
  )
})

test('a TIFF whose directories lead in a circle ends', () => {
  const circle = makeTiff(9, 9)
  circle.writeUInt32BE(8, circle.length - 4)
  assert.equal(countPixels(circle, 'image/tiff'), 81)
})
