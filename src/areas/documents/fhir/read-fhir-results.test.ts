import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { documentOf, fhirReport } from '../../../../tests/support/fhir-document.ts'
import { createCodeSystems } from '../../../reference/code-systems.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'
import { readFhirResults } from './read-fhir-results.ts'

const systems = createCodeSystems()
const resultsIn = (bytes: Buffer): LaboratoryResult[] => readFhirResults(parseFhirDocument(bytes), systems)
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code, display: code }] })
const ucum = (value: unknown, unit: string) => ({ value, unit, system: 'http://unitsofmeasure.org', code: unit })

const own = resultsIn(fhirReport())
const named = (label: string): LaboratoryResult => {
  const found = own.find((one) => one.label === label)
  if (!found) throw new Error(`no result ${label}`)
  return found
}

test('our own report gives its nine results, in the order of its chapters', () => {
  assert.deepEqual(
    own.map(({ headings, label, status }) => [headings[0], label, status]),
    [
      ['Biochimie', 'Glucose', 'final'],
      ['Biochimie', 'CRP', 'final'],
      ['Biochimie', 'Albumine des 24 heures', 'final'],
      ['Biochimie', 'TSH', 'pending'],
      ['Hématologie', 'Hémoglobine', 'final'],
      ['Hématologie', 'Leucocytes', 'final'],
      ['Bactériologie', 'Culture', 'final'],
      ['Bactériologie', 'Oxacilline', 'final'],
      ['Bactériologie', 'Vancomycine', 'final'],
    ],
  )
})

test('a line is told whole: the digits that were written, range, flag, method, specimen, remark, earlier value, resource', () => {
  const glucose = named('Glucose')
  assert.deepEqual(glucose.values, [{ kind: 'quantity', value: '1.310', unit: 'g/L' }])
  assert.deepEqual(glucose.ranges, [{ low: { value: '0.70', unit: 'g/L' }, high: { value: '1.10', unit: 'g/L' } }])
  assert.equal(glucose.interpretations[0]?.code, 'H')
  assert.equal(glucose.method, 'Hexokinase')
  assert.equal(glucose.specimen?.kind?.code, '119297000')
  assert.equal(glucose.specimen?.collectedAt, '2026-11-03T08:05:00+01:00')
  assert.equal(glucose.laboratory, undefined)
  assert.deepEqual(glucose.comments, ['Prélèvement à jeun.'])
  assert.deepEqual(glucose.remarks, ['Glycémie à jeun à contrôler.'])
  assert.deepEqual(
    glucose.earlier.map(({ at, values }) => [at, values]),
    [['2026-05-04T08:00:00+02:00', [{ kind: 'quantity', value: '1.05', unit: 'g/L' }]]],
  )
  assert.equal(glucose.source, 'urn:uuid:00000000-0000-4000-8000-000000000020')
})

test('a laboratory is named where it is another than the author’s', () => {
  const elsewhere = fhirReport()
    .toString('utf8')
    .replace('"name": "Laboratoire des Quatre Vents"', '"name": "A"')
    .replace('"custodian": {', '"no": {')
    .replace(/"author": \[[^\]]*\],/, '')
  assert.equal(resultsIn(Buffer.from(elsewhere))[0]?.laboratory, 'A')
})

test('a group names its members, wherever the document names them first; it is no line itself', () => {
  assert.equal(named('Hémoglobine').panel, 'Hémogramme')
  assert.ok(!own.some(({ label }) => label === 'Hémogramme'))
  assert.equal(named('Oxacilline').isolate, 'Staphylococcus aureus')
})

test('a range for somebody is told in words, so that nobody else is held against it', () =>
  assert.equal(named('Hémoglobine').ranges[0]?.text, 'femme'))

test('a value that is not there says why', () =>
  assert.deepEqual(
    named('Vancomycine').values.map((one) => one.kind === 'coded' && one.text),
    ['non réalisé'],
  ))

