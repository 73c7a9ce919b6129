import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync, inflateSync } from 'node:zlib'
import { greyPng } from '../../../tests/support/hostile-files.ts'
import { makePdf, pdfStream } from '../../../tests/support/make-pdf.ts'
import { createConfined } from './confined.ts'
import { drawPdfPage, type PagePicture } from './draw-pdf-page.ts'

const confined = createConfined()

const drawn = async (bytes: Buffer, page: number): Promise<PagePicture> => {
  const picture = await drawPdfPage(confined, bytes, page)
  assert.ok('bytes' in picture, JSON.stringify(picture))
  return picture
}

/** As its header says. Spec: PNG, IHDR. */
const countPixels = ({ bytes, mediaType }: PagePicture): number => {
  assert.equal(mediaType, 'image/png')
  return bytes.readUInt32BE(16) * bytes.readUInt32BE(20)
}

test('each page is drawn as a picture of its own, as wide as a screen', async () => {
  const pdf = makePdf({ pages: ['Bonjour', 'Au revoir'] })
  const [first, second] = [await drawn(pdf, 0), await drawn(pdf, 1)]
  assert.notDeepEqual(first.bytes, second.bytes)
  const pixels = countPixels(first)
  assert.ok(Math.abs(pixels - (1240 * 1240 * 842) / 595) < 4000, String(pixels))
})

/** The first pixel of a PNG of ours: the filter takes nothing from the first row. */
const firstPixel = (png: Buffer): number[] => {
  const at = png.indexOf('IDAT')
  return [...inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))).subarray(1, 4)]
}

test('what is red in a document is red in its picture', async () => {
  const content = { head: '', stream: Buffer.from('1 0 0 rg 0 0 600 900 re f') }
  assert.deepEqual(firstPixel((await drawn(makePdf({ pages: ['x'], content }), 0)).bytes), [255, 0, 0])
})

test('a page however long or large has no more pixels than there is room for', async () => {
  for (const mediaBox of ['[0 0 10 14400]', '[0 0 14400 14400]', '[0 0 14400 10]', '[0 0 200000 200000]']) {
    const picture = await drawPdfPage(confined, makePdf({ pages: ['x'], mediaBox }), 0)
    assert.ok('failure' in picture || countPixels(picture) <= 6_100_000, mediaBox)
  }
})

test('a page of text is a sharp PNG, a scan a JPEG that is light enough for a phone', async () => {
  assert.equal((await drawn(makePdf({ pages: ['Bonjour'] }), 0)).mediaType, 'image/png')
  const side = 600
  const head = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8`
  const scan = makePdf({
    pages: ['x'],
    page: '/Resources << /XObject << /I 50 0 R >> >>',
    content: { head: '', stream: Buffer.from('q 595 0 0 842 0 0 cm /I Do Q') },
    objects: new Map([[50, pdfStream(head, randomBytes(side * side))]]),
  })
  const { bytes, mediaType } = await drawn(scan, 0)
  assert.deepEqual([mediaType, bytes.subarray(0, 2).toString('hex')], ['image/jpeg', 'ffd8'])
})

test('an answer that is no PNG is no answer; a scan that cannot be lightened stays as it was drawn', async () => {
  const liar = { run: async () => ({ answer: Buffer.from('<script>') }) }
  assert.deepEqual(await drawPdfPage(liar, Buffer.alloc(0), 0), { failure: 'unreadable' })
  const png = Buffer.concat([greyPng, Buffer.alloc(700_000)])
  const half = { run: async (task: string) => (task === 'picture' ? { failure: 'busy' as const } : { answer: png }) }
  assert.deepEqual(await drawPdfPage(half, Buffer.alloc(0), 0), { bytes: png, mediaType: 'image/png' })
})

test('a page that is not there, and what is no PDF or is locked, is not drawn', async () => {
  const pdf = makePdf({ pages: ['x'] })
  for (const page of [1, -1, 1e9]) assert.deepEqual(await drawPdfPage(confined, pdf, page), { failure: 'unreadable' })
  assert.deepEqual(await drawPdfPage(confined, Buffer.from('%PDF-1.7\n'), 0), { failure: 'unreadable' })
  const filter = '/Filter /Standard /V 1 /R 2 /P -4'
  const trailer = `/Encrypt << ${filter} /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00><00>]`
  assert.deepEqual(await drawPdfPage(confined, makePdf({ pages: ['x'], trailer }), 0), { failure: 'unreadable' })
})

test('a page that unfolds to gigabytes ends at a limit', async () => {
  const stream = deflateSync(deflateSync(Buffer.alloc(1024 * 1024 * 1024, ' ')))
  const content = { head: '/Filter [/FlateDecode /FlateDecode]', stream }
  const small = createConfined({ limits: { seconds: 10 } })
  const picture = await drawPdfPage(small, makePdf({ pages: ['x'], content }), 0)
  assert.ok('failure' in picture || picture.bytes.length < 1_000_000)
})
