import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDocumentTitles } from './create-document-titles.ts'
import { createReference } from './create-reference.ts'
import type { Language } from './language.ts'

const reference = createReference()
const titles = createDocumentTitles(reference)
const types = reference.all('document-types')
const languages: readonly Language[] = ['fr', 'en']
const consultation = { system: 'http://loinc.org', code: '11488-4', display: 'Consult note' }
const laboratory = { system: 'http://loinc.org', code: '11502-2', display: "CR d'examens biologiques" }
const general = { system: 'urn:oid:1.2.250.1.213.1.1.4.5', code: 'G15_10/SM04' }

/** What makes a name unfit for a person who is no professional. */
const flawOf = (name: string, code: string): string | undefined => {
  if (name.includes(code)) return 'holds its code'
  if (/\bCR\b|\bnote de\b|DICOM|KOS|LOINC/i.test(name)) return 'holds a word of the trade'
  if (/\b[A-ZÀ-Ý]{4,}\b/.test(name)) return 'shouts'
  if (!/^[A-ZÀ-Ý]/.test(name)) return 'begins with no capital'
  return name.length > 60 ? 'too long' : undefined
}

test('every type of document has a plain name in both languages, and no two types the same', () => {
  for (const lang of languages) {
    const named = types.map((type) => ({ type, name: titles.humanTitle({ type }, lang) }))
    for (const { type, name } of named)
      assert.equal(flawOf(name, type.code), undefined, `${lang} ${type.code}: ${name}`)
    const twice = named.filter(({ name }, at) => named.findIndex((other) => other.name === name) < at)
    assert.deepEqual(
      twice.map(({ type, name }) => `${lang} ${type.code}: ${name}`),
      [],
    )
  }
})

test('a name of the code list itself would not pass', () => {
  assert.equal(flawOf("CR d'examens biologiques", '11502-2'), 'holds a word of the trade')
  assert.equal(flawOf('COMPTE RENDU', '11502-2'), 'shouts')
  assert.equal(flawOf('Document 11502-2', '11502-2'), 'holds its code')
})

test('specialty, author and day are added where they say more', () => {
  const facts = { type: consultation, specialty: general, author: 'Anne Martin', day: '4 mars 2026' }
  const full = 'Compte rendu de consultation (cardiologie), Anne Martin, 4 mars 2026'
  assert.equal(titles.humanTitle(facts, 'fr'), full)
  assert.equal(titles.humanTitle({ type: consultation, specialty: general }, 'en'), 'Consultation report (cardiology)')
  assert.equal(titles.humanTitle({ type: laboratory, specialty: general }, 'fr'), 'Résultats de biologie')
  const unknown = { system: 'urn:x', code: 'ALIM_AM' }
  assert.equal(titles.humanTitle({ type: consultation, specialty: unknown }, 'fr'), 'Compte rendu de consultation')
})

test('a type of no list keeps its own word', () => {
  const type = { system: 'urn:elsewhere', code: 'x-1', display: 'Carnet de marche' }
  assert.equal(titles.humanTitle({ type }, 'fr'), 'Carnet de marche')
})

const written: readonly (readonly [title: string, human: boolean])[] = [
  ['', false],
  ['  ', false],
  ['11502-2', false],
  ["CR d'examens biologiques", false],
  ['CR D’EXAMENS BIOLOGIQUES', false],
  ['Laboratory report', false],
  ['CR_BIO_20260304.pdf', false],
  ['Bilan thyroïdien', true],
  ['Résultat du 4 mars, voir bilan.pdf', true],
  ["CR d'examens biologiques de mars", true],
]

test('a title is its author’s where it says something to a person', () => {
  for (const [title, human] of written) assert.equal(titles.isHuman(title, laboratory), human, title)
})

test('a sick leave, and nothing else, reminds of the employer', () => {
  for (const type of types) {
    const reminded = titles.reminderOf(type, 'fr')?.includes('48 heures') ?? false
    assert.equal(reminded, type.code === 'PRESC-AAT', type.code)
  }
})
