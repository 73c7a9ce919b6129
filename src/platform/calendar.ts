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

/** The same instant of the day, a number of calendar months later; the last day of a month that is too short for it. */
export const monthsAfter = (now: Date, months: number): Date => {
  const later = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC').add({ months })
  return new Date(later.epochMilliseconds)
}

/**
 * Whether an ISO instant is after another, to the millisecond. Never compare them as text: what PostgreSQL tells has no zeros at its end, so that
 * `….1Z`, a tenth of a second, would stand behind `….134567Z`.
 */
export const isLater = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other)

/** A length of time in calendar units. */
export interface CalendarLength {
  days?: number
  weeks?: number
  months?: number
  years?: number
}

/**
 * The midnight that ends the last whole day of a period: what began at `from` (an ISO instant) lasts the rest of its day and then
 * the period, by the calendar and the clock of `timeZone`. So nobody loses an hour where the clock goes forward, and ten years
 * from 29 February end with 28 February. Gives an ISO instant.
 */
export const endOfPeriod = (from: string, length: CalendarLength, timeZone: string): string =>
  civilDay(from, timeZone)
    .add(length)
    .add({ days: 1 })
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ fractionalSecondDigits: 3 })

const civilDay = (instant: string, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate()

/** The day (YYYY-MM-DD) that an instant falls on where the clocks show `timeZone`. */
export const dayOf = (instant: string, timeZone: string): string => civilDay(instant, timeZone).toString()

/** The last day (YYYY-MM-DD) of what ends at an instant: that of the instant before it. */
export const lastDayBefore = (instant: string, timeZone: string): string =>
  dayOf(new Date(Date.parse(instant) - 1).toISOString(), timeZone)

/** The Monday (YYYY-MM-DD) that began the week some weeks before that of a day. */
export const mondayOf = (day: string, { weeksBefore }: { weeksBefore: number }): string => {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1, weeks: weeksBefore }).toString()
}

/** The first instant of a day (YYYY-MM-DD) in a time zone, ISO. */
export const startOfDay = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString({ fractionalSecondDigits: 3 })

/** The instants [from, to) between which a day (YYYY-MM-DD) lasts in a time zone, ISO. */
export const spanOfDay = (day: string, timeZone: string): { from: string; to: string } => ({
  from: startOfDay(day, timeZone),
  to: startOfDay(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), timeZone),
})

/**
 * Makes a `dayOf` that keeps the last day it found: nearly every instant that is asked about lies in the same one, and calendars are slow.
 */
export const createDayFinder = (): typeof dayOf => {
  let known: { day: string; timeZone: string; fromMs: number; toMs: number } | undefined
  return (instant, timeZone) => {
    const at = Date.parse(instant)
    if (known !== undefined && known.timeZone === timeZone && at >= known.fromMs && at < known.toMs) return known.day
    const day = dayOf(instant, timeZone)
    const { from, to } = spanOfDay(day, timeZone)
    known = { day, timeZone, fromMs: Date.parse(from), toMs: Date.parse(to) }
    return day
  }
}

/** The hour (0 to 23) that the clocks of a time zone show at an instant. */
export const hourOf = (instant: string, timeZone: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).hour

/** The day (YYYY-MM-DD) that is a number of working days, Monday to Friday, after another. */
export const addWorkingDays = (day: string, count: number): string => {
  let date = Temporal.PlainDate.from(day)
  for (let left = count; left > 0;) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek <= 5) left -= 1
  }
  return date.toString()
}
