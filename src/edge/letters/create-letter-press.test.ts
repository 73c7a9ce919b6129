import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addressOf,
  everyKind,
  form,
  opening,
  press,
  proof,
  squareOf,
  texts,
  words,
} from '../../../tests/support/letter-cases.ts'
import { readPdf, textOfPage } from '../../../tests/support/read-pdf.ts'
import { readQr } from '../../../tests/support/read-qr.ts'
import { createLetterPress } from './create-letter-press.ts'
import { textsOfBlock } from '../../reference/create-letter-texts.ts'
import { addressWindow, clearZone, codeBox, sheet } from './sheet.ts'

for (const letter of everyKind) {
  for (const lang of ['fr', 'en'] as const) {
    test(`${letter.kind}, ${lang} first: pages, sizes, fonts, nothing outside the sheet`, async () => {
      const pdf = readPdf(await press.print({ ...letter, lang }))
      assert.equal(pdf.pages, letter.kind === 'refusal-form' ? 1 : 'code' in letter ? 3 : 2)
      for (const { text, size, font, x, width, y, page } of pdf.texts) {
        const isAddress = page === 1 && x >= addressWindow.left - 1 && y < clearZone.bottom
        assert.ok(size >= (isAddress ? addressWindow.smallest : 14), `${size} ${text}`)
        assert.match(font, /^[A-Z]{6}\+(SourceSans3|Inconsolata)/, 'embedded in parts')
        assert.ok(x >= sheet.left - 0.5 && x + width <= sheet.right + 0.5 && y <= sheet.height - 20, text)
        assert.doesNotMatch(text, /\ufffd|[{}…]/)
      }
    })
  }
}

test('the opening letter: French, its easy page, English; code in groups of 24 points, phone number of 20, dates in words', async () => {
  const pdf = readPdf(await press.print(opening))
  const [french, easy, english] = [1, 2, 3].map((page) => textOfPage(pdf, page))
  assert.match(french ?? '', /Votre espace de santé s’ouvre le 6 janvier 2027/)
  assert.match(french ?? '', /Par courrier : Carnet, TSA 00001/)
  assert.match(french ?? '', /Le 25 novembre 2026/)
  assert.match(french ?? '', /Assurance maladie\nCarnet\nTSA 00001/)
  assert.match(easy ?? '', /La lettre en mots faciles[\s\S]*Vous avez le droit de dire non\./)
  assert.match(english ?? '', /Your health space opens on 6 January 2027/)
  const shown = (text: string) => pdf.texts.filter((each) => each.text === text).map(({ page, size }) => [page, size])
  assert.deepEqual(shown('7K2M-94QX-W3HP'), [
    [1, 24],
    [3, 24],
  ])
  assert.deepEqual(shown('3422'), [
    [1, 20],
    [2, 20],
    [3, 20],
  ])
})

test('French elides before a vowel, and only there', async () => {
  const titleFor = async (personName: string): Promise<string> =>
    textOfPage(readPdf(await press.print({ ...opening, kind: 'child', personName })), 1)
  assert.match(await titleFor('Odette Vidal'), /L’espace de santé d’Odette Vidal/)
  assert.match(await titleFor('Élise Vidal'), /L’espace de santé d’Élise Vidal/)
  assert.match(await titleFor('Noé Vidal'), /L’espace de santé de Noé Vidal/)
})

test('the square holds the 12 characters and nothing else, as a reader of our own decodes it from what was drawn', async () => {
  const pdf = readPdf(await press.print(opening))
  for (const page of [1, 3]) assert.deepEqual(readQr(squareOf(pdf, page)), { text: '7K2M94QXW3HP', level: 'Q' })
})

