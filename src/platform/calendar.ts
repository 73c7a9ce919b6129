/**
 * The last instant that, a number of calendar months later, is not after `now`: what began up to then has lasted that long.
 * On a day that the earlier month does not have, that month's whole last day counts (28 February + 1 month = 28 March).
 */
export const monthsBefore = (now: Date, months: number): Date => {
  const earlier = new Date(now)
  earlier.setUTCMonth(earlier.getUTCMonth() - months)
  const overflowed = earlier.getUTCDate() !== now.getUTCDate()
  if (overflowed) {
    earlier.setUTCDate(0)
    earlier.setUTCHours(23, 59, 59, 999)
  }
  return earlier
}
