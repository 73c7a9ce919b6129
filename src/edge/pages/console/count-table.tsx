import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { csvLine, plainCell } from '../../../platform/csv-line.ts'
import type { StaffAsk } from '../ask.ts'
import { NumberTable, type Cell } from '../components/number-table.tsx'

/** A table of counts as its reader sees it, masked cells included: the page draws it and the file holds it, cell by cell. */
export interface CountTable {
  label: string
  columns: readonly string[]
  /** from this column on (counted from 0) there are numbers */
  numbersFrom?: number
  rows: readonly { key: string; cells: readonly (string | number)[] }[]
}

/** The table, and a link to the same as a file. `first`: what stands in the first cell of a row instead of its words. */
export const Counts = (props: {
  ask: StaffAsk
  table: CountTable
  href: string
  first?: (key: string, says: string | number) => Cell
}): VNode => {
  const { ask, table, href, first } = props
  const rows = table.rows.map(({ key, cells: [says = '', ...cells] }) => ({
    key,
    cells: [first === undefined ? says : first(key, says), ...cells],
  }))
  return (
    <>
      <NumberTable {...table} rows={rows} />
      <p>
        <a href={href} aria-label={`${ask.text.campaignDesk.csv.link}, ${table.label}`}>
          {ask.text.campaignDesk.csv.link}
        </a>
      </p>
    </>
  )
}

/**
 * Sends a table of counts as a file for spreadsheets. Semicolons in both languages: the spreadsheet goes by the country of its machine.
 * `name` says nothing of health.
 */
export const sendCsv = (ask: StaffAsk, table: CountTable, name: string): FastifyReply =>
  ask.reply
    .header('content-disposition', `attachment; filename="${name}-${ask.parts.staffRooms.today()}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(`\uFEFF${[table.columns, ...table.rows.map(({ cells }) => cells.map(plainCell))].map(csvLine).join('')}`)
