/** Makes a draw of 0 to `count` − 1 whose chances fall like 1 / rank^exponent: a few records are opened by everybody. */
export const createZipf = (count: number, exponent: number): (() => number) => {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let below = 0
  const bounds = weights.map((weight) => (below += weight / total))
  return () => {
    const drawn = Math.random()
    const rank = bounds.findIndex((bound) => drawn < bound)
    return rank < 0 ? count - 1 : rank
  }
}
