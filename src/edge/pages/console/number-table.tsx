import type { ComponentChildren, VNode } from 'preact'
import { Scroller } from '../components/scroller.tsx'

/** One cell; numbers stand at the right. */
export type Cell = ComponentChildren

/** A table with one heading a row, that scrolls by itself where it is too wide. */
export const NumberTable = (props: {
  label: string
  columns: readonly string[]
  rows: readonly { key: string; cells: readonly Cell[] }[]
}): VNode => (
  <Scroller label={props.label}>
    <table class="plain-table">
      <caption>{props.label}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) =>
              index === 0 ? (
                <th key={index} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={index} class={typeof cell === 'number' ? 'number' : undefined}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroller>
)
