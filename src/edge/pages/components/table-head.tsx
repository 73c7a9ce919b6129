import type { VNode } from 'preact'

/** The head of a table that becomes cards where it is narrow: its roles are said, because such a style takes them away. */
export const TableHead = ({ names }: { names: readonly string[] }): VNode => (
  <thead role="rowgroup">
    <tr role="row">
      {names.map((name) => (
        <th key={name} scope="col" role="columnheader">
          {name}
        </th>
      ))}
    </tr>
  </thead>
)
