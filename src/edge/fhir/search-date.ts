import type { InstantFilter } from '../../areas/documents/types.ts'
import { parseInstant } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { daysInMonth, isCalendarDate } from './primitive.ts'
import { terms } from './terms.ts'

const shape =
  /^(eq|ne|lt|le|gt|ge|sa|eb)?(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

const prefixes = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'sa', 'eb'] as const

const zone = new Intl.DateTimeFormat('en', { timeZone: terms.timeZone, timeZoneName: 'longOffset' })

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** The offset of the national time zone about an instant, `+01:00`: for dates written without one. */
const offsetAt = (instant: Date): string => {
  const name = zone.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? ''
  return name.slice('GMT'.length) || 'Z'
}

const toInstant = (local: string, offset: string | undefined): Date | undefined => {
  const guess = parseInstant(`${local}Z`)
  return guess && parseInstant(local + (offset ?? offsetAt(guess)))
}

const dayAfter = (year: number, month: number, day: number): string => {
  if (day < daysInMonth(year, month)) return `${pad(year, 4)}-${pad(month)}-${pad(day + 1)}`
  return month < 12 ? `${pad(year, 4)}-${pad(month + 1)}-01` : `${pad(year + 1, 4)}-01-01`
}

const dayInterval = (year: number, month: string | undefined, day: string | undefined): [string, string] => {
  const first = `${pad(year, 4)}-${month ?? '01'}-${day ?? '01'}`
  const lastMonth = Number(month ?? 12)
  const next = dayAfter(year, lastMonth, Number(day ?? daysInMonth(year, lastMonth)))
  return [`${first}T00:00:00`, `${next}T00:00:00`]
}

const shifted = (instant: Date, milliseconds: number): Date => {
  instant.setTime(instant.getTime() + milliseconds)
  return instant
}

interface Interval {
  from: string
  to: string
}

const timeInterval = (parts: readonly (string | undefined)[], date: string): Interval | undefined => {
  const [hour, minute, second, fraction = '', offset] = parts
  const from = toInstant(`${date}T${hour}:${minute}:${second ?? '00'}${fraction}`, offset)
  const start = from?.toISOString()
  const span = fraction ? 1 : second ? 1000 : 60_000
  return from && start ? { from: start, to: shifted(from, span).toISOString() } : undefined
}

const intervalOf = (found: RegExpExecArray): Interval | undefined => {
  const [, , year = '', month, day, ...time] = found
  if (!isCalendarDate([year, month, day].filter((part) => part !== undefined).join('-'))) return undefined
  if (time[0] !== undefined) return timeInterval(time, `${year}-${month}-${day}`)
  const [first, next] = dayInterval(Number(year), month, day)
  const from = toInstant(first, undefined)?.toISOString()
  const to = toInstant(next, undefined)?.toISOString()
  return from && to ? { from, to } : undefined
}

/** A FHIR date parameter as a prefix and the interval its precision covers. Spec: R4 search §3.1.1.4.6; zone: national. */
export const readSearchDate = (text: string, parameter: string): InstantFilter => {
  // An unescaped plus before the zone arrives as a space.
  const found = shape.exec(text.trim().replace(' ', '+'))
  const interval = found ? intervalOf(found) : undefined
  const prefix = prefixes.find((each) => each === (found?.[1] ?? 'eq'))
  if (!interval || !prefix) {
    throw new Problem('incorrect', 'parameter-date', { details: { field: parameter } })
  }
  return { prefix, ...interval }
}
