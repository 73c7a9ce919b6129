import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { createCodeSystems } from '../../../reference/code-systems.ts'
import type { LaboratoryResult, ResultValue } from '../../../reference/result-entry.ts'
import { parseCda } from './parse-cda.ts'
import { readResults, readVitalSigns } from './read-results.ts'

const systems = createCodeSystems()
const loinc = 'codeSystem="2.16.840.1.113883.6.1"'

const observationOf = (inside: string, code = `<code code="718-7" ${loinc} displayName="Hémoglobine"/>`): string =>
  `<observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/>${code}${inside}</observation>`

const reportOf = (entries: string, narrative = ''): LaboratoryResult[] =>
  readResults(
    parseCda(
      Buffer.from(`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:c="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <component><structuredBody><component><section><title>Sang</title><text>${narrative}</text>
        <entry><act><code code="18719-5" ${loinc}/>${entries}</act></entry>
        </section></component></structuredBody></component></ClinicalDocument>`),
    ),
    systems,
  )

const related = (inside: string): string => `<entryRelationship typeCode="COMP">${inside}</entryRelationship>`
const valueOf = (value: string, narrative = ''): ResultValue[] | undefined =>
  reportOf(related(observationOf(value)), narrative)[0]?.values

const bounds = (inside: string): string => `<value xsi:type="IVL_PQ">${inside}</value>`
const quantity = { kind: 'quantity', value: '5', unit: 'mg/L' } as const
const values: [written: string, read: ResultValue[]][] = [
  ['<value xsi:type="PQ" value="5" unit="mg/L"/>', [quantity]],
  ['<value xsi:type="c:PQ" value="5" unit="mg/L"/>', [quantity]],
  ['<value xsi:type="PQ" value="-0.50"/>', [{ kind: 'quantity', value: '-0.50' }]],
  ['<value xsi:type="REAL" value="2.0"/>', [{ kind: 'quantity', value: '2.0' }]],
  [
    '<value xsi:type="PQ" value="5" unit="mg/L"><translation value="5000" code="ug/L"/></value>',
    [{ ...quantity, also: [{ value: '5000', unit: 'ug/L' }] }],
  ],
  [bounds('<high value="5" unit="mg/L" inclusive="false"/>'), [{ ...quantity, comparator: '<' }]],
  [bounds('<high value="5" unit="mg/L"/>'), [{ ...quantity, comparator: '<=' }]],
  [bounds('<low value="5" unit="mg/L" inclusive="false"/>'), [{ ...quantity, comparator: '>' }]],
  [bounds('<low value="5" unit="mg/L"/>'), [{ ...quantity, comparator: '>=' }]],
  [bounds('<low value="5"/><high value="10"/>'), [{ kind: 'interval', low: { value: '5' }, high: { value: '10' } }]],
  [bounds('<low nullFlavor="UNK"/>'), []],
  ['<value xsi:type="PQ" value="environ 5" unit="mg/L"/>', [{ kind: 'text', text: 'environ 5' }]],
  ['<value xsi:type="PQ" nullFlavor="UNK"/>', []],
  ['<value xsi:type="ST">traces</value>', [{ kind: 'text', text: 'traces' }]],
  ['<value xsi:type="ED"><reference value="#clear"/></value>', [{ kind: 'text', text: 'limpide' }]],
  ['<value xsi:type="ED"><reference value="file:///etc/passwd"/></value>', []],
  [
    '<value xsi:type="CD" code="260385009" codeSystem="2.16.840.1.113883.6.96" displayName="négatif"/>',
    [
      {
        kind: 'coded',
        coding: { system: 'http://snomed.info/sct', code: '260385009', display: 'négatif' },
        text: 'négatif',
      },
    ],
  ],
  [
    '<value xsi:type="CD"><originalText><reference value="#clear"/></originalText></value>',
    [{ kind: 'coded', text: 'limpide' }],
  ],
  ['<value xsi:type="CD" nullFlavor="OTH"/>', []],
]

