import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sampleDocument } from '../../../../tests/support/pages/sample-documents.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { arrangeTable, dayOfPoint, mostDays, mostSeries, seriesOf } from './rules.ts'

const flags = createResultFlags()

interface Told {
  code: number
  value: number
  unit: string
  method: string
  day: number
}

const resultOf = ({ code, value, unit, method, day }: Told): LaboratoryResult => ({
  codes: [{ system: 'http://loinc.org', code: String(code) }],
  label: String(code),
  status: 'final',
  at: `2026-01-${String(day).padStart(2, '0')}T08:00:00Z`,
  values: [{ kind: 'quantity', value: String(value), unit }],
  method,
  interpretations: [],
  ranges: [],
  comments: [],
  remarks: [],
  headings: [String(code % 2)],
  earlier: [],
})

const reportsOf = (told: readonly Told[][]) =>
  told.map((lines, index) => ({ entry: sampleDocument(index + 1), results: lines.map(resultOf) }))

const told = fc.record({
  code: fc.integer({ min: 1, max: 4 }),
  value: fc.integer({ min: 0, max: 5 }),
  unit: fc.constantFrom('g/L', 'mmol/L'),
  method: fc.constantFrom('A', 'B'),
  day: fc.integer({ min: 1, max: 28 }),
})
const reports = fc.array(fc.array(told, { maxLength: 6 }), { maxLength: 8 })

const nameOf = ({ code, value, unit, method, day }: Told): string => [code, value, unit, method, day].join(' ')

const methods = (all: ReturnType<typeof seriesOf>) =>
  all.map(({ points }) => new Set(points.map(({ result }) => `${result.codes[0]?.code} ${result.method}`)).size)

test('every value of every report stands in one series, copies counted; no series mixes what is measured, units or methods', () => {
  const property = fc.property(reports, (written) => {
    // two methods that find the same amount at the same minute are told apart only by their series
    const distinct = new Map(written.flat().map((one) => [[one.code, one.value, one.unit, one.day].join(' '), one]))
    const lines = [...distinct.values()]
    const all = seriesOf(flags, reportsOf([lines, lines]))
    const found = all.flatMap(({ points }) =>
      points.map(({ result, at, copies }) => {
        const [value] = result.values
        assert.ok(value?.kind === 'quantity')
        assert.equal(copies, 1)
        return [result.codes[0]?.code, value.value, value.unit, result.method, Number(at.slice(8, 10))].join(' ')
      }),
    )
    assert.deepEqual(found.toSorted(), lines.map(nameOf).toSorted())
    for (const size of methods(all)) assert.equal(size, 1)
  })
  fc.assert(property)
})

test('page after page, every day and every value of the table comes once, newest first', () => {
  const property = fc.property(reports, (written) => {
    const all = seriesOf(flags, reportsOf(written))
    const days: string[] = []
    let before: string | undefined
    for (let more = true; more;) {
      const page = arrangeTable(all, before === undefined ? {} : { before }, String)
      assert.ok(page.days.length <= mostDays)
      days.push(...page.days)
      before = page.next
      more = before !== undefined
    }
    const expected = new Set(all.flatMap(({ points }) => points.map(dayOfPoint)))
    assert.deepEqual(days, [...expected].toSorted().toReversed())
  })
  fc.assert(property)
})

test('another unit or method is a line of its own, and both lines say so', () => {
  const one = { code: 1, value: 1, unit: 'g/L', method: 'A', day: 1 }
  const written = [
    [one, { ...one, unit: 'mmol/L', value: 5 }, { ...one, method: 'B', day: 2 }, { ...one, code: 2, day: 3 }],
  ]
  const all = seriesOf(flags, reportsOf(written))
  assert.deepEqual(
    all.map(({ hasOthers }) => hasOthers),
    [true, true, true, false],
  )
})

