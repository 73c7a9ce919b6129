import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { documentOf } from '../../../../tests/support/fhir-document.ts'
import { createCodeSystems } from '../../../reference/code-systems.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'
import { readFhirStatements } from './read-fhir-statements.ts'

const systems = createCodeSystems()
const statementsIn = (bytes: Buffer): Statement[] => readFhirStatements(parseFhirDocument(bytes), systems)
const atc = (code: string, display: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code, display }] })
const word = (code: string) => ({ coding: [{ system: 'urn:of:the:element', code }] })

const allergy = {
  resourceType: 'AllergyIntolerance',
  status: undefined,
  clinicalStatus: word('active'),
  code: { text: 'Pénicilline' },
  onsetDateTime: '2010',
  reaction: [{ manifestation: [{ text: 'Urticaire' }, atc('1', 'Œdème')] }],
  note: [{ text: 'Vue aux urgences.' }],
}
const condition = {
  resourceType: 'Condition',
  code: { text: 'Asthme' },
  onsetPeriod: { start: '2015-03' },
  abatementDateTime: '2021-06-01',
}
const vaccination = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: atc('J07BB02', 'Vaccin grippal'),
  occurrenceDateTime: '2025-10-14',
  lotNumber: 'G-42',
  protocolApplied: [{ doseNumberPositiveInt: 2 }],
}

test('what each chapter says is told once, in the words and with the dates and codes of the document', () => {
  const treatment = {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationReference: { reference: 'urn:uuid:4' },
    effectivePeriod: { start: '2024-01', end: '2024-06' },
    dosage: [{ text: 'Un comprimé le matin' }],
  }
  const medication = { resourceType: 'Medication', code: atc('C10AA05', 'Atorvastatine') }
  const found = statementsIn(documentOf([allergy, condition, vaccination, treatment, medication]))
  assert.deepEqual(
    found.map(({ section, label, since, until }) => [section, label, since, until]),
    [
      ['allergies', 'Pénicilline', '2010', undefined],
      ['conditions', 'Asthme', '2015-03', '2021-06-01'],
      ['vaccinations', 'Vaccin grippal', '2025-10-14', undefined],
      ['treatments', 'Atorvastatine', '2024-01', '2024-06'],
    ],
  )
  assert.deepEqual(
    [found[0]?.comment, found[0]?.reactions?.map(({ display }) => display)],
    ['Vue aux urgences.', ['Œdème']],
  )
  assert.deepEqual([found[2]?.lot, found[2]?.rank, found[2]?.codes[0]?.code], ['G-42', '2', 'J07BB02'])
  assert.equal(found[3]?.dosage, 'Un comprimé le matin')
})

const silent: readonly (readonly [string, object])[] = [
  ['taken back', { ...vaccination, status: 'entered-in-error' }],
  ['an allergy taken back', { ...allergy, verificationStatus: word('entered-in-error') }],
  [
    'nothing known, as the summary says it',
    {
      ...allergy,
      code: {
        text: 'Aucune',
        coding: [{ system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', code: 'no-allergy-info' }],
      },
    },
  ],
  [
    'a medicine that is in no place of the document',
    { resourceType: 'MedicationStatement', medicationReference: { reference: 'Medication/9' } },
  ],
  ['without a name', { resourceType: 'Condition', onsetDateTime: '2020' }],
]
for (const [name, resource] of silent)
  test(`says nothing: ${name}`, () => assert.deepEqual(statementsIn(documentOf([resource])), []))

test('what was refuted or not done is told as not so', () => {
  const found = statementsIn(
    documentOf([
      { ...allergy, verificationStatus: word('refuted') },
      { ...vaccination, status: 'not-done' },
    ]),
  )
  assert.deepEqual(
    found.map(({ negated }) => negated),
    [true, true],
  )
})

const summary = 'hl7-ips/examples/Bundle-IPS-examples-Bundle-01.json'
test(
  'the official patient summary gives its conditions, medicines and allergy, not what it knows nothing of',
  skipWithoutCorpus(summary),
  () => {
    const found = statementsIn(readFileSync(corpusPath(summary)))
    assert.deepEqual(
      found.map(({ section, since, codes }) => [section, since, codes[0]?.code]),
      [
        ['conditions', '2015', '198436008'],
        ['treatments', '2015-03', '108774000'],
        ['treatments', '2016-01', '412588001'],
        ['allergies', '2010', '764146007'],
        ['conditions', '2015-01', '254837009'],
      ],
    )
  },
)
