import type { ReportLine, WorkloadReport } from './workload.ts'

const round = (value: number, digits = 0): string => (value === 0 ? '' : value.toFixed(digits))

const percent = (ratio: number | undefined): string => (ratio === undefined ? '' : `${(ratio * 100).toFixed(0)} %`)

const columns: readonly [string, (line: ReportLine) => string][] = [
  ['what', ({ what }) => what],
  ['lanes', ({ lanes }) => String(lanes)],
  ['ops/s', ({ perSecond }) => perSecond.toFixed(0)],
  ['MB/s', ({ mbPerSecond }) => round(mbPerSecond)],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p95', ({ p95 }) => p95.toFixed(1)],
  ['p99', ({ p99 }) => p99.toFixed(1)],
  ['first byte p95', ({ firstByteP95 }) => round(firstByteP95, 1)],
  ['server µs/op', ({ serverUs }) => round(serverUs)],
  ['database µs/op', ({ databaseUs }) => round(databaseUs)],
  ['server MB', ({ rssMb }) => round(rssMb)],
  ['errors', ({ errors }) => String(errors)],
  ['of reference', ({ ratio }) => percent(ratio)],
  ['goal', ({ goal = '' }) => goal],
]

/** The whole run as one table for a terminal or a page, and under it what was counted after each workload. */
export const writeReport = (reports: readonly WorkloadReport[]): string => {
  const lines = reports.flatMap((report) => report.lines)
  const rows = [columns.map(([title]) => title), ...lines.map((line) => columns.map(([, cell]) => cell(line)))]
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const write = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  const counts = reports.map(
    ({ name, reconciled }) => `${name}: ${reconciled.text}${reconciled.holds ? '' : '  DOES NOT HOLD'}`,
  )
  return [write(head), rule, ...body.map(write), '', ...counts, ''].join('\n')
}