test('units that differ by a power of ten share a line in the unit of the newest, with their ranges, and keep what was written', () => {
  const bound = (value: string, unit: string) => ({ value, unit })
  const inLitres = {
    ...resultOf({ code: 1, value: 2, unit: 'g/L', method: 'A', day: 1 }),
    values: [{ kind: 'quantity' as const, value: '2.31', unit: 'g/L', comparator: '>' as const }],
    ranges: [{ low: bound('1.40', 'g/L'), high: bound('1.8', 'g/L') }],
  }
  const newest = resultOf({ code: 1, value: 190, unit: 'mg/dL', method: 'A', day: 2 })
  const substance = resultOf({ code: 1, value: 5, unit: 'mmol/L', method: 'A', day: 3 })
  const [mass, other, ...more] = seriesOf(flags, [{ entry: sampleDocument(1), results: [newest, inLitres, substance] }])
  assert.deepEqual([mass?.points.length, other?.points.length, more.length, mass?.hasOthers], [2, 1, 0, true])
  const [first, last] = mass?.points ?? []
  assert.deepEqual(first?.result.values, inLitres.values)
  assert.deepEqual(first?.converted, {
    amount: { ...bound('231', 'mg/dL'), comparator: '>' },
    range: { low: bound('140', 'mg/dL'), high: bound('180', 'mg/dL') },
  })
  assert.equal(first?.result.standing, 'above')
  assert.deepEqual([last?.converted, other?.points[0]?.converted], [undefined, undefined])
})

test('a number that is not written out is converted by nobody: it is a line of its own', () => {
  const amounts = [
    ['1e2', 'mg/L', 1],
    ['90', 'mg/L', 2],
    ['0.1', 'g/L', 3],
  ] as const
  const lines = amounts.map(([value, unit, day]) => ({
    ...resultOf({ code: 1, value: 0, unit, method: 'A', day }),
    values: [{ kind: 'quantity' as const, value, unit }],
  }))
  const all = seriesOf(flags, [{ entry: sampleDocument(1), results: lines }])
  assert.deepEqual(
    all.map(({ points }) => points.map(({ converted }) => converted?.amount.value)),
    [[undefined], ['0.090', undefined]],
  )
})

test('a value told again beside a method stands with it; where its own report is there, with that', () => {
  const line = resultOf({ code: 1, value: 2, unit: 'g/L', method: 'A', day: 9 })
  const earlier = {
    codes: line.codes,
    at: '2025-12-01',
    values: [{ kind: 'quantity' as const, value: '1', unit: 'g/L' }],
  }
  const entry = sampleDocument(1)
  const [alone, ...others] = seriesOf(flags, [{ entry, results: [{ ...line, earlier: [earlier] }] }])
  assert.deepEqual([alone?.points.map(({ repeated }) => repeated), others.length], [[true, false], 0])
  const own = { ...line, method: 'B', at: '2025-12-01', values: earlier.values }
  const both = seriesOf(flags, [
    { entry, results: [{ ...line, earlier: [earlier] }] },
    { entry: sampleDocument(2), results: [own] },
  ])
  assert.deepEqual(both.map(({ points }) => points.map(({ result }) => result.method)).toSorted(), [['A'], ['B']])
})

test('lines beyond a page are counted, and what is before the period is not there', () => {
  const many = Array.from({ length: mostSeries + 3 }, (_, code) => ({
    code,
    value: 1,
    unit: 'g/L',
    method: 'A',
    day: 5,
  }))
  const all = seriesOf(flags, reportsOf([many]))
  const { series, moreSeries } = arrangeTable(all, {}, String)
  assert.deepEqual([series.length, moreSeries], [mostSeries, 3])
  assert.deepEqual(arrangeTable(all, { since: '2026-01-06' }, String).days, [])
  assert.equal(
    arrangeTable(all, { kind: '1' }, String).series.length + arrangeTable(all, { kind: '1' }, String).moreSeries,
    101,
  )
})
