import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { createCodeSystems } from '../../../reference/code-systems.ts'
import { createReference } from '../../../reference/create-reference.ts'
import type { Quantity, ResultValue } from '../../../reference/result-entry.ts'
import { readClinicalDocument } from '../clinical-document.ts'
import { sniffContent } from '../content/sniff-content.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'
import { readFhirBody } from './read-fhir-body.ts'
import { readFhirResults } from './read-fhir-results.ts'

const maybe = Type.Optional
const text = Type.String()
const reference = Type.Object({ reference: maybe(text) })
const concept = Type.Object({
  coding: maybe(Type.Array(Type.Object({ system: text, code: text }))),
  text: maybe(text),
})
const amount = Type.Object({ value: Type.Number(), unit: maybe(text), code: maybe(text), comparator: maybe(text) })
const range = Type.Object({ low: maybe(amount), high: maybe(amount) })
const resource = Type.Object({
  resourceType: text,
  id: maybe(text),
  section: maybe(Type.Array(Type.Unknown())),
  result: maybe(Type.Array(reference)),
  hasMember: maybe(Type.Array(reference)),
  specimen: maybe(Type.Unknown()),
  code: maybe(Type.Union([concept, Type.Array(Type.Unknown())])),
  effectiveDateTime: maybe(text),
  valueQuantity: maybe(amount),
  valueRatio: maybe(Type.Object({ numerator: amount, denominator: amount })),
  valueCodeableConcept: maybe(concept),
  interpretation: maybe(Type.Array(concept)),
  referenceRange: maybe(Type.Array(range)),
})
const section = Type.Object({ section: maybe(Type.Array(Type.Unknown())), entry: maybe(Type.Array(reference)) })
const [isResource, isSection] = [Compile(resource), Compile(section)]
const isBundle = Compile(Type.Object({ entry: Type.Array(Type.Object({ fullUrl: text, resource: Type.Unknown() })) }))

type Resource = Static<typeof resource>

const folder = 'hl7eu-lab/examples'
const names =
  corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder)).filter((name) => name.endsWith('.json'))
const read = (name: string): unknown => JSON.parse(readFileSync(corpusPath(folder, name), 'utf8'))

/** The single resources of the guide as the document that they are the parts of. */
const assembled = (): Buffer => {
  const parts = ['Composition-', 'Patient-pat', 'DiagnosticReport-', 'Observation-obs'].flatMap((start) =>
    names.filter((name) => name.startsWith(start)).map((name) => isResource.Parse(read(name))),
  )
  const entry = parts.map((one) => ({ fullUrl: `http://example.org/${one.resourceType}/${one.id}`, resource: one }))
  return Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'document', entry }))
}

const documents = (): [string, Buffer][] => [
  ...names
    .filter((name) => name.startsWith('Bundle'))
    .map((name): [string, Buffer] => [name, readFileSync(corpusPath(folder, name))]),
  ['the single resources', assembled()],
]

/** The oracle: every Observation that a section or a report leads to, however far, found without our reader. */
const reachable = (bytes: Buffer): Resource[] => {
  const { entry } = isBundle.Parse(JSON.parse(bytes.toString('utf8')))
  const all = entry.map(({ fullUrl, resource: one }) => ({ fullUrl, one: isResource.Parse(one) }))
  const found = new Set<Resource>()
  const follow = (references: readonly Static<typeof reference>[] = []): void => {
    for (const { reference: written = '' } of references) {
      const target = all.find(({ fullUrl }) => fullUrl === written || fullUrl.endsWith(`/${written}`))?.one
      if (target === undefined || found.has(target)) continue
      found.add(target)
      follow(target.result)
      follow(target.hasMember)
    }
  }
  const walk = (sections: readonly unknown[] = []): void => {
    for (const each of sections) {
      const one = isSection.Parse(each)
      follow(one.entry)
      walk(one.section)
    }
  }
  for (const { one } of all) {
    if (one.resourceType === 'Composition') walk(one.section)
    if (one.resourceType === 'DiagnosticReport') follow(one.result)
  }
  return [...found].filter(({ resourceType }) => resourceType === 'Observation')
}

