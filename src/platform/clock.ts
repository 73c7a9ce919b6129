/** The only door to time. Tests hand in a clock of their own. */
export interface Clock {
  now(): Date
}

/** The machine's clock. Decisions that the journal dates use the database's (migrations/0004). */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until `advance` moves it: for tests and for births computed from a fixed day. */
export const fixedClock = (iso: string): Clock & { advance(ms: number): void } => {
  let current = new Date(iso).getTime()
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms
    },
  }
}

/** Parses a date-time written by a standard or the database. Gives undefined where it is not a date. */
export const parseInstant = (text: string): Date | undefined => {
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}
