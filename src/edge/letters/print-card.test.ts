import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf, textOfPage, type PdfContents } from '../../../tests/support/read-pdf.ts'
import { createConfined } from '../../platform/confined/confined.ts'
import { readLetterFonts } from './letter-fonts.ts'
import { createCardPicture } from './picture-card.ts'
import { createCardPress, type CardShape, type PrintedCard } from './print-card.ts'

const print = createCardPress(readLetterFonts())

const card: PrintedCard = {
  call: 'EN CAS D’URGENCE – appelez le 15 ou le 112',
  name: 'Dominique PAT-TROIS',
  born: 'né ou née en 1979',
  kinds: [
    { heading: 'Allergies', lines: [{ title: 'Pénicilline', words: 'Œdème, Grave' }] },
    { heading: 'Contacts', lines: [{ title: 'Claude', words: 'À prévenir en urgence, 06 12 34 56 78' }] },
  ],
  foot: 'Choisi par la personne elle-même, le 23 novembre 2026.',
  more: 'La suite est ailleurs.',
  title: 'Carte',
  lang: 'fr',
  day: '2026-11-23',
}

/** So much that no wallet holds it on one face. */
const long: PrintedCard = {
  ...card,
  kinds: [
    {
      heading: 'Traitements',
      lines: Array.from({ length: 40 }, (_, index) => ({
        title: `Médicament n° ${index + 1}`,
        words: 'un comprimé le matin et un comprimé le soir, pendant le repas',
      })),
    },
  ],
}

const printed = async (one: PrintedCard, shape: CardShape): Promise<PdfContents> => readPdf(await print(one, shape))
const millimetre = 72 / 25.4
const words = (pdf: PdfContents): string =>
  Array.from({ length: pdf.pages }, (_, index) => textOfPage(pdf, index + 1))
    .join('\n')
    .replaceAll(/\s+/g, ' ')

test('a wallet card has the size of one, with its letters inside of it', async () => {
  const pdf = await printed(card, 'wallet')
  const [frame] = pdf.rectangles
  assert.ok(frame)
  assert.ok(Math.abs(frame.width - 85.6 * millimetre) < 0.01 && Math.abs(frame.height - 54 * millimetre) < 0.01)
  for (const { x, y, width, text, size } of pdf.texts) {
    assert.ok(x >= frame.x && x + width <= frame.x + frame.width, text)
    assert.ok(y - size >= frame.y && y <= frame.y + frame.height, text)
  }
  assert.match(words(pdf), /15 ou le 112 Dominique PAT-TROIS né ou née en 1979 Allergies Pénicilline Œdème, Grave/)
})

test('what has no room on one face of a wallet stands on the next: nothing is left out, and each face says whose it is', async () => {
  const pdf = await printed(long, 'wallet')
  const said = words(pdf)
  for (const { title } of long.kinds.flatMap(({ lines }) => lines)) assert.ok(said.includes(`${title} `), title)
  assert.ok(pdf.rectangles.length > 1)
  assert.equal(said.split('Dominique PAT-TROIS').length - 1, pdf.rectangles.length)
  assert.ok(pdf.texts.every(({ size }) => size >= 4.5))
})

test('the sheet for a fridge is A5 in large letters, on as many pages as it takes', async () => {
  const bytes = await print(card, 'fridge')
  assert.match(bytes.toString('latin1'), /MediaBox \[0 0 419\.5\d* 595\.2\d*\]/)
  const [first] = readPdf(bytes).texts
  assert.ok((first?.size ?? 0) >= 18)
  const more = await printed(long, 'fridge')
  assert.ok(more.pages > 1)
  assert.match(words(more), /Médicament n° 40 /)
})

test('on a phone nothing stands under the clock, the buttons or at the sides, and what has no room is said to be elsewhere', async () => {
  for (const one of [card, long])
    for (const { x, y, width, text, size } of (await printed(one, 'phone')).texts) {
      assert.ok(y - size > 932 * 0.3 && y < 932 * 0.84, text)
      assert.ok(x >= 30 && x + width <= 400, text)
      assert.ok(size >= 9.5, text)
    }
  assert.match(words(await printed(long, 'phone')), /La suite est ailleurs/)
  assert.doesNotMatch(words(await printed(card, 'phone')), /La suite est ailleurs/)
})

test('the picture of a phone is a PNG of its shape, large enough for any of them', async () => {
  const picture = await createCardPicture(print, createConfined())(card, 'somebody')
  assert.equal(picture.mediaType, 'image/png')
  assert.deepEqual([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)], [1240, 2687])
  const failing = { runFor: () => ({ run: async () => ({ failure: 'busy' as const }) }) }
  await assert.rejects(createCardPicture(print, failing)(card, 'somebody'), { reason: 'content-draws-later' })
})