test('a proof holds no code and no square; it says who, when in words, how, and its number', async () => {
  for (const [kind, title] of [
    ['proof-opposition', 'Preuve de votre refus'],
    ['proof-transition', 'Preuve de votre refus'],
    ['proof-closure', 'Preuve de fermeture'],
    ['proof-erasure', 'Preuve de votre demande d’effacement'],
  ] as const) {
    const pdf = readPdf(await press.print({ ...proof, kind, opensOn: '2027-01-12' }))
    const all = `${textOfPage(pdf, 1)}\n${textOfPage(pdf, 2)}`
    for (const said of [
      title,
      'Dominique PAT-TROIS',
      '1er décembre 2026',
      'par téléphone',
      'LT-7K2M-94QX',
      '1 December 2026',
      'by phone',
    ]) {
      assert.ok(all.includes(said), said)
    }
    assert.doesNotMatch(all, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
    assert.equal(
      pdf.texts.some(({ size }) => size === codeBox.size),
      false,
    )
    assert.deepEqual(pdf.rectangles, [])
  }
})

test('what came by post says when the letter came, in both languages', async () => {
  const pdf = readPdf(await press.print({ ...proof, channel: 'post', receivedOn: '2026-11-28' }))
  assert.match(textOfPage(pdf, 1).replaceAll(/\s+/g, ' '), /par courrier, lettre reçue le 28 novembre 2026/)
  assert.match(textOfPage(pdf, 2).replaceAll(/\s+/g, ' '), /by post, letter received on 28 November 2026/)
  await assert.rejects(press.print({ ...proof, channel: 'post', receivedOn: '2026-11-31' }), /letter-day-malformed/)
})

test('the form: one page, the address of the scheme alone in the window, every line named, a frame to sign in, nothing of anybody', async () => {
  for (const [lang, sentence] of [
    ['fr', 'Je refuse l’ouverture de mon espace de santé'],
    ['en', 'I refuse the opening of my health space'],
  ] as const) {
    const bytes = await press.print({ ...form, lang })
    const pdf = readPdf(bytes)
    const page = textOfPage(pdf, 1).replaceAll(/\s+/g, ' ')
    assert.equal(
      addressOf(pdf)
        .map(({ text }) => text.trim())
        .join('|'),
      'Carnet|TSA 00002|00000 EXEMPLE CEDEX',
    )
    assert.ok(page.includes(sentence), page)
    const version = texts.versionAt('refusal-form', form.madeOn)[lang]
    for (const said of version.letter.flatMap(textsOfBlock))
      assert.ok(page.includes(said.replaceAll("'", '’').replaceAll(' :', '\u00a0:')) || page.includes(said), said)
    assert.ok(pdf.texts.every(({ tag }) => ['P', 'H1', 'H2', 'Artifact'].includes(tag)))
    assert.equal(pdf.rectangles.length, 4, 'three boxes and a frame')
    assert.ok(bytes.equals(await press.print({ ...form, lang })))
  }
})

test('tags: language, title shown and without a health word, PDF/UA, headings in order, every text tagged, the square described', async () => {
  const bytes = await press.print(opening)
  const pdf = readPdf(bytes)
  const written = bytes.toString('latin1')
  for (const said of ['/Lang (fr)', '/Marked true', '/DisplayDocTitle true', '<pdfuaid:part>1</pdfuaid:part>']) {
    assert.ok(written.includes(said), said)
  }
  const heads = [...pdf.objects.values()].map(({ head }) => head)
  const structure = heads.flatMap((head) => /\/S \/(\w+)/.exec(head)?.[1] ?? [])
  for (const tag of ['Document', 'Sect', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Figure']) {
    assert.ok(structure.includes(tag), tag)
  }
  assert.equal(structure.filter((tag) => tag === 'H1').length, 3)
  assert.deepEqual(
    heads.flatMap((head) => (/\/S \/Sect/.test(head) ? (/\/Lang \((\w+)\)/.exec(head)?.[1] ?? []) : [])).toSorted(),
    ['en', 'fr', 'fr'],
  )
  const alts = heads.filter((head) => /\/S \/Figure/.test(head) && /\/Alt \(/.test(head) && /\/BBox \[/.test(head))
  assert.equal(alts.length, 2)
  assert.ok(pdf.texts.every(({ tag }) => ['P', 'H1', 'H2', 'Lbl', 'LBody', 'Artifact'].includes(tag)))
  assert.match(written, /Ouverture de votre espace/)
})

test('the same letter gives the same bytes; the only date in the file is the letter’s', async () => {
  const bytes = await press.print(opening)
  assert.ok(bytes.equals(await createLetterPress(words).print(opening)))
  assert.deepEqual(new Set(bytes.toString('latin1').match(/D:\d{14}Z/g)), new Set(['D:20261125000000Z']))
  assert.ok(!bytes.equals(await press.print({ ...opening, code: '7K2M94QXW3HQ' })))
})

test('every letter with an accent that French has, and names from elsewhere, come back from the PDF', async () => {
  const french = 'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ'
  const personName = `${french} Łukasz Đorđević Nguyễn Ğül Ñuñez Åström’s`
  const pdf = readPdf(await press.print({ ...opening, personName, recipient: ['L’HÉRITIER ŸVES ŒUVRE', 'NGUYỄN ĞÜL'] }))
  const all = textOfPage(pdf, 1).replaceAll('\n', '')
  for (const part of personName.split(' ')) assert.ok(all.includes(part), part)
  assert.equal(
    addressOf(pdf)
      .map(({ text }) => text)
      .join('')
      .replaceAll(' ', ''),
    'L’HÉRITIERŸVESŒUVRENGUYỄNĞÜL',
  )
})

test('a very long name wraps and moves what follows to the next page, losing nothing', async () => {
  const personName = `${'Marie-Anne-Élisabeth '.repeat(12)}${'X'.repeat(120)}`
  const pdf = readPdf(await press.print({ ...opening, kind: 'child', personName }))
  assert.ok(pdf.pages > 3)
  for (const { x, width, text } of pdf.texts) assert.ok(x + width <= sheet.right + 0.5, text)
  assert.equal(pdf.texts.filter(({ text }) => text === '3422').length, 3)
})