for (const [written, read] of values) {
  test(`a value is read as it was written: ${written.slice(0, 90)}`, () => {
    assert.deepEqual(valueOf(written, '<content ID="clear">limpide</content>'), read)
  })
}

test('what is still to come, and what will not come, is told', () => {
  const statusOf = (status: string): string | undefined =>
    reportOf(related(observationOf(`<statusCode code="${status}"/>`)))[0]?.status
  const told = ['active', 'held', 'aborted', 'cancelled', 'completed', 'never-heard-of'].map(statusOf)
  assert.deepEqual(told, ['pending', 'pending', 'cancelled', 'cancelled', 'final', 'final'])
})

test('what stands around a line comes with it; what stands in another panel does not', () => {
  const comment = (words: string): string =>
    `<act><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.2"/><text>${words}</text></act>`
  const organizer = (inside: string): string =>
    related(`<organizer classCode="CLUSTER" moodCode="EVN">${inside}</organizer>`)
  const specimen = `<component><procedure><templateId root="1.3.6.1.4.1.19376.1.3.1.2"/>
    <effectiveTime value="20260914074500+0200"/><participant typeCode="PRD"><participantRole><playingEntity>
    <code code="BLD" codeSystem="2.16.840.1.113883.18.311" displayName="Sang"/></playingEntity></participantRole></participant></procedure></component>`
  const germ = `<specimen><specimenRole><specimenPlayingEntity>
    <code code="112283007" codeSystem="2.16.840.1.113883.6.96" displayName="Escherichia coli"/></specimenPlayingEntity></specimenRole></specimen>`
  const performer = (name: string): string =>
    `<performer><assignedEntity><representedOrganization><name>${name}</name></representedOrganization></assignedEntity></performer>`
  const results = reportOf(
    organizer(`<code code="18769-0" ${loinc} displayName="Antibiogramme"/>${germ}${performer('Sous-traitant')}${specimen}
      <component>${comment('Hémolyse légère')}</component>
      <component>${observationOf(related(comment('Contrôlé')))}</component>`) +
      organizer(`<component>${observationOf(performer('Ailleurs'))}</component>`),
  )
  const told = results.map(({ panel, isolate, laboratory, specimen: from, comments, remarks, headings }) => ({
    panel,
    isolate,
    laboratory,
    comments,
    remarks,
    headings,
    kind: from?.kind?.code,
    collectedAt: from?.collectedAt,
  }))
  assert.deepEqual(told, [
    {
      panel: 'Antibiogramme',
      isolate: 'Escherichia coli',
      laboratory: 'Sous-traitant',
      comments: ['Contrôlé'],
      remarks: ['Hémolyse légère'],
      headings: ['Sang'],
      kind: 'BLD',
      collectedAt: '2026-09-14T07:45:00+02:00',
    },
    {
      panel: undefined,
      isolate: undefined,
      laboratory: 'Ailleurs',
      comments: [],
      remarks: [],
      headings: ['Sang'],
      kind: undefined,
      collectedAt: undefined,
    },
  ])
})

test('an earlier value is history, not a result of its own; a local code stands under its own system', () => {
  const local =
    '<code nullFlavor="UNK"><translation code="CRP1" codeSystem="1.2.250.1.2.3.4" displayName="CRP du laboratoire"/></code>'
  const before = `<entryRelationship typeCode="REFR"><observation classCode="OBS" moodCode="EVN"><code code="718-7" ${loinc}/>
    <effectiveTime value="20250101"/><value xsi:type="PQ" value="4" unit="mg/L"/></observation></entryRelationship>`
  const [one, ...others] = reportOf(
    related(observationOf(`<value xsi:type="PQ" value="5" unit="mg/L"/>${before}`, local)),
  )
  assert.deepEqual(others, [])
  assert.equal(one?.label, 'CRP du laboratoire')
  assert.deepEqual(one?.codes, [{ system: 'urn:oid:1.2.250.1.2.3.4', code: 'CRP1', display: 'CRP du laboratoire' }])
  assert.deepEqual(one?.earlier, [
    {
      codes: [{ system: 'http://loinc.org', code: '718-7' }],
      at: '2025-01-01',
      values: [{ kind: 'quantity', value: '4', unit: 'mg/L' }],
    },
  ])
})

