import type { MeasurementSaying } from '../../../../reference/measurement-entry.ts'
import type { Measure } from '../../../../reference/measures.ts'
import { civilZone } from '../../format-words.ts'
import { typedDay } from '../../typed-date.ts'

/** What was typed of one measurement, as it was typed. */
export interface TypedMeasure {
  /** by part of the measure; `text` for one that is a word */
  values: Readonly<Record<string, string>>
  day: string
  time: string
  moment: string
  days: string
  comment: string
  /** the unlikely numbers were asked about, and are meant */
  isMeant: boolean
}

/** Reads the fields of the form. */
export const readTyped = (measure: Measure, form: URLSearchParams): TypedMeasure => {
  const text = (name: string, most: number): string => (form.get(name) ?? '').trim().slice(0, most)
  const parts = measure.text ? ['text'] : measure.parts.map(({ key }) => key)
  return {
    values: Object.fromEntries(parts.map((key) => [key, text(`value-${key}`, 160)])),
    day: text('day', 20),
    time: text('time', 8),
    moment: text('moment', 40),
    days: text('days', 40),
    comment: text('comment', 400),
    isMeant: form.get('meant') === 'yes',
  }
}

const clock = /^(\d{1,2})\s*[:hH.]\s*(\d{2})$/

/** The instant of a day (`04/03/2026`) and a time (`08:30`, `8h30`) of here, with its offset; empty where one of them is none. */
export const instantOf = (day: string, time: string): string => {
  const iso = typedDay(day)
  const [, hour = '', minute = ''] = clock.exec(time) ?? []
  if (iso === undefined || hour === '' || Number(hour) > 23 || Number(minute) > 59) return ''
  return Temporal.PlainDateTime.from(`${iso}T${hour.padStart(2, '0')}:${minute}`)
    .toZonedDateTime(civilZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** What is said, in the words of the area: numbers with a point, what was left empty left out. */
export const sayingOf = (measure: Measure, typed: TypedMeasure): MeasurementSaying => {
  const { text, ...numbers } = typed.values
  const given = Object.entries(numbers).filter(([, value]) => value !== '')
  return {
    kind: measure.key,
    at: instantOf(typed.day, typed.time),
    values: Object.fromEntries(given.map(([key, value]) => [key, value.replace(',', '.').replaceAll(/\s/g, '')])),
    ...(measure.text ? { text: text ?? '' } : {}),
    ...(measure.moment === undefined ? {} : { moment: typed.moment }),
    ...(measure.days === undefined ? {} : { days: typed.days }),
    ...(typed.comment === '' ? {} : { comment: typed.comment }),
  }
}
