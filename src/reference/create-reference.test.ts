import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { createCodeSystems } from './code-systems.ts'
import { createReference } from './create-reference.ts'
import { readData } from './data-file.ts'
import type { CodeListName } from './reference.ts'

const reference = createReference()
const lists: readonly CodeListName[] = [
  'document-types',
  'document-classes',
  'practice-settings',
  'confidentiality-codes',
  'author-specialties',
  'healthcare-facility-types',
  'author-functions',
  'format-codes',
  'professions',
  'savoir-faire',
  'reference-id-types',
  'mes-document-categories',
]
const optional = Type.Optional(Type.String())
const examples = Type.Object({
  examples: Type.Array(Type.Object({ code: Type.String(), system: optional, fr: Type.String(), en: optional }), {
    minItems: 1,
  }),
})

for (const list of lists) {
  test(`the examples of ${list} hold, and every row is found by its code`, () => {
    for (const { code, system, fr, en } of readData(`codes/${list}.json`, examples).examples) {
      assert.equal(reference.label(list, { system, code }, 'fr'), fr)
      if (en !== undefined) assert.equal(reference.label(list, { system, code }, 'en'), en)
    }
    for (const concept of reference.all(list)) assert.equal(reference.find(list, concept), concept)
  })
}

test('every spelling of a code system leads to the one we write', () => {
  const spellings = Type.Object({
    examples: Type.Array(Type.Object({ written: Type.String(), system: Type.String() })),
  })
  for (const { written, system } of readData('codes/code-systems.json', spellings).examples) {
    assert.equal(reference.canonicalSystem(written), system)
  }
  const { canonical, findOid } = createCodeSystems()
  assert.equal(canonical('urn:oid:9.9.9'), 'urn:oid:9.9.9')
  assert.equal(findOid('http://loinc.org'), '2.16.840.1.113883.6.1')
})

test('every code system that a list uses has its row of spellings', () => {
  const known = new Set(createSystemsOf())
  for (const list of lists) {
    for (const { system, code } of reference.all(list)) assert.ok(known.has(system), `${list} ${code}: ${system}`)
  }
})

const createSystemsOf = (): string[] =>
  readData(
    'codes/code-systems.json',
    Type.Object({ systems: Type.Array(Type.Object({ system: Type.String() })) }),
  ).systems.map(({ system }) => system)

test('every document type has its class and both labels', () => {
  const laboratory = reference.findDocumentType({ system: 'urn:oid:2.16.840.1.113883.6.1', code: '11502-2' })
  assert.ok(laboratory)
  assert.deepEqual(reference.classOf(laboratory), {
    system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument',
    code: '10',
    display: 'Compte rendu',
  })
  assert.equal(reference.all('document-types').length, 123)
  for (const { code } of reference.all('document-types')) {
    const type = reference.findDocumentType(code)
    assert.ok(type && type.fr && type.en && reference.classOf(type).display, code)
  }
})

test('a type is not found in a system that is not its own', () => {
  assert.equal(reference.findDocumentType({ system: 'urn:oid:1.2.250.1.213.1.1.4.12', code: '11502-2' }), undefined)
  assert.equal(reference.findDocumentType('no-such-type'), undefined)
  assert.equal(reference.label('document-types', 'no-such-type', 'fr'), 'no-such-type')
})

test('visibility is written as codes and read back, in every spelling', () => {
  const states = [false, true].flatMap((hidden) =>
    [false, true].flatMap((withheld) =>
      [false, true].map((hiddenFromRepresentatives) => ({ hidden, withheld, hiddenFromRepresentatives })),
    ),
  )
  for (const state of states) assert.deepEqual(reference.visibilityOf(reference.visibilityCodings(state)), state)
  const guideSpelling =
    'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument'
  assert.ok(reference.visibilityOf([{ system: guideSpelling, code: 'MASQUE_PS' }]).hidden)
  assert.ok(reference.visibilityOf([{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'INVISIBLE_PATIENT' }]).withheld)
  assert.ok(!reference.isVisibilityCode({ system: 'urn:oid:2.16.840.1.113883.5.25', code: 'N' }))
})

test('formats are found by the template a CDA announces, identifiers and standings by their systems', () => {
  assert.deepEqual(
    reference.formatsOfTemplate('1.2.250.1.213.1.1.1.5.4').map(({ code }) => code),
    ['urn:ans:ci-sis:cse-mde:2023'],
  )
  assert.equal(reference.findIdentifierSystem('1.2.250.1.213.1.4.10')?.key, 'INS-NIR-TEST')
  assert.equal(reference.availability('current', true).xds, 'urn:asip:ci-sis:2010:StatusType:Archived')
  assert.equal(reference.availability('entered-in-error', true).xds, 'urn:asip:ci-sis:2010:StatusType:Deleted')
})

test('nothing read from data can be changed', () => {
  const [type] = reference.all('document-types')
  assert.ok(type && Object.isFrozen(type) && Object.isFrozen(reference.all('document-types')))
})
