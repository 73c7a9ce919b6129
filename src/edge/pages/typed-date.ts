import { parseInstant } from '../../platform/clock.ts'

/** A date as somebody typed it into three fields. */
export interface TypedDate {
  day: string
  month: string
  year: string
}

const whole = /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{4})$|^(\d{2})(\d{2})(\d{4})$/

const wholeDate = (typed: string): TypedDate | undefined => {
  const found = whole.exec(typed)
  if (found === null) return undefined
  const [, d1 = '', m1 = '', y1 = '', d2 = '', m2 = '', y2 = ''] = found
  return { day: d1 + d2, month: m1 + m2, year: y1 + y2 }
}

/** What the fields of a birth date hold; a whole date in the first field (`04/03/1979`, `04031979`) is spread over the three. */
export const typedDate = (fields: URLSearchParams): TypedDate => {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((piece) =>
    (fields.get(`birth-${piece}`) ?? '').trim().slice(0, 20),
  )
  return (month === '' && year === '' ? wholeDate(day) : undefined) ?? { day, month, year }
}

/** Whether nothing was typed. */
export const isDateMissing = ({ day, month, year }: TypedDate): boolean => day + month + year === ''

/** The day (YYYY-MM-DD) that was typed, when the calendar has it; nothing otherwise. */
const calendarDay = ({ day, month, year }: TypedDate): string | undefined => {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = parseInstant(`${iso}T00:00:00Z`)
  return parsed !== undefined && parsed.toISOString().startsWith(iso) ? iso : undefined
}

/** The day (YYYY-MM-DD) that was typed into three fields, when the calendar has it and it is not after `today`. */
export const findDay = (typed: TypedDate, today: string): string | undefined => {
  const iso = calendarDay(typed)
  return iso !== undefined && iso <= today ? iso : undefined
}

/** The day (YYYY-MM-DD) that was typed into one field, as `04/03/1979` or `04031979`; nothing when the calendar has none. */
export const typedDay = (typed: string): string | undefined => {
  const date = wholeDate(typed.trim())
  return date === undefined ? undefined : calendarDay(date)
}

/** A day as it is typed: `04/03/1979`. */
export const dayAsTyped = (iso: string): string => iso.split('-').toReversed().join('/')
