import { parseInstant } from '../../platform/clock.ts'
import type { Lang } from './text/catalogue.ts'

/** Dates, times, sizes and ages as a person reads them. Instants are ISO 8601 texts of any precision. */
export interface FormatWords {
  /** `4 mars 2026`; `mars 2026` or `2026` where no more is known */
  date(iso: string): string
  /** `4 mars`, for titles of pages */
  shortDate(iso: string): string
  /** `mars 2026` */
  month(iso: string): string
  /** `mercredi 4 mars 2026` */
  day(iso: string): string
  time(iso: string): string
  /** `2026-03-04T10:05:00+01:00`, for files: the same clock as `time` */
  stamp(iso: string): string
  /** how many, as `1 200` */
  count(n: number): string
  /** bytes as `29 Ko` */
  size(bytes: number): string
  /** completed years from a birth date to an instant */
  age(birthDate: string, now: Date): number
}

/** The civil time of the pages. */
export const civilZone = 'Europe/Paris'
const locales = { fr: 'fr-FR', en: 'en-GB' } as const
const sizeUnits = { fr: ['octet', 'Ko', 'Mo'], en: ['byte', 'KB', 'MB'] } as const

/** French says `1er mars` and `2 mars`; Intl does not. */
const firstDay = /\b1 (?=\p{L})/u

const makeDateFormat = (lang: Lang) => (iso: string, parts: Intl.DateTimeFormatOptions) => {
  const instant = parseInstant(iso)
  if (instant === undefined) return iso
  const isDateOnly = !iso.includes('T')
  const written = new Intl.DateTimeFormat(locales[lang], { ...parts, timeZone: isDateOnly ? 'UTC' : civilZone })
  return lang === 'fr' ? written.format(instant).replace(firstDay, '1er ') : written.format(instant)
}

const precisionOf = (iso: string): Intl.DateTimeFormatOptions => {
  if (/^\d{4}$/.test(iso)) return { year: 'numeric' }
  if (/^\d{4}-\d{2}$/.test(iso)) return { year: 'numeric', month: 'long' }
  return { year: 'numeric', month: 'long', day: 'numeric' }
}

const ageOn = (birthDate: string, now: Date): number => {
  const today = now.toISOString().slice(0, 10)
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The words of one language. */
export const formatWords = (lang: Lang): FormatWords => {
  const format = makeDateFormat(lang)
  const number = new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 1 })
  return {
    count: (n) => number.format(n),
    date: (iso) => format(iso, precisionOf(iso)),
    shortDate: (iso) => format(iso, iso.length < 10 ? precisionOf(iso) : { month: 'long', day: 'numeric' }),
    month: (iso) => format(iso, { month: 'long', year: 'numeric' }),
    day: (iso) => format(iso, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: (iso) => format(iso, { hour: '2-digit', minute: '2-digit' }),
    stamp: (iso) =>
      Temporal.Instant.from(iso)
        .toZonedDateTimeISO(civilZone)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    size: (bytes) => {
      const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
      const plural = power === 0 && bytes > 1 ? 's' : ''
      return `${number.format(bytes / 1_000 ** power)} ${sizeUnits[lang][power]}${plural}`
    },
    age: ageOn,
  }
}
