import type { FollowedResult, ResultTable, WeighedResult } from '../../../src/areas/documents/index.ts'
import { sampleDocument } from './sample-documents.ts'

/** Results of every kind: far above, below, inside, without a range, coded, pending, with all that a report may say of one. */
export const sampleResults = (text: string): WeighedResult[] => {
  const coding = { system: 'http://loinc.org', code: '2345-7', display: text }
  const line = {
    codes: [coding],
    label: text,
    status: 'final' as const,
    values: [],
    interpretations: [],
    ranges: [],
    comments: [],
    remarks: [],
    headings: [text],
    earlier: [],
    far: false,
  }
  const bound = (value: string) => ({ value, unit: 'mmol/L' })
  const range = { low: bound('3.9'), high: bound('5.5') }
  const valued = (value: string) => ({
    values: [{ kind: 'quantity' as const, ...bound(value) }],
    ranges: [range],
    range,
  })
  const everything = {
    method: text,
    laboratory: text,
    comments: [text],
    remarks: [text],
    panel: text,
    isolate: text,
    specimen: { kind: coding, collectedAt: '2026-03-04T07:45:00+01:00' },
    earlier: [{ codes: [coding], at: '2025-03-04', values: [{ kind: 'text' as const, text }] }],
  }
  return [
    { ...line, ...valued('9.1'), ...everything, standing: 'above', far: true },
    { ...line, ...valued('3.1'), standing: 'below' },
    { ...line, ...valued('4.2'), ...everything, standing: 'inside' },
    { ...line, values: [{ kind: 'quantity', value: '5', unit: '10*9/L', comparator: '<' }] },
    {
      ...line,
      values: [{ kind: 'coded', coding, text }],
      interpretations: [coding],
      ranges: [{ text, meaning: coding }],
    },
    { ...line, status: 'pending' },
    { ...line, status: 'cancelled' },
  ]
}

/** One value through three reports: told again by a later one, found twice, and far above. */
export const sampleTrend = (text: string): FollowedResult => {
  const [result, other] = sampleResults(text)
  if (result === undefined || other === undefined) throw new Error('no sample results')
  const source = {
    line: { documentId: sampleDocument(1).id, line: 0 },
    title: text,
    author: sampleDocument(1).authors[0],
  }
  const point = { source, repeated: false, copies: 0 }
  return {
    result,
    language: 'fr-FR',
    points: [
      {
        ...point,
        result: other,
        at: '2024-03-04',
        repeated: true,
        converted: { amount: { value: '3100', unit: 'umol/L' } },
      },
      { ...point, result: other, at: '2025-03-04', copies: 1 },
      { ...point, result, at: '2026-03-04T07:45:00+01:00' },
    ],
  }
}

/** One value of two methods over three days, in a record that is longer than a page and than what is opened. */
export const sampleTable = (text: string): ResultTable => {
  const { points } = sampleTrend(text)
  const newest = points.at(-1)
  if (newest === undefined) throw new Error('no sample point')
  const series = { newest, points, title: text, language: 'fr-FR', hasOthers: true }
  return {
    kinds: [{ key: 'aaaaaaaaaaaaaaaa', title: text, language: 'fr-FR' }],
    days: ['2026-03-04', '2025-03-04', '2024-03-04'],
    series: [series, series],
    moreSeries: 3,
    next: '2024-03-04',
    isWhole: false,
    awaiting: 0,
  }
}