test('our own report is read whole; one without structured results has none', () => {
  const results = readResults(parseCda(exampleBytes('laboratory-report.xml')), systems)
  const told = results.map(({ label, at, ranges, interpretations, headings }) =>
    [
      label,
      at?.slice(0, 10),
      ranges.length,
      interpretations.map(({ code: each }) => each).join(),
      headings.join(' / '),
    ].join(' | '),
  )
  assert.deepEqual(told, [
    'Hémoglobine | 2026-09-14 | 1 | N | Biochimie et hématologie / Bilan de suivi',
    'Ferritine | 2026-09-14 | 1 | N | Biochimie et hématologie / Bilan de suivi',
    'Cholestérol total | 2026-09-14 | 1 | H | Biochimie et hématologie / Bilan de suivi',
    'Glycémie à jeun | 2026-09-14 | 1 | N | Biochimie et hématologie / Bilan de suivi',
  ])
  assert.deepEqual(readResults(parseCda(exampleBytes('thyroid-report-pdf.xml')), systems), [])
})

test('what a hostile document repeats stays small: long words, thousands of lines, comments on them all', () => {
  const long = 'x'.repeat(200_000)
  const comments = related(
    `<act><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.2"/><text><reference value="#long"/></text></act>`,
  ).repeat(500)
  const lines = related(observationOf('<value xsi:type="ED"><reference value="#long"/></value>')).repeat(3_000)
  const organization = `<performer><assignedEntity><representedOrganization><name>${long}</name></representedOrganization></assignedEntity></performer>`
  const group = `<organizer><code code="${long}" ${loinc} displayName="${long}"/>${organization}${lines}${comments}</organizer>`
  const results = reportOf(related(group), `<content ID="long">${long}</content>`)
  assert.equal(results.length, 2_000)
  assert.ok(JSON.stringify(results).length < 20_000_000, String(JSON.stringify(results).length))
})

const vitalOf = (inside: string, code = '29463-7'): string =>
  `<observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.13.2"/><code code="${code}" ${loinc} displayName="Poids"/>${inside}</observation>`

const vitalsOf = (template: string, ...observations: string[]): LaboratoryResult[] =>
  readVitalSigns(
    parseCda(
      Buffer.from(`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><templateId root="${template}"/>
        <component><structuredBody><component><section><entry><organizer>${observations.map((one) => `<component>${one}</component>`).join('')}</organizer></entry></section></component></structuredBody></component></ClinicalDocument>`),
    ),
    systems,
  )

const grams = '<value xsi:type="PQ" value="3900" unit="g"/>'

test('what was measured by hand is read with its day, apart from what laboratories found', () => {
  const [weight, another] = vitalsOf('1.2.3', vitalOf(`<effectiveTime value="20260304"/>${grams}`))
  assert.deepEqual(
    [weight?.codes[0]?.code, weight?.at, weight?.vital, another],
    ['29463-7', '2026-03-04', true, undefined],
  )
  assert.deepEqual(weight?.values, [{ kind: 'quantity', value: '3900', unit: 'g' }])
})

test('without a day it is of an examination in a child’s certificate alone: elsewhere it may tell of a birth', () => {
  const undated = vitalOf(`<effectiveTime nullFlavor="NASK"/>${grams}`)
  assert.equal(vitalsOf('1.2.250.1.213.1.1.1.5.2', undated).length, 1)
  assert.equal(vitalsOf('1.2.250.1.213.1.1.1.50', undated).length, 0)
  assert.equal(vitalsOf('1.2.250.1.213.1.1.1.5.2', vitalOf('')).length, 0, 'no value')
})
