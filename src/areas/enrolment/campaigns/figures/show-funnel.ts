import { showFigures, type Shown } from '../mask-rules.ts'
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

/** Each block of columns parts the informed; the last two are whoever is not delivered to, and whose letter did not come back. */
const blocks = [
  [1, 2, 3, 4, 5],
  [6, 7],
  [8, 10],
  [9, 11],
]

type Dimension = 'scheme' | 'department' | 'week'

const add = (rows: readonly FigureRow[]): number[] => {
  const sum = (figure: (typeof figures)[number]): number => rows.reduce((so, row) => so + row[figure], 0)
  return [...figures.map(sum), sum('informed') - sum('delivered'), sum('informed') - sum('returned')]
}

const countsOf = (line: readonly Shown[]): FunnelCounts => {
  const at = (figure: (typeof figures)[number]): Shown => line[figures.indexOf(figure)] ?? null
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

const groupsOf = (rows: readonly FigureRow[], dimension: Dimension): [string, FigureRow[]][] =>
  [...Map.groupBy(rows, (row) => row[dimension])].toSorted(([one], [other]) => (one < other ? -1 : 1))

/**
 * A campaign's figures by scheme, department and week, with fewer persons than `limit` nowhere shown nor to be worked out; a part is
 * empty where no line of it may be shown. Pure.
 */
export const showFunnel = (
  rows: readonly FigureRow[],
  limit: number,
): Pick<FunnelView, 'total' | 'schemes' | 'departments' | 'weeks'> => {
  const parts = (['scheme', 'department', 'week'] as const).map((dimension) => groupsOf(rows, dimension))
  const tables = parts.map((groups) => groups.map(([, group]) => add(group)))
  const shown = showFigures({ tables, blocks, limit })
  const [schemes = [], departments = [], weeks = []] = parts.map((groups, part) =>
    (shown.tables[part] ?? []).map((line, at): FunnelLine => ({ key: groups[at]?.[0] ?? '', ...countsOf(line) })),
  )
  // Nobody is informed yet: every figure is nothing, and may be seen to be.
  const total = countsOf(rows.length === 0 ? add(rows) : shown.total)
  return { total, schemes, departments, weeks }
}
