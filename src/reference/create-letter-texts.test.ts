import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countSyllables } from './count-syllables.ts'
import { checkWords, createLetterTexts, textsOfBlock } from './create-letter-texts.ts'
import { readData } from './data-file.ts'
import { letterKinds, readingFile, type LetterBlock } from './letter-shapes.ts'

const texts = createLetterTexts()
const { examples } = readData('letters/reading.json', readingFile)

for (const [index, { lang, use, text, passes, forbidden }] of examples.entries()) {
  test(`reading example ${index + 1}`, () => {
    const read = texts.checkLetterText(text, lang, use)
    assert.deepEqual([read.passes, read.forbidden], [passes, forbidden])
  })
}

const wordings = letterKinds
  .flatMap((kind) => texts.versions(kind))
  .flatMap((version) => (['fr', 'en'] as const).map((lang) => ({ id: version.id, lang, words: version[lang] })))

for (const { id, lang, words } of wordings) {
  for (const use of ['letter', 'easy'] as const) {
    test(`${id} in ${lang}, ${use}: plain words`, () => {
      const read = texts.checkLetterText(
        [words.title, ...(words[use] ?? []).flatMap(textsOfBlock)].join('\n'),
        lang,
        use,
      )
      assert.deepEqual(read.forbidden, [])
      assert.ok(read.passes, `${read.averageWords} words, score ${read.score}, longest: ${read.longest}`)
    })
  }
}

test('every letter that holds a code has an easy page, in both languages', () => {
  for (const kind of letterKinds) {
    const { fr, en } = texts.versionAt(kind, '2026-11-01')
    const holdsCode = fr.letter.some((block) => 'code' in block)
    assert.equal(holdsCode, !kind.startsWith('proof') && kind !== 'refusal-form', kind)
    assert.deepEqual([fr.easy !== undefined, en.easy !== undefined], [holdsCode, holdsCode], kind)
  }
})

test('a form holds what its page draws, and nothing else', () => {
  const { fr } = texts.versionAt('refusal-form', '2026-11-01')
  const others: LetterBlock[] = [{ list: ['a'] }, { facts: [['a', 'b']] }, { phone: 'a' }]
  for (const block of others)
    assert.throws(
      () => checkWords('refusal-form', 'fr', { ...fr, letter: [...fr.letter, block] }),
      /draws nothing else/,
    )
  assert.throws(() => checkWords('refusal-form', 'fr', { ...fr, easy: [{ list: ['a'] }] }), /draws nothing else/)
  checkWords('refusal-form', 'fr', { ...fr, letter: [...fr.letter, { paragraph: 'a' }] })
})

test('an opening letter says what the law asks for: until when, the record, every way to refuse, closing, help without internet', () => {
  for (const kind of ['opening', 'opening-guardian', 'child'] as const) {
    const { fr, en } = texts.versionAt(kind, '2026-11-01')
    const french = [fr.title, ...fr.letter.flatMap(textsOfBlock)].join('\n')
    const english = [en.title, ...en.letter.flatMap(textsOfBlock)].join('\n')
    for (const words of [
      /\{opensOn\}/,
      /DMP/,
      /\{site\}/,
      /\{counter\}/,
      /\{post\}/,
      /ferm[eé]/,
      /gratuit/,
      /internet/,
    ]) {
      assert.match(french, words)
    }
    for (const words of [/\{opensOn\}/, /DMP/, /\{site\}/, /\{counter\}/, /\{post\}/, /close/, /free/, /internet/]) {
      assert.match(english, words)
    }
    // Whoever decides for somebody else shows at the counter, or in writing, that they may: a call proves nothing (rules ENR-8).
    for (const words of [french, english]) assert.equal(/\{phone\}/.test(words), kind === 'opening')
  }
})

test('the longest sentence is named, and one of 26 words is too long', () => {
  const long = `${'a '.repeat(25)}b.`
  const read = texts.checkLetterText(`Court. ${long}`, 'fr')
  assert.deepEqual([read.mostWords, read.longest, read.passes], [26, long, false])
  assert.equal(texts.checkLetterText('', 'fr').passes, false)
})

test('syllables as people count them', () => {
  const counted = {
    fr: {
      espace: 2,
      santé: 2,
      ouvrir: 2,
      maintenant: 3,
      création: 3,
      refusent: 2,
      vie: 1,
      internet: 3,
      code: 1,
      '2027': 1,
    },
    en: { space: 1, health: 1, documents: 3, open: 2, table: 2, asked: 1, the: 1, '2027': 1 },
  } as const
  for (const lang of ['fr', 'en'] as const) {
    for (const [word, count] of Object.entries(counted[lang])) assert.equal(countSyllables(word, lang), count, word)
  }
})

test('a harder text scores worse', () => {
  const score = (text: string, lang: 'fr' | 'en') => texts.checkLetterText(text, lang).score
  const hard = {
    fr: 'L’administration procédera prochainement à l’individualisation réglementaire des établissements préalablement identifiés.',
    en: 'The administration will subsequently undertake the regulatory individualisation of previously identified establishments.',
  }
  assert.ok(score('Votre espace est prêt. Vous pouvez refuser.', 'fr') > 80)
  assert.ok(score(hard.fr, 'fr') < 30)
  assert.ok(score('Your space is ready. You can say no.', 'en') < 3)
  assert.ok(score(hard.en, 'en') > 15)
})
