import type { CareHistory, SeenCare } from '../../../src/areas/care-history/index.ts'
import { createCareFeeds, type CareFeeds } from '../../../src/reference/create-care-feeds.ts'
import type { CareLine } from '../../../src/reference/care-entry.ts'

const sampleCareId = '99999999-9999-4999-8999-999999999991'

const lineOf = (n: number, text: string, change: Partial<CareLine> = {}): CareLine => ({
  id: `99999999-9999-4999-8999-99999999999${n}`,
  lineId: text,
  statement: 'reimbursement',
  kind: 'medical-care',
  day: '2026-03-04',
  label: text,
  code: { system: 'urn:test', code: text },
  giver: { name: text },
  quantity: { value: '2', unit: text },
  writtenAt: '2026-03-05T00:00:00.000Z',
  source: { feed: 'insurer', organisation: { id: '1990000085', name: text } },
  enteredAt: '2026-03-05T10:00:00.000Z',
  ...change,
})

const seen = (line: CareLine, isHidden = false): SeenCare => ({ line, isHidden, isSecret: false })

const brought = { spaceId: '11111111-1111-4111-8111-111111111111', id: sampleCareId, became: 'added' } as const

const nothing = async (): Promise<void> => {}

/** A care history as pages ask for it: a visit, a hidden medicine and a result; `text` stands wherever somebody else's words do. */
export const fakeCare = (text: string): CareHistory => ({
  bringCare: async () => [brought],
  bringEachCare: async () => [brought],
  importCare: async () => ({ lines: 1, added: 1, corrected: 0, 'taken-back': 0, there: 0, older: 0, rejected: 0 }),
  findCareLine: async () => lineOf(1, text),
  readCare: async () => ({
    spaceId: '11111111-1111-4111-8111-111111111111',
    lines: [
      seen(lineOf(1, text)),
      seen(lineOf(2, text, { statement: 'dispensation', kind: 'medicine', day: '2026-03-02' }), true),
      seen(
        lineOf(3, text, {
          statement: 'result',
          kind: 'biology',
          day: '2026-03-01',
          result: { value: '3.4', comparator: '<', unit: text, low: '1', high: '4' },
          source: { feed: 'laboratories', organisation: { id: '1990000093', name: text } },
        }),
      ),
    ],
    counts: [
      { month: '2026-03', kind: 'medical-care', count: 1 },
      { month: '2026-03', kind: 'medicine', count: 1 },
      { month: '2026-03', kind: 'biology', count: 1 },
      { month: '2025-11', kind: 'medical-care', count: 4 },
    ],
    next: '2026-03-01/99999999-9999-4999-8999-999999999993',
    isHidden: false,
  }),
  hideCareLine: nothing,
  hideCare: nothing,
  keepCareLine: nothing,
})

/** The same with the feeds of the project, as parts are handed to an edge. */
export const fakeCareParts = (text: string): { careHistory: CareHistory; careFeeds: CareFeeds } => ({
  careHistory: fakeCare(text),
  careFeeds: createCareFeeds(),
})
