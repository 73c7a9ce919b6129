/** A figure that may be shown, or none. */
export type Shown = number | null

/**
 * What may be shown of figures: how many persons in each row, and how they fall into the columns of each block. A row is `[persons,
 * …columns]`; the columns of a block (their places in the row) add up to the persons. Every table is another division of one total.
 */
export interface Figures {
  tables: readonly (readonly (readonly number[])[])[]
  blocks: readonly (readonly number[])[]
  limit: number
}

/** What of them is shown. */
export interface ShownFigures {
  total: Shown[]
  tables: Shown[][][]
}

const isSmall = (value: number, limit: number): boolean => value > 0 && value < limit

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const sumOfRows = (rows: readonly (readonly number[])[], width: number): number[] =>
  Array.from({ length: width }, (_, place) => sumOf(rows.map((row) => row[place] ?? 0)))

const tellsNothing = (hidden: readonly number[], limit: number): boolean => {
  const sum = sumOf(hidden)
  return hidden.length > 1 && sum >= limit && sum > hidden.length
}

/**
 * The places that are hidden together: the small ones, and the smallest others until there are two, of whom the sum, which anybody
 * can work out, is neither small itself nor their number (then each would be one).
 */
export const hideTogether = (values: readonly number[], limit: number): ReadonlySet<number> => {
  const places = values.flatMap((value, place) => (value > 0 ? [{ value, place }] : []))
  const hidden = places.filter(({ value }) => isSmall(value, limit))
  if (hidden.length === 0) return new Set()
  const others = places.filter(({ value }) => value >= limit).toSorted((one, other) => one.value - other.value)
  while (others.length > 0) {
    const next = others.shift()
    if (
      tellsNothing(
        hidden.map(({ value }) => value),
        limit,
      ) ||
      next === undefined
    )
      break
    hidden.push(next)
  }
  return new Set(hidden.map(({ place }) => place))
}

/** One block of one table: the figures of its groups of columns, for each row that anybody can work out. */
interface Rectangle {
  rows: readonly (readonly number[])[]
  limit: number
}

/**
 * The rows of which a block is hidden: those with a small figure, and as many more, the smallest first, as it takes so that no
 * column's sum over the hidden rows is small. These are two rows at least, and two columns that are not empty; the sums of each are
 * known, and none is nothing or all: then no cell within is known, for each can give one to another and take one from a third.
 */
const hiddenRows = ({ rows, limit }: Rectangle): ReadonlySet<number> => {
  const hidden = new Set(rows.flatMap((row, at) => (row.some((value) => isSmall(value, limit)) ? [at] : [])))
  const order = rows.map((row, at) => ({ at, persons: sumOf(row) })).toSorted((a, b) => a.persons - b.persons)
  while (hidden.size > 0) {
    const sums = sumOfRows(
      [...hidden].map((at) => rows[at] ?? []),
      rows[0]?.length ?? 0,
    )
    const small = sums.findIndex((sum) => isSmall(sum, limit))
    const next = order.find(({ at }) => !hidden.has(at) && (rows[at]?.[small] ?? 0) > 0)
    if (small === -1 || next === undefined) break
    hidden.add(next.at)
  }
  return hidden
}

/** The columns of a block in groups: those of which the total is hidden are one group, for only their sum is known. */
const groupsOf = (block: readonly number[], total: readonly number[], limit: number): number[][] => {
  const together = hideTogether(
    block.map((place) => total[place] ?? 0),
    limit,
  )
  const merged = block.filter((_, index) => together.has(index))
  const alone = block.filter((_, index) => !together.has(index)).map((place) => [place])
  return merged.length === 0 ? alone : [...alone, merged]
}

interface TableMask {
  rows: readonly (readonly number[])[]
  /** rows of which nothing is shown: they are known by their sum alone */
  merged: ReadonlySet<number>
  limit: number
}

/** What of one block of one table is shown. A zero is shown where everybody can work it out. */
const showBlock = (
  { rows, merged, limit }: TableMask,
  groups: readonly (readonly number[])[],
): Map<number, Shown>[] => {
  const grouped = rows.map((row) => groups.map((group) => sumOf(group.map((place) => row[place] ?? 0))))
  const open = grouped.flatMap((row, at) => (merged.has(at) ? [] : [{ row, from: [at] }]))
  const shut = {
    row: sumOfRows(
      [...merged].map((at) => grouped[at] ?? []),
      groups.length,
    ),
    from: [...merged],
  }
  const known = merged.size === 0 ? open : [...open, shut]
  const hidden = hiddenRows({ rows: known.map(({ row }) => row), limit })
  const sums = sumOfRows(
    [...hidden].map((at) => known[at]?.row ?? []),
    groups.length,
  )
  const shown = rows.map(() => new Map<number, Shown>())
  known.forEach(({ row, from }, at) => {
    groups.forEach((group, index) => {
      const sum = (hidden.has(at) ? sums[index] : row[index]) ?? 0
      const isShown = !hidden.has(at) && from.length === 1 && group.length === 1
      for (const one of from)
        for (const place of group) shown[one]?.set(place, sum === 0 ? 0 : isShown ? (rows[one]?.[place] ?? 0) : null)
    })
  })
  return shown
}

const showTable = (
  rows: readonly (readonly number[])[],
  groups: readonly (readonly (readonly number[])[])[],
  limit: number,
): Shown[][] => {
  const persons = rows.map(([first = 0]) => first)
  const merged = hideTogether(persons, limit)
  // Where the sum of the hidden rows is small, or one for each, there is nobody to hide them behind.
  if (
    merged.size > 0 &&
    !tellsNothing(
      [...merged].map((at) => persons[at] ?? 0),
      limit,
    )
  )
    return []
  const blocks = groups.map((block) => showBlock({ rows, merged, limit }, block))
  return rows.map((row, at) =>
    row.map((_, place) => {
      if (place === 0) return merged.has(at) ? null : (persons[at] ?? 0)
      return blocks.find((block) => block[at]?.has(place))?.[at]?.get(place) ?? null
    }),
  )
}

/**
 * Hides every figure from 1 to below `limit`, and as many others as it takes so that whoever adds and subtracts what is shown finds
 * at least two values for each that is not (mask-rules.test.ts tries every one). A table is left out where that cannot be. Pure.
 */
export const showFigures = ({ tables, blocks, limit }: Figures): ShownFigures => {
  const rows = tables[0] ?? []
  const total = sumOfRows(rows, rows[0]?.length ?? 0)
  const [persons = 0] = total
  if (isSmall(persons, limit)) return { total: total.map(() => null), tables: tables.map(() => []) }
  const groups = blocks.map((block) => groupsOf(block, total, limit))
  const hidden = new Set(groups.flat().flatMap((group) => (group.length > 1 ? group : [])))
  return {
    total: total.map((value, place) => (hidden.has(place) ? null : value)),
    tables: tables.map((table) => showTable(table, groups, limit)),
  }
}

/** Figures of which each says something else of the same row: a row is shown when none of its figures gives few persons away. */
export const showCounts = (counts: readonly number[], limit: number): Shown[] => {
  const hidden = hideTogether(counts, limit)
  return counts.map((count, at) => (hidden.has(at) ? null : count))
}
