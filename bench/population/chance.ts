/** Chance that comes out the same for the same seed: `next` gives 0 ≤ x < 1. */
export interface Chance {
  next(): number
  /** true with this probability */
  is(probability: number): boolean
  /** a whole number from 0 to below `end` */
  below(end: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** Spec: mulberry32 (T. Ettinger, public domain): 32 bits of state, enough for invented persons. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    is: (probability) => next() < probability,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
  }
}
