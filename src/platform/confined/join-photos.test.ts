import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heicPhoto } from '../../../tests/support/heic-photo.ts'
import { makeShade } from '../../../tests/support/photos.ts'
import { createConfined } from './confined.ts'
import { drawPdfPage } from './draw-pdf-page.ts'
import { drawPicture } from './draw-picture.ts'
import { joinPhotos, joinSheets } from './join-photos.ts'
import { readPdfText } from './read-pdf-text.ts'

const confined = createConfined()

const draw = async (bytes: Buffer, type: string): Promise<Buffer> => {
  const jpeg = await drawPicture(confined, bytes, type)
  assert.ok(Buffer.isBuffer(jpeg), JSON.stringify(jpeg))
  return jpeg
}

const made = async (pdf: ReturnType<typeof joinPhotos>): Promise<Buffer> => {
  const bytes = await pdf
  assert.ok(Buffer.isBuffer(bytes), JSON.stringify(bytes))
  return bytes
}

/** What each page shows, as its picture. */
const lookAt = async (pdf: Buffer, pages: number): Promise<string[]> => {
  const told = await readPdfText(confined, pdf)
  assert.ok('pageCount' in told && told.pageCount === pages, JSON.stringify(told))
  const looks: string[] = []
  for (let page = 0; page < pages; page += 1) {
    const picture = await drawPdfPage(confined, pdf, page)
    assert.ok('bytes' in picture, JSON.stringify(picture))
    looks.push(picture.bytes.toString('base64'))
  }
  return looks
}

test('several photos, of a phone that writes HEIC too, become one PDF that can be put in another order', async () => {
  const photos = [
    await draw(makeShade(40, 60, 90), 'image/png'),
    await draw(heicPhoto, 'image/heic'),
    await draw(makeShade(60, 40, 200), 'image/png'),
  ]
  const pdf = await made(joinPhotos(confined, photos))
  const [first = '', second = '', third = ''] = await lookAt(pdf, 3)
  assert.equal(new Set([first, second, third]).size, 3)
  const other = await made(joinPhotos(confined, photos.slice(0, 1)))
  const sheets = [
    { from: 0, page: 2 },
    { from: 1, page: 0 },
    { from: 0, page: 1 },
  ]
  const again = await made(joinSheets(confined, [pdf, other], sheets))
  assert.deepEqual(await lookAt(again, 3), [third, first, second])
})

test('the PDF tells neither the camera nor when it was made', async () => {
  const jpeg = await draw(heicPhoto, 'image/heic')
  const text = (await made(joinPhotos(confined, [jpeg]))).toString('latin1')
  assert.ok(heicPhoto.includes('CameraMaker') && !text.includes('CameraMaker') && !text.includes('Exif'))
  assert.deepEqual(await joinPhotos(confined, [jpeg]), Buffer.from(text, 'latin1'))
})

test('what is no photo, no sheet of ours or no page of it makes no PDF', async () => {
  const jpeg = await draw(makeShade(8, 8, 9), 'image/png')
  const pdf = await made(joinPhotos(confined, [jpeg]))
  const unreadable = { failure: 'unreadable' }
  assert.deepEqual(await joinPhotos(confined, [jpeg, Buffer.from('hello')]), unreadable)
  assert.deepEqual(await joinSheets(confined, [pdf], [{ from: 0, page: 1 }]), unreadable)
  assert.deepEqual(await joinSheets(confined, [pdf], [{ from: 1, page: 0 }]), unreadable)
  assert.deepEqual(await joinSheets(confined, [Buffer.from('hello')], [{ from: 0, page: 0 }]), unreadable)
})

test('a HEIC that was cut or bent ends as a word', async () => {
  for (const bytes of [heicPhoto.subarray(0, 300), Buffer.concat([heicPhoto.subarray(0, 40), Buffer.alloc(4000, 255)])])
    assert.deepEqual(await drawPicture(confined, bytes, 'image/heic'), { failure: 'unreadable' })
})
