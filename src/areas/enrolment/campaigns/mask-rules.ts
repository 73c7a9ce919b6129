/** A figure that may be shown, or none. */
export type Shown = number | null

/** One relation: the values of these places add up to one of them. */
type Sum = readonly number[]

const hideSmall =
  (limit: number) =>
  (line: readonly Shown[]): Shown[] =>
    line.map((value) => (value !== null && value > 0 && value < limit ? null : value))

/** Where exactly one value of a sum is hidden, the others tell it: the smallest of them is hidden too. */
const hideSecond =
  (sum: Sum) =>
  (line: readonly Shown[]): Shown[] => {
    const places = sum.filter((place) => line[place] === null)
    if (places.length !== 1) return [...line]
    const others = sum.filter((place) => (line[place] ?? 0) > 0)
    const smallest = Math.min(...others.map((place) => line[place] ?? 0))
    const at = others.find((place) => line[place] === smallest)
    return line.map((value, place) => (place === at ? null : value))
  }

const turn = (table: readonly (readonly Shown[])[]): Shown[][] =>
  (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? null))

const hidden = (table: readonly (readonly Shown[])[]): number => table.flat().filter((value) => value === null).length

/**
 * Hides every value from 1 to below `limit`, and as many others as it takes so that no sum gives a hidden one away. The last row
 * is the sum of the others; `sums` names the columns of which one is the sum of the rest. Zeros are shown.
 */
export const maskTable = (table: readonly (readonly Shown[])[], sums: readonly Sum[], limit: number): Shown[][] => {
  const rows = hideSecond(table.map((_, row) => row))
  const row = (line: readonly Shown[]): Shown[] =>
    sums.reduce<Shown[]>((shown, sum) => hideSecond(sum)(shown), [...line])
  let masked = table.map(hideSmall(limit))
  for (let before = -1; before !== hidden(masked);) {
    before = hidden(masked)
    masked = turn(turn(masked.map(row)).map(rows))
  }
  return masked
}
