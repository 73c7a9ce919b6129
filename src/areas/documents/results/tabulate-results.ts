import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import type { ResultFlags } from '../../../reference/result-flags.ts'
import { arrangeTable, seriesOf, type ValueSeries } from './rules.ts'

/** Which part of the values is shown. Absent: everything, from the newest day on. */
export interface ResultTableQuery {
  /** a key of `ResultTable.kinds` */
  kind?: string
  /** YYYY-MM-DD: no value of before is shown */
  since?: string
  /** YYYY-MM-DD: only the days before it, which a former page ended with */
  before?: string
}

/** The values of a record by the days they were taken on. */
export interface ResultTable {
  /** what the laboratories call their chapters; the keys are opaque, and good in this space only */
  kinds: { key: string; title: string; language?: string }[]
  /** the days of the columns, newest first */
  days: string[]
  /** those with a value on one of the days, each with its whole way */
  series: ValueSeries[]
  /** how many more series have a value on these days */
  moreSeries: number
  /** where older days go on: the `before` of the next page */
  next?: string
  /** false: the record has more reports than are opened, and the oldest are not here */
  isWhole: boolean
  /** how many reports wait until a professional has talked with the reader about them: nothing of them is here */
  awaiting: number
}

/** All values of a record at once. */
export interface ResultTabling {
  /** One entry in the journal. Right: only documents that this visitor may read one by one say anything here, in a count too. */
  tabulateResults(visitor: Visitor, space: SpaceAddress, query: ResultTableQuery): Promise<ResultTable>
}

export type { ValueSeries } from './rules.ts'

/** So many reports of a record are opened, the newest, some at a time. */
interface Limits {
  reports: number
  atOnce: number
}

const usual: Limits = { reports: 600, atOnce: 200 }

interface OpenReport {
  entry: DocumentEntry
  results: LaboratoryResult[]
}

/** What may be read, newest first, and whether that is all: what may not be read neither fills the table nor ends it. */
const readReports = async (
  opened: Opened,
  limits: Limits,
): Promise<{ reports: OpenReport[]; isWhole: boolean; awaiting: number }> => {
  const filter = { prefilter: opened.prefilter, status: ['current'] }
  const reports: OpenReport[] = []
  let awaiting = 0
  let after: string | undefined
  for (let full = true; full;) {
    const found = await opened.vault.listResults(filter, {
      most: limits.atOnce,
      ...(after === undefined ? {} : { after }),
    })
    for (const one of found) {
      if (opened.judge(one.document.facts).effect !== 'permit') continue
      // what was measured by hand stands on curves, in no table of laboratories
      const results = one.open().filter(({ vital }) => !vital)
      // others say something of a person's health, and no value
      if (results.length === 0) continue
      if (reports.length === limits.reports) return { reports, isWhole: false, awaiting }
      const entry = one.document.open()
      if (entry.awaitsTalk) awaiting += 1
      else reports.push({ entry, results })
    }
    full = found.length === limits.atOnce
    after = found.at(-1)?.document.sortKey
  }
  return { reports, isWhole: true, awaiting }
}

interface Tabling {
  flags: ResultFlags
  limits: Limits
  query: ResultTableQuery
}

const tabulate = async (opened: Opened, { flags, limits, query }: Tabling): Promise<ResultTable> => {
  const { reports, isWhole, awaiting } = await readReports(opened, limits)
  const keyOf = (title: string): string =>
    opened.standing.keys.indexHash(`facet|kind|${title}`).toString('base64url').slice(0, 16)
  return { ...arrangeTable(seriesOf(flags, reports), query, keyOf), isWhole, awaiting }
}

/** Builds the table of values. `limits`: of how many reports, opened how many at a time. */
export const createTabulateResults = ({
  door,
  flags,
  limits = usual,
}: {
  door: Door
  flags: ResultFlags
  limits?: Limits
}): ResultTabling => ({
  tabulateResults: async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'list-documents' } as const
    return (await door.open(visit, (opened) => tabulate(opened, { flags, limits, query }))).value
  },
})
