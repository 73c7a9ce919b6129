import { maskTable } from '../mask-rules.ts'
import type { FunnelCounts, FunnelLine, FunnelView } from '../figure-types.ts'
import type { FigureRow } from './store.ts'

const figures = [
  'informed',
  'activated',
  'opposed',
  'silent',
  'opened',
  'ended',
  'byMail',
  'byPost',
  'delivered',
  'returned',
] as const

/** Columns of which one is the sum of the others: who knows all but one knows that one. */
const sums = [
  [0, 1, 2, 3, 4, 5],
  [0, 6, 7],
]

type Dimension = 'scheme' | 'department' | 'week'

const add = (rows: readonly FigureRow[]): number[] =>
  figures.map((figure) => rows.reduce((sum, row) => sum + row[figure], 0))

const countsOf = (line: readonly (number | null)[]): FunnelCounts => {
  const at = (figure: (typeof figures)[number]): number | null => line[figures.indexOf(figure)] ?? null
  return {
    informed: at('informed'),
    byMail: at('byMail'),
    byPost: at('byPost'),
    delivered: at('delivered'),
    returned: at('returned'),
    activated: at('activated'),
    opposed: at('opposed'),
    silent: at('silent'),
    opened: at('opened'),
    ended: at('ended'),
  }
}

interface Table {
  keys: string[]
  /** the last line is the total */
  lines: (number | null)[][]
}

const tableOf = (rows: readonly FigureRow[], dimension: Dimension): Table => {
  const groups = [...Map.groupBy(rows, (row) => row[dimension])].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { keys: groups.map(([key]) => key), lines: [...groups.map(([, group]) => add(group)), add(rows)] }
}

const totalOf = ({ lines }: Table): (number | null)[] => lines.at(-1) ?? []

/** What one table hides in the total, the others hide too: it is the same total. */
const maskAll = (tables: readonly Table[], limit: number): Table[] => {
  let shown = [...tables]
  for (let before = ''; before !== JSON.stringify(shown);) {
    before = JSON.stringify(shown)
    const masked = shown.map(({ keys, lines }) => ({ keys, lines: maskTable(lines, sums, limit) }))
    const total = totalOf(masked[0] ?? { keys: [], lines: [] }).map((value, place) =>
      masked.every((table) => totalOf(table)[place] !== null) ? value : null,
    )
    shown = masked.map(({ keys, lines }) => ({ keys, lines: [...lines.slice(0, -1), total] }))
  }
  return shown
}

const linesOf = ({ keys, lines }: Table): FunnelLine[] =>
  keys.map((key, index) => ({ key, ...countsOf(lines[index] ?? []) }))

/** A campaign's figures by scheme, department and week, with fewer persons than `limit` nowhere shown nor to be worked out. Pure. */
export const showFunnel = (
  rows: readonly FigureRow[],
  limit: number,
): Pick<FunnelView, 'total' | 'schemes' | 'departments' | 'weeks'> => {
  const dimensions = ['scheme', 'department', 'week'] as const
  const tables = maskAll(
    dimensions.map((dimension) => tableOf(rows, dimension)),
    limit,
  )
  const [schemes, departments, weeks] = tables.map(linesOf)
  const [first] = tables
  const total = countsOf(first === undefined ? [] : totalOf(first))
  return { total, schemes: schemes ?? [], departments: departments ?? [], weeks: weeks ?? [] }
}
