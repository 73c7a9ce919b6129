import type { BenchHome } from './bench-home.ts'
import { quantile, runClosedLoop, type Lane, type LoopResult } from './closed-loop.ts'
import { familyCpuMs, processCost } from './process-cost.ts'

/** How much to measure: concurrencies, and milliseconds of warm-up and measurement for us and for the reference. */
export interface Extent {
  lanes: readonly number[]
  warmMs: number
  measureMs: number
  referenceMs: number
  patients: number
  records: number
  documentsPerRecord: number
  /** documents of the longest record */
  longRecord: number
  /** documents of the record that is searched by words */
  searchedRecord: number
  /** rows of measurements of one person */
  measuredRows: number
  /** contents that are large: how many bytes each, and how many in flight */
  large: { bytes: number; lanes: number }
  /** of a phone's health export */
  exportBytes: number
  /** sizes of the populations that are imported, one after the other */
  persons: readonly number[]
}

/** One line of the table. Times in milliseconds, CPU in microseconds an operation; `ratio` is ours to the reference. */
export interface ReportLine {
  what: string
  lanes: number
  perSecond: number
  mbPerSecond: number
  p50: number
  p95: number
  p99: number
  firstByteP95: number
  serverUs: number
  databaseUs: number
  rssMb: number
  errors: number
  ratio?: number
  goal?: string
}

/** What a workload gives: its lines, and whether everything acknowledged was stored and journaled. */
export interface WorkloadReport {
  name: string
  lines: ReportLine[]
  reconciled: { text: string; holds: boolean }
}

/** A line of something done one after the other and measured as a whole. */
export const wholeLine = (what: string, perSecond: number, more: Partial<ReportLine> = {}): ReportLine => ({
  what,
  lanes: 1,
  perSecond,
  mbPerSecond: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  firstByteP95: 0,
  serverUs: 0,
  databaseUs: 0,
  rssMb: 0,
  errors: 0,
  ...more,
})

const loopLine = (what: string, result: LoopResult): ReportLine => ({
  ...wholeLine(what, result.operations / result.seconds),
  lanes: result.lanes,
  mbPerSecond: result.bytes / result.seconds / 1e6,
  p50: quantile(result.times, 0.5),
  p95: quantile(result.times, 0.95),
  p99: quantile(result.times, 0.99),
  firstByteP95: quantile(result.firstBytes, 0.95),
  errors: result.errors,
})

/** Runs a cell against the server and notes what server and database spent for it. */
export const measureServer = async (
  home: BenchHome,
  cell: { what: string; lanes: number; extent: Extent },
  openLane: (lane: number) => Lane,
): Promise<ReportLine> => {
  const spent = { server: 0, database: 0 }
  const plan = { lanes: cell.lanes, warmMs: cell.extent.warmMs, measureMs: cell.extent.measureMs }
  const result = await runClosedLoop(plan, openLane, (edge) => {
    const sign = edge === 'start' ? -1 : 1
    spent.server += sign * processCost(home.serverPid).cpuMs
    spent.database += sign * familyCpuMs(home.databasePid)
  })
  const operations = Math.max(1, result.operations)
  return {
    ...loopLine(cell.what, result),
    serverUs: (spent.server * 1000) / operations,
    databaseUs: (spent.database * 1000) / operations,
    rssMb: processCost(home.serverPid).rssMb,
  }
}

/** Runs a reference in this process, with the same number of lanes. */
export const measureReference = async (
  cell: { what: string; lanes: number; extent: Extent },
  openLane: (lane: number) => Lane,
): Promise<ReportLine> => {
  const { warmMs, referenceMs } = cell.extent
  return loopLine(cell.what, await runClosedLoop({ lanes: cell.lanes, warmMs, measureMs: referenceMs }, openLane))
}

/** How many journal entries of an act were permitted so far. */
export const countEntries = async ({ superuser }: BenchHome, act: string): Promise<number> => {
  const [row] = await superuser.query<{ count: string }>({
    text: `select count(*) as count from journal.entry where act = $1 and effect = 'permit'`,
    values: [act],
  })
  return Number(row?.count ?? 0)
}