const values: [string, object, unknown][] = [
  [
    'a comparator',
    { valueQuantity: { ...ucum(5, 'mg/L'), comparator: '<' } },
    { kind: 'quantity', value: '5', unit: 'mg/L', comparator: '<' },
  ],
  ['a unit in words only', { valueQuantity: { value: 5, unit: 'cps' } }, { kind: 'quantity', value: '5', unit: 'cps' }],
  ['a number without a unit', { valueQuantity: ucum(5, '1') }, { kind: 'quantity', value: '5' }],
  ['a number that is none', { valueQuantity: { value: 'traces' } }, { kind: 'text', text: 'traces' }],
  [
    'a range',
    { valueRange: { low: ucum(1, 'g'), high: ucum(2, 'g') } },
    { kind: 'interval', low: { value: '1', unit: 'g' }, high: { value: '2', unit: 'g' } },
  ],
  [
    'half a range',
    { valueRange: { high: ucum(2, 'g') } },
    { kind: 'quantity', value: '2', unit: 'g', comparator: '<=' },
  ],
  [
    'a titre',
    { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
    { kind: 'text', text: '1:128' },
  ],
  ['a text', { valueString: 'jaune paille' }, { kind: 'text', text: 'jaune paille' }],
  ['yes', { valueBoolean: true }, { kind: 'text', text: 'oui' }],
  ['no', { valueBoolean: false }, { kind: 'text', text: 'non' }],
  ['a count', { valueInteger: 12 }, { kind: 'quantity', value: '12' }],
]

for (const [what, value, expected] of values) {
  test(`a value: ${what}`, () => {
    const [result] = resultsIn(documentOf([{ code: loinc('1'), ...value }]))
    assert.deepEqual(result?.values, [expected])
  })
}

const statuses: [string, LaboratoryResult['status']][] = [
  ['registered', 'pending'],
  ['preliminary', 'pending'],
  ['unknown', 'pending'],
  ['final', 'final'],
  ['amended', 'final'],
  ['corrected', 'final'],
  ['cancelled', 'cancelled'],
  ['entered-in-error', 'cancelled'],
]

for (const [status, expected] of statuses) {
  test(`status ${status} is ${expected}`, () =>
    assert.equal(resultsIn(documentOf([{ status, code: loinc('1'), valueInteger: 1 }]))[0]?.status, expected))
}

test('the parts of an Observation are lines of their own, in its name', () => {
  const pressure = {
    code: { text: 'Pression' },
    component: [
      { code: loinc('8480-6'), valueQuantity: ucum(120, 'mm[Hg]') },
      { code: loinc('8462-4'), valueQuantity: ucum(80, 'mm[Hg]') },
    ],
  }
  const found = resultsIn(documentOf([pressure]))
  assert.deepEqual(
    found.map(({ panel, codes }) => [panel, codes[0]?.code]),
    [
      ['Pression', '8480-6'],
      ['Pression', '8462-4'],
    ],
  )
})

test('an exponent is the number that it means, digit for digit', () => {
  const read = (text: string): string => {
    const bytes = Buffer.from(
      documentOf([{ code: loinc('1'), valueQuantity: { value: 0.25 } }])
        .toString()
        .replace('0.25', text),
    )
    const [value] = resultsIn(bytes)[0]?.values ?? []
    return value?.kind === 'quantity' ? value.value : ''
  }
  for (const [from, to] of [
    ['1.50e2', '150'],
    ['1.5e-3', '0.0015'],
    ['-2E1', '-20'],
    ['12.50', '12.50'],
    ['1e99', `1${'0'.repeat(99)}`],
  ] as const)
    assert.equal(read(from), to)
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e90, max: 1e90 }), (number) => {
      const written = read(String(number))
      assert.doesNotMatch(written, /e/i)
      if (Math.abs(number) > 1e-98 || number === 0) assert.equal(Number(written), number + 0)
    }),
    { numRuns: 200 },
  )
})

test('groups that name each other are read once, and end', () => {
  const ring = [0, 1, 2].map((at) => ({
    code: loinc(String(at)),
    valueInteger: at,
    hasMember: [{ reference: `urn:uuid:${(at + 1) % 3}` }],
  }))
  assert.deepEqual(
    resultsIn(documentOf(ring)).map(({ codes }) => codes[0]?.code),
    ['0', '1', '2'],
  )
})

test('a chain of groups deeper than any laboratory’s, and more lines than any writes, stay small', () => {
  const chain = Array.from({ length: 5_000 }, (_, at) => ({
    code: loinc(String(at)),
    valueInteger: at,
    hasMember: [{ reference: `urn:uuid:${at + 1}` }],
  }))
  assert.ok(resultsIn(documentOf(chain)).length <= 2_000)
  const wide = Array.from({ length: 5_000 }, (_, at) => ({ code: loinc(String(at)), valueInteger: at }))
  assert.equal(resultsIn(documentOf(wide)).length, 2_000)
  const told = { code: { text: 'x'.repeat(100_000) }, valueString: 'x'.repeat(100_000) }
  const copies = Array.from({ length: 200 }, () => ({
    url: 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo',
    valueReference: { reference: 'urn:uuid:0' },
  }))
  const repeated = resultsIn(
    documentOf([told, ...Array.from({ length: 50 }, () => ({ code: loinc('1'), extension: copies }))]),
  )
  assert.ok(JSON.stringify(repeated).length < 2_000_000)
})

test('a reference leads nowhere out of the document, and to no other kind of resource', () => {
  const strange = [
    {
      code: loinc('1'),
      valueInteger: 1,
      hasMember: [
        { reference: 'http://elsewhere.example/Observation/9' },
        { reference: 'urn:uuid:c' },
        { reference: '#x' },
        {},
      ],
    },
  ]
  assert.equal(resultsIn(documentOf(strange)).length, 1)
})
