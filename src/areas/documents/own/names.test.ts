import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareNames, type KnownNames } from './names.ts'

const durand: KnownNames = { family: ['DURAND', 'LEFÈVRE'], given: ['Marie', 'Élodie'] }
const author: KnownNames = { family: ['Sékou', 'PETIT'], given: ['Sékou', 'PETIT'] }
const ask = (text: string, record: KnownNames = durand): string => {
  const found = compareNames(text, record, author)
  return found.kind === 'other' ? `other: ${found.name}` : found.kind
}

const pat: KnownNames = { family: ['PAT-TROIS'], given: ['DOMINIQUE', 'MARIE-LOUISE'] }

const cases: [text: string, found: string, record?: KnownNames][] = [
  ['Le rythme est régulier.', 'none'],
  ['Patient : DURAND Marie, née le 12/03/1950', 'same'],
  ['Patiente : Marie Durand. Consultation du 3 mars', 'same'],
  ['Patient(e) : Madame Marie LEFEVRE', 'same'],
  ['Nom : DURAND Prénom : Marie Né(e) le : 12/03/1950', 'same'],
  ['Nom de naissance : DURAND Nom d’usage : LEFÈVRE Prénom : Élodie', 'same'],
  ['NOM : LEFEVRE PRÉNOM : MARIE', 'same'],
  ['Chère consœur, je revois Mme Durand pour son suivi.', 'same'],
  ['J’ai vu Mme M. DURAND ce jour.', 'same'],
  ['Monsieur DUPONT Jean, 54 ans, consulte ce jour.', 'other: DUPONT Jean'],
  ['Nom : DUPONT Prénom : Jean', 'other: DUPONT Jean'],
  ['Patient : DUPONT Jean, accompagné de Mme DURAND', 'other: DUPONT Jean'],
  ['Patient : DUPONT Jean\nVu le 3 mars', 'other: DUPONT Jean'],
  ['Patient :\nDURAND Marie\nCardiologie', 'same'],
  ['Mme DURAND\nCardiologie', 'same'],
  ['Patient : DUPONT Jean Vu le 3 mars', 'other: DUPONT Jean'],
  // the same family is not the same person
  ['Patient : DURAND Paul', 'other: DURAND Paul'],
  ['Nom : DURAND Prénom : Paul', 'other: DURAND Paul'],
  // who writes and who is written to are no patients
  ['Dr DUPONT, cardiologue. Docteur Jean MARTIN. Madame le Docteur BERNARD.', 'none'],
  ['Médecin : DUPONT Jean. Nom du médecin : MARTIN. Destinataire : Monsieur BERNARD Luc', 'none'],
  ['Cher Monsieur BERNARD, merci.', 'none'],
  ['Signé : Monsieur Sékou PETIT', 'none'],
  ['Docteur DUPONT. Je vois Mme Durand.', 'same'],
  // hyphens, particles, accents, apostrophes
  ['Patient : Pat Trois Dominique', 'same', pat],
  ['Patient : PAT–TROIS Dominique', 'same', pat],
  ['Mme TROIS Dominique', 'same', pat],
  ['Mme TROIS Paul', 'other: TROIS Paul', pat],
  ['Patient : Jean de la Tour', 'same', { family: ['DE LA TOUR'], given: ['JEAN'] }],
  ['Patient : L’Héritier Zoé', 'same', { family: ["L'HERITIER"], given: ['ZOE'] }],
  ['Concerne : Mlle Nguyen Thị Hòa', 'same', { family: ['NGUYEN'], given: ['THI HOA'] }],
]

for (const [text, found, record] of cases)
  test(`the names in « ${text} »: ${found}`, () => {
    assert.equal(ask(text, record), found)
  })

const letters = fc.constantFrom('B', 'C', 'F', 'G', 'J', 'K', 'L', 'N', 'P', 'R', 'T', 'V', 'Z')
const syllable = fc.tuple(letters, fc.constantFrom('a', 'é', 'i', 'ô', 'u', 'ou', 'ï')).map((pair) => pair.join(''))
const word = fc.array(syllable, { minLength: 2, maxLength: 4 }).map((all) => {
  const joined = all.join('').toLowerCase()
  return joined.charAt(0).toUpperCase() + joined.slice(1)
})
const family = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join('-'))
const shapes: ((of: string, given: string) => string)[] = [
  (of, given) => `Patient : ${of.toUpperCase()} ${given}`,
  (of, given) => `Patiente : ${given} ${of.replaceAll('-', ' ')}, 40 ans`,
  (of, given) => `Nom : ${of.normalize('NFD')} Prénom : ${given}`,
  (of, given) => `Lettre. Madame ${given} ${of} a été vue ce jour.`,
]

test('however it is written, a name is its own; with another family it stops', () => {
  const written = fc.record({ own: family, other: family, given: word, write: fc.constantFrom(...shapes) })
  const property = fc.property(written, ({ own, other, given, write }) => {
    const parts = (one: string) => new Set(one.toLowerCase().split('-'))
    fc.pre([...parts(own)].every((part) => !parts(other).has(part) && part !== given.toLowerCase()))
    fc.pre(!parts(other).has(given.toLowerCase()))
    const record = { family: [own.toUpperCase()], given: [given.toUpperCase()] }
    assert.equal(compareNames(write(own, given), record, author).kind, 'same')
    assert.equal(compareNames(write(other, given), record, author).kind, 'other')
  })
  fc.assert(property)
})

test('whatever a text holds, reading it ends and gives one of three', () => {
  const property = fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
    const found = compareNames(`Nom : ${text} M. ${text}`, durand, author)
    assert.ok(['same', 'none', 'other'].includes(found.kind))
  })
  fc.assert(property)
})

test('a long text of labels is read in little work', () => {
  const found = compareNames('Nom : A Prénom : '.repeat(6_000), durand, author)
  assert.equal(found.kind, 'other')
})
