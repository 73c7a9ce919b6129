import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { exifSegment, greyPng, makeJpeg, makePng, makeTiff, pixelFloods } from '../../../tests/support/hostile-files.ts'
import { createConfined } from './confined.ts'
import { drawPicture } from './draw-picture.ts'

const confined = createConfined()

const drawn = async (bytes: Buffer, type: string): Promise<Buffer> => {
  const picture = await drawPicture(confined, bytes, type)
  assert.ok(Buffer.isBuffer(picture), JSON.stringify(picture))
  return picture
}

test('a PNG is drawn as a JPEG, and a JPEG again, without what else it told', async () => {
  const jpeg = await drawn(greyPng, 'image/png')
  const told = Buffer.concat([jpeg.subarray(0, 2), exifSegment('48.8566 N 2.3522 E'), jpeg.subarray(2)])
  assert.ok(told.includes('48.8566'))
  const again = await drawn(told, 'image/jpeg')
  assert.ok(!again.includes('48.8566') && !again.includes('Exif'))
})

/** An eight by eight grey TIFF, its pixels right behind its one directory. */
const tiff = (): Buffer => {
  const tags = [
    [256, 8],
    [257, 8],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 122],
    [277, 1],
    [278, 8],
    [279, 64],
  ]
  const bytes = Buffer.alloc(122 + 64, 100)
  bytes.write('MM\0*\0\0\0\x08', 'latin1')
  bytes.writeUInt16BE(tags.length, 8)
  for (const [n, [tag = 0, value = 0]] of tags.entries()) {
    bytes.writeUInt16BE(tag, 10 + 12 * n)
    bytes.writeUInt16BE(4, 12 + 12 * n)
    bytes.writeUInt32BE(1, 14 + 12 * n)
    bytes.writeUInt32BE(value, 18 + 12 * n)
  }
  bytes.writeUInt32BE(0, 118)
  return bytes
}

test('a TIFF, which browsers do not draw, is drawn', async () => {
  assert.ok((await drawn(tiff(), 'image/tiff')).length > 100)
})

test('what is no picture, or another than it showed, is not drawn', async () => {
  const tries: [Buffer, string][] = [
    [Buffer.from('hello'), 'image/png'],
    [greyPng, 'image/jpeg'],
    [greyPng, 'image/svg+xml'],
    [makeJpeg(8, 8), 'image/jpeg'],
    [makeTiff(8, 8), 'image/tiff'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png'],
  ]
  for (const [bytes, type] of tries)
    assert.deepEqual(await drawPicture(confined, bytes, type), { failure: 'unreadable' })
})

test('a picture that claims more than there is room for ends at a limit', async () => {
  const real = makePng(30_000, 30_000, deflateSync(Buffer.alloc(30_001 * 3000)))
  for (const { contentType, bytes } of [...pixelFloods, { contentType: 'image/png', bytes: real }]) {
    assert.ok('failure' in (await drawPicture(confined, bytes, contentType)), contentType)
  }
})

test('an answer that is no JPEG is no answer', async () => {
  const liar = { run: async () => ({ answer: Buffer.from('<script>') }) }
  assert.deepEqual(await drawPicture(liar, greyPng, 'image/png'), { failure: 'unreadable' })
})