const systems = createCodeSystems()
const codesOf = (concepts: readonly Static<typeof concept>[]): string[] =>
  concepts.flatMap(({ coding = [] }) => coding.map(({ system, code }) => `${systems.canonical(system)}|${code}`))

const unitOf = ({ code, unit }: Static<typeof amount>): string => {
  const written = code ?? unit ?? ''
  return written === '1' ? '' : written
}
const dueAmount = (one: Static<typeof amount>): string => `${one.comparator ?? ''}${one.value} ${unitOf(one)}`.trim()
const ourAmount = ({ comparator, value, unit }: Quantity): string => `${comparator ?? ''}${value} ${unit ?? ''}`.trim()

const dueValue = ({ valueQuantity, valueRatio, valueCodeableConcept }: Resource): string[] => [
  ...(valueQuantity ? [dueAmount(valueQuantity)] : []),
  ...(valueRatio ? [`${dueAmount(valueRatio.numerator)} / ${dueAmount(valueRatio.denominator)}`] : []),
  ...(valueCodeableConcept ? codesOf([valueCodeableConcept]).slice(0, 1) : []),
]
const ourValue = (one: ResultValue): string => {
  if (one.kind === 'quantity') return ourAmount(one)
  if (one.kind === 'coded') return `${one.coding?.system}|${one.coding?.code}`
  return one.kind === 'text' ? one.text : `${ourAmount(one.low)} to ${ourAmount(one.high)}`
}

const dueLine = (one: Resource): string =>
  JSON.stringify({
    codes: codesOf(one.code && !Array.isArray(one.code) ? [one.code] : []),
    at: one.effectiveDateTime,
    values: dueValue(one),
    flags: codesOf(one.interpretation ?? []),
    ranges: (one.referenceRange ?? []).map(({ low, high }) => [low && dueAmount(low), high && dueAmount(high)]),
  })

const isGroup = (one: Resource): boolean => dueValue(one).length === 0 && one.hasMember !== undefined

test('every result of the European laboratory reports is read', skipWithoutCorpus(folder), (t) => {
  let counted = 0
  for (const [name, bytes] of documents()) {
    assert.equal(sniffContent(bytes), 'application/fhir+json', name)
    const told = readFhirResults(parseFhirDocument(bytes), systems).map((one) =>
      JSON.stringify({
        codes: one.codes.map(({ system, code }) => `${system}|${code}`),
        at: one.at,
        values: one.values.map(ourValue),
        flags: one.interpretations.map(({ system, code }) => `${system}|${code}`),
        ranges: one.ranges.map(({ low, high }) => [low && ourAmount(low), high && ourAmount(high)]),
      }),
    )
    const due = reachable(bytes)
      .filter((one) => !isGroup(one))
      .map(dueLine)
    assert.ok(due.length > 0, name)
    assert.deepEqual(told.toSorted(), due.toSorted(), name)
    counted += told.length
  }
  assert.equal(counted, 14)
  t.diagnostic(`${counted} results of ${documents().length} documents`)
})

test('a micro-organism and its group are told beside what is said of it', skipWithoutCorpus(folder), () => {
  const results = readFhirResults(parseFhirDocument(assembled()), systems)
  const vancomycin = results.find(({ codes }) => codes[0]?.code === '19000-9')
  assert.equal(vancomycin?.isolate, 'Staphylococcus aureus')
  assert.equal(vancomycin?.panel, 'Bacterial susceptibility panel')
  assert.deepEqual(vancomycin?.headings, ['Bacterial Aerobic & Anaerobic Culture & Susceptibility', 'Aerobic Culture'])
})

test('each European report has an index and something to read', skipWithoutCorpus(folder), () => {
  const codes = createReference()
  for (const [name, bytes] of documents()) {
    const document = readClinicalDocument(codes, 'application/fhir+json', bytes)
    assert.equal(document?.metadata.type.code, '11502-2', name)
    assert.equal(document?.metadata.documentClass.code, '10', name)
    assert.notEqual(document?.metadata.title, '', name)
    if (name.startsWith('Bundle')) {
      const shown = JSON.stringify(readFhirBody(parseFhirDocument(bytes)))
      assert.match(shown, /"kind":"(table|paragraph)"/, name)
      assert.doesNotMatch(shown, /href|style=|<[a-z]|#urn-uuid/, name)
    }
  }
})
