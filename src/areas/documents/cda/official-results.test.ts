import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { createCodeSystems } from '../../../reference/code-systems.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Comparator, Quantity, ReferenceRange, ResultValue } from '../../../reference/result-entry.ts'
import { parseCda } from './parse-cda.ts'
import { readResults } from './read-results.ts'

const systems = createCodeSystems()
const text = Type.String()
const maybe = Type.Optional
const writtenCode = Type.Object({ code: maybe(text), oid: maybe(text) })
const bound = Type.Object({ value: text, unit: maybe(text), inclusive: maybe(text) })
const writtenValue = Type.Object({
  type: text,
  value: maybe(text),
  unit: maybe(text),
  text: maybe(text),
  code: maybe(Type.Union([writtenCode, Type.Null()])),
  low: maybe(bound),
  high: maybe(bound),
  translations: maybe(Type.Array(Type.Object({ value: text, code: text }))),
})
const line = Type.Object({
  code: Type.Intersect([writtenCode, Type.Object({ translations: maybe(Type.Array(writtenCode)) })]),
  status: text,
  time: Type.Object({ value: text }),
  values: Type.Array(writtenValue),
})
const result = Type.Intersect([
  line,
  Type.Object({
    interpretation: maybe(Type.Array(writtenCode)),
    referenceRanges: maybe(Type.Array(Type.Object({ value: Type.Object({ low: maybe(bound), high: maybe(bound) }) }))),
    previous: maybe(Type.Array(line)),
    isolate: maybe(Type.Boolean()),
  }),
])
const oracle = Compile(Type.Object({ labResults: maybe(Type.Array(result)) }))

type OracleCode = Static<typeof writtenCode>
type OracleBound = Static<typeof bound>
type OracleValue = Static<typeof writtenValue>
type OracleLine = Static<typeof line>

const writtenCodes = (codes: readonly OracleCode[]): string[] =>
  codes.flatMap((one) =>
    one.code === undefined ? [] : [`${systems.findOid(one.oid ?? '') ?? one.oid ?? ''}|${one.code}`],
  )
const ourCodes = (codings: readonly Coding[]): string[] =>
  codings.map(({ system, code: own }) => `${systems.findOid(system) ?? system.replace('urn:oid:', '')}|${own}`)
const amount = ({ value: number, unit }: { value: string; unit?: string | undefined }): string =>
  `${number} ${unit ?? ''}`

const comparatorOf = (end: 'low' | 'high', { inclusive }: OracleBound): Comparator =>
  end === 'low' ? (inclusive === 'false' ? '>' : '>=') : inclusive === 'false' ? '<' : '<='

const bounded = ({ low, high }: OracleValue): string =>
  low && high
    ? `${amount(low)} to ${amount(high)}`
    : low
      ? `${comparatorOf('low', low)}${amount(low)}`
      : high
        ? `${comparatorOf('high', high)}${amount(high)}`
        : ''

const oracleValue = (one: OracleValue): string[] => {
  if (one.type === 'IVL_PQ') return [bounded(one)]
  if (one.type === 'CD') return one.code ? writtenCodes([one.code]) : []
  if (one.type === 'ED') return one.text === undefined ? [] : [one.text.replace(/\s+/g, ' ').trim()]
  const also = (one.translations ?? []).map((each) => amount({ value: each.value, unit: each.code }))
  return [[amount({ value: one.value ?? '', unit: one.unit }), ...also].join(' = ')]
}

const ourAmount = (quantity: Quantity): string => `${quantity.comparator ?? ''}${amount(quantity)}`

const ourValue = (one: ResultValue): string[] => {
  if (one.kind === 'quantity') return [[ourAmount(one), ...(one.also ?? []).map(amount)].join(' = ')]
  if (one.kind === 'interval') return [`${amount(one.low)} to ${amount(one.high)}`]
  if (one.kind === 'coded') return one.coding ? ourCodes([one.coding]) : []
  return [one.text]
}

const oracleLine = (one: OracleLine): object => ({
  codes: writtenCodes([one.code, ...(one.code.translations ?? [])]),
  at: one.time.value,
  values: one.values.flatMap(oracleValue),
})
const ourLine = (one: { codes: Coding[]; at?: string; values: ResultValue[] }): object => ({
  codes: ourCodes(one.codes),
  at: one.at,
  values: one.values.flatMap(ourValue),
})
const ourRange = ({ low, high }: ReferenceRange): (string | undefined)[] => [low && amount(low), high && amount(high)]

const folder = 'cisis-cda/ExemplesCDA'
const files =
  corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder)).filter((name) => name.endsWith('.xml'))

test('every result of the official examples is read, with its earlier values', skipWithoutCorpus(folder), (t) => {
  const counted = { stated: 0, results: 0, earlier: 0 }
  const byFile: string[] = []
  for (const file of files) {
    const expected = oracle.Parse(
      JSON.parse(readFileSync(corpusPath('cisis-cda', 'expected', file.replace('.xml', '.json')), 'utf8')),
    )
    const found = readResults(parseCda(readFileSync(corpusPath(folder, file))), systems)
    const told = found.map((one) => ({
      ...ourLine(one),
      interpretation: ourCodes(one.interpretations),
      ranges: one.ranges.map(ourRange),
      earlier: one.earlier.map(ourLine),
      isolate: one.isolate !== undefined,
    }))
    const due = (expected.labResults ?? []).map((one) => ({
      ...oracleLine(one),
      interpretation: writtenCodes(one.interpretation ?? []),
      ranges: (one.referenceRanges ?? []).map(({ value: { low, high } }) => [low && amount(low), high && amount(high)]),
      earlier: (one.previous ?? []).map(oracleLine),
      isolate: one.isolate === true,
    }))
    if (expected.labResults !== undefined) {
      assert.deepEqual(told, due, file)
      counted.stated += due.length
    }
    const name = file.replace('.xml', '')
    if (expected.labResults !== undefined) byFile.push(`${name} ${told.length}/${due.length}`)
    else if (found.length > 0) byFile.push(`${name} ${found.length}, not stated`)
    for (const one of found) assert.ok(one.label !== undefined, file)
    counted.results += found.length
    counted.earlier += found.reduce((sum, { earlier }) => sum + earlier.length, 0)
  }
  assert.equal(counted.stated, 141)
  t.diagnostic(`file by file: ${byFile.join('; ')}`)
  t.diagnostic(
    `${counted.results} results, ${counted.stated} of them stated, and ${counted.earlier} earlier ones of ${files.length} documents`,
  )
})
