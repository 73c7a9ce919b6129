import { compareDecimals } from '../../platform/decimal.ts'
import { Problem } from '../../platform/problem.ts'
import { findMeasure, measureDays, measureMoments, type Measure } from '../../reference/measures.ts'
import type { Doubt, SentMeasurement } from './types.ts'

const decimalShape = /^\d{1,7}(\.\d{1,6})?$/
const wholeShape = /^\d{1,7}$/
/** Law: rules PML-5. */
const longestComment = 150
const longestWord = 150
/** What stands beside the numbers, device and method, with what JSON needs around it. */
const longestAbout = 4_000
/** Clocks of devices go wrong, and an evening's measurement comes from another time zone. */
const aheadMs = 24 * 60 * 60 * 1000
const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

const wrong = (reason: string, field: string, details: Readonly<Record<string, string | number>> = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

/** The measure that a saying is of. Problem `incorrect`, `measure-unknown`; `measurement-computed` for what nobody writes. */
export const requireMeasure = (kind: string): Measure => {
  const measure = findMeasure(kind) ?? wrong('measure-unknown', 'kind')
  return measure.derived ? wrong('measurement-computed', 'kind') : measure
}

/** A number in the unit of a measure. Problem `incorrect`, `measurement-value-unreadable`. */
export const requireNumber = (measure: Measure, field: string, value: string): void => {
  if (!decimalShape.test(value)) wrong('measurement-value-unreadable', field)
  if (measure.whole && !wholeShape.test(value)) wrong('measurement-value-whole', field)
}

const checkValues = (measure: Measure, { values, text }: SentMeasurement): void => {
  const known = new Set(measure.parts.map(({ key }) => key))
  const strange = Object.keys(values).find((key) => !known.has(key))
  if (strange !== undefined) wrong('measurement-part-unknown', strange)
  if (measure.text ? text === undefined || text.trim() === '' : text !== undefined)
    wrong(measure.text ? 'measurement-value-missing' : 'measurement-part-unknown', 'text')
  if (text !== undefined && text.length > longestWord) wrong('measurement-word-too-long', 'text', { most: longestWord })
  for (const { key, optional } of measure.parts) {
    const value = values[key]
    if (value !== undefined) requireNumber(measure, key, value)
    else if (!optional) wrong('measurement-value-missing', key)
  }
}

/** Parts stand in the order of their size: the upper pressure is not below the lower. */
const checkOrder = (measure: Measure, { values }: SentMeasurement): void => {
  const [upper, lower] = measure.parts.filter(({ optional }) => !optional).map(({ key }) => key)
  if (upper === undefined || lower === undefined) return
  if ((compareDecimals(values[upper] ?? '', values[lower] ?? '') ?? 0) <= 0) wrong('measurement-swapped', upper)
}

/** Law: rules PML-15, asked where it belongs and refused elsewhere. */
const checkMoment = ({ moment: asked }: Measure, { moment }: SentMeasurement): void => {
  if (asked === undefined && moment !== undefined) wrong('measurement-moment-not-asked', 'moment')
  if (asked !== undefined && !measureMoments.some(({ code }) => code === moment))
    wrong('measurement-moment-missing', 'moment')
}

const checkDays = ({ days: asked }: Measure, { days }: SentMeasurement): void => {
  if (asked === undefined && days !== undefined) wrong('measurement-days-not-asked', 'days')
  if (asked !== undefined && !measureDays.some(({ code }) => code === days)) wrong('measurement-days-missing', 'days')
}

const checkInstant = (at: string, { birthDate, now }: Life): void => {
  const instant = instantShape.test(at) ? Date.parse(at) : Number.NaN
  if (Number.isNaN(instant)) wrong('measurement-time-unreadable', 'at')
  if (at.slice(0, 10) < birthDate) wrong('measurement-before-birth', 'at')
  if (instant > now.getTime() + aheadMs) wrong('measurement-to-come', 'at')
}

/** Between which instants something can have been measured. */
export interface Life {
  /** `YYYY-MM-DD`, or the beginning of it that is known */
  birthDate: string
  now: Date
}

/** Checks what is said of one measurement. Law: rules PML-4, PML-5, PML-14, PML-15. Problems as `Observations.addMeasurements` says; pure. */
export const checkSaying = (saying: SentMeasurement, life: Life): void => {
  const measure = requireMeasure(saying.kind)
  checkValues(measure, saying)
  checkOrder(measure, saying)
  checkMoment(measure, saying)
  checkDays(measure, saying)
  if ((saying.comment ?? '').length > longestComment)
    wrong('measurement-comment-too-long', 'comment', { most: longestComment })
  if (JSON.stringify([saying.source, saying.method, saying.site]).length > longestAbout)
    wrong('measurement-source-too-long', 'source', { most: longestAbout })
  checkInstant(saying.at, life)
}

/** The numbers that are not likely. Law: rules PML-16. Pure. */
export const doubtsAbout = ({ kind, values }: Pick<SentMeasurement, 'kind' | 'values'>): Doubt[] =>
  (findMeasure(kind)?.parts ?? []).flatMap(({ key, min, max }) => {
    const value = values[key]
    if (value === undefined || !decimalShape.test(value)) return []
    const isLikely = (compareDecimals(value, min) ?? 0) >= 0 && (compareDecimals(value, max) ?? 0) <= 0
    return isLikely ? [] : [{ field: key, min, max }]
  })
