import { parseInstant } from '../../platform/clock.ts'

/** A date as somebody typed it into three fields. */
export interface TypedDate {
  day: string
  month: string
  year: string
}

const whole = /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{4})$|^(\d{2})(\d{2})(\d{4})$/

/** What the fields of a birth date hold; a whole date in the first field (`04/03/1979`, `04031979`) is spread over the three. */
export const typedDate = (fields: URLSearchParams): TypedDate => {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((piece) =>
    (fields.get(`birth-${piece}`) ?? '').trim().slice(0, 20),
  )
  const found = month === '' && year === '' ? whole.exec(day) : null
  if (found === null) return { day, month, year }
  const [, d1 = '', m1 = '', y1 = '', d2 = '', m2 = '', y2 = ''] = found
  return { day: d1 + d2, month: m1 + m2, year: y1 + y2 }
}

/** Whether nothing was typed. */
export const isDateMissing = ({ day, month, year }: TypedDate): boolean => day + month + year === ''

/** The day (YYYY-MM-DD) that was typed, when the calendar has it and it is not after `today`; nothing otherwise. */
export const findDay = ({ day, month, year }: TypedDate, today: string): string | undefined => {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = parseInstant(`${iso}T00:00:00Z`)
  return parsed !== undefined && parsed.toISOString().startsWith(iso) && iso <= today ? iso : undefined
}
