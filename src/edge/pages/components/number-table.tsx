import type { ComponentChildren, VNode } from 'preact'
import { Scroller } from './scroller.tsx'

/** One cell of a table. */
export type Cell = ComponentChildren

const alignOf = (numbersFrom: number | undefined, index: number): string | undefined =>
  numbersFrom !== undefined && index >= numbersFrom ? 'number' : undefined

/** A table with one heading a row, that scrolls by itself where it is too wide. */
export const NumberTable = (props: {
  label: string
  columns: readonly string[]
  /** from this column on (counted from 0) there are numbers */
  numbersFrom?: number
  rows: readonly { key: string; cells: readonly Cell[] }[]
}): VNode => (
  <Scroller label={props.label}>
    <table class="plain-table">
      <caption class="unseen">{props.label}</caption>
      <thead>
        <tr>
          {props.columns.map((column, index) => (
            <th key={column} scope="col" class={alignOf(props.numbersFrom, index)}>
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
                <td key={index} class={alignOf(props.numbersFrom, index)}>
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
