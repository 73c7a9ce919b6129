import type { VNode } from 'preact'
import type { BodyBlock, BodyCell, BodyRow, BodyTable } from '../../../areas/documents/index.ts'
import { Scroller } from '../components/scroller.tsx'
import { CdaInlines } from './cda-inlines.tsx'
import { ownLanguage, type CdaPlace } from './cda-place.ts'

/** Draws the blocks of a cell: handed in, since blocks hold tables and tables hold blocks. */
export type DrawBlocks = (blocks: readonly BodyBlock[]) => VNode

const drawCellContent = (cell: BodyCell, draw: DrawBlocks): VNode => {
  const [only, ...others] = cell.blocks
  const isOneLine = only?.kind === 'paragraph' && only.caption === undefined && others.length === 0
  return isOneLine ? <CdaInlines inlines={only.inlines} /> : draw(cell.blocks)
}

const Cell = (props: { cell: BodyCell; inHead: boolean; draw: DrawBlocks }): VNode => {
  const { cell, inHead, draw } = props
  const spans = {
    ...(cell.columns > 1 ? { colspan: cell.columns } : {}),
    ...(cell.rows > 1 ? { rowspan: cell.rows } : {}),
  }
  if (!cell.heading || cell.blocks.length === 0) return <td {...spans}>{drawCellContent(cell, draw)}</td>
  return (
    <th {...spans} scope={cell.scope ?? (inHead ? 'col' : 'row')}>
      {drawCellContent(cell, draw)}
    </th>
  )
}

const Rows = (props: { rows: readonly BodyRow[]; inHead: boolean; draw: DrawBlocks }): VNode => (
  <>
    {props.rows.map((row, index) => (
      <tr key={index}>
        {row.cells.map((cell, at) => (
          <Cell key={at} cell={cell} inHead={props.inHead} draw={props.draw} />
        ))}
      </tr>
    ))}
  </>
)

/** A table of the narrative, with its own headings, inside a group that scrolls by itself. */
export const CdaTable = (props: { place: CdaPlace; table: BodyTable; draw: DrawBlocks }): VNode => {
  const { place, table, draw } = props
  const inOurWords = table.caption === undefined
  return (
    <Scroller label={table.caption ?? place.ask.text.content.table} lang={inOurWords ? ownLanguage(place) : undefined}>
      <table lang={inOurWords ? place.lang : undefined}>
        {table.caption === undefined ? null : <caption>{table.caption}</caption>}
        {table.head.length === 0 ? null : (
          <thead>
            <Rows rows={table.head} inHead draw={draw} />
          </thead>
        )}
        <tbody>
          <Rows rows={table.rows} inHead={false} draw={draw} />
        </tbody>
      </table>
    </Scroller>
  )
}
