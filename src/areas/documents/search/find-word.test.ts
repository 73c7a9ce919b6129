import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldText } from '../../../platform/fold-text.ts'
import { createFind, type FindPlace } from './find-word.ts'
import { readSought, wordsOf } from './sought-words.ts'
import { cleanText } from './text-of-content.ts'

const findsOf = (typed: string): FindPlace[] => readSought(typed).map(createFind)

const isIn = (typed: string, text: string): boolean => findsOf(typed).every((find) => find(text) !== undefined)

const alike: readonly (readonly [typed: string, text: string])[] = [
  ['hemoglobine', 'L’hémoglobine glyquée'],
  ['HÉMOGLOBINES', 'hemoglobine'],
  ['oedeme', 'Œdème des membres'],
  ['œdème', 'OEDEME PULMONAIRE'],
  ['coeur', 'cœur'],
  ['ægyptus', 'Aedes aegyptus'],
  ['chevaux', 'queue de cheval'],
  ['cheval', 'les chevaux'],
  ['fracture', 'Fractures multiples'],
  ['diabète', 'patiente diabétique'],
  ['vacciné', 'vaccination antigrippale'],
  ['opéré', 'une opération'],
  ['infectées', 'infection urinaire'],
  ['intestinal', 'troubles intestinaux'],
  ['allergie', 'allergique à la pénicilline'],
  ['urgent', 'service des urgences'],
  ['cardiologue', 'avis de cardiologie'],
  ['insuffisante', 'insuffisance rénale'],
  ['cardio', 'cardiomyopathie'],
  ['aigue', 'pancréatite aiguë'],
  ['compte-rendu', 'Compte rendu opératoire'],
  ['compte rendu', 'compte-rendu'],
  ['l’os', 'fragment d’os'],
  ["l'aorte", 'dilatation de l’aorte'],
  ['aujourd’hui', "vu aujourd'hui"],
  ['irm', 'IRM cérébrale'],
  ['covid-19', 'COVID 19'],
  ['B12', 'vitamine B12'],
  ['7,5', 'HbA1c 7,5 %'],
  ['bleeding', 'bleeds easily'],
  ['allergies', 'Allergy to nuts'],
  ['mars 2024', 'vu le 12 mars 2024'],
  ['"insuffisance rénale"', 'Insuffisance  renale chronique'],
  ['« insuffisance rénale »', 'INSUFFISANCE-RÉNALE'],
  ['γ', 'γ-GT'],
]

for (const [typed, text] of alike) test(`${typed} is found in: ${text}`, () => assert.ok(isIn(typed, cleanText(text))))

const apart: readonly (readonly [typed: string, text: string])[] = [
  ['fer', 'faire refaire fermer'],
  ['os', 'dose osmose'],
  ['12', '2012 et 120'],
  ['B1', 'vitamine B12'],
  ['rénale', 'surrénale'],
  ['"rénale insuffisance"', 'insuffisance rénale'],
  ['"rein gauche"', 'reins gauches'],
  ['thyroïde fracture', 'thyroïde'],
  ['', ''],
]

for (const [typed, text] of apart)
  test(`${typed || 'nothing'} is not found in: ${text || 'nothing'}`, () =>
    assert.equal(findsOf(typed).length > 0 && isIn(typed, text), false))

test('words that stand everywhere are left out, unless there is no other', () => {
  assert.deepEqual(readSought('le fond de l’œil'), [
    { kind: 'word', word: 'fond' },
    { kind: 'word', word: 'oeil' },
  ])
  assert.deepEqual(readSought('de la'), [
    { kind: 'word', word: 'de' },
    { kind: 'word', word: 'la' },
  ])
  assert.deepEqual(readSought('" " — ’'), [])
})

const letters = Array.from('abceinorstuéèàçîôûœæÉÇŒ')
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
const between = fc.constantFrom(' ', '-', '’', ', ', ' : ', '\n', ' (', '. ')

test('every word of a text finds it, with or without its accents and its capitals; what is found is that word', () => {
  const joined = fc.tuple(fc.array(fc.tuple(word, between), { minLength: 1, maxLength: 30 }), fc.nat())
  fc.assert(
    fc.property(joined, ([pieces, pick]) => {
      const text = cleanText(pieces.map(([one, gap]) => one + gap).join(''))
      const [wanted] = pieces[pick % pieces.length] ?? ['']
      for (const typed of [wanted, wanted.toUpperCase(), foldText(wanted)]) {
        const [sought, ...others] = readSought(`"${typed}"`)
        assert.ok(sought !== undefined && others.length === 0)
        const place = createFind(sought)(text)
        assert.ok(place !== undefined, typed)
        assert.equal(foldText(text.slice(place.start, place.end)), foldText(wanted))
        assert.ok(isIn(typed, text), typed)
      }
    }),
    { numRuns: 500 },
  )
})

test('a word that is in a text as no word, no beginning and no inflection is not found in it', () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 20 }), (typed, words) => {
      const text = words.join(' ')
      const folded = foldText(typed)
      for (const find of findsOf(typed)) {
        const place = find(text)
        if (place === undefined) continue
        const found = foldText(text.slice(place.start, place.end))
        assert.ok(wordsOf(text).includes(found), 'whole words only')
        assert.equal(found.slice(0, 1), folded.slice(0, 1))
      }
    }),
  )
})

test('hostile words and texts cost little and mean nothing', () => {
  const hostile = ['.*', '(a+)+$', '[', '\\', 'a'.repeat(10_000), '\0', '\u202e', '😀'.repeat(500), '"'.repeat(300)]
  const long = cleanText('a'.repeat(100_000) + ' œœ '.repeat(20_000))
  for (const typed of hostile)
    for (const find of findsOf(typed)) assert.ok(find(long) === undefined || typed.startsWith('a'))
  assert.ok(findsOf('x '.repeat(10_000)).length <= 12)
})

test('a text is kept composed, on one line, without what nobody sees, and bounded', () => {
  assert.equal(cleanText('E\u0301tat\u00a0 ge\u0301ne\u0301ral\u202e\u0007\n\nbon\u00ad'), 'État général bon')
  assert.equal(cleanText('mot '.repeat(200_000)).length, 100_000)
  assert.equal(cleanText('\ud800a'), 'a')
})
