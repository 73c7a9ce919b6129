import { Problem, type ProblemDetails } from '../../platform/problem.ts'
import type { CareSaying } from '../../reference/care-entry.ts'
import { findCareKind, findCareStatement } from '../../reference/care-kinds.ts'
import type { CareFeed } from '../../reference/create-care-feeds.ts'
import { isDay } from '../../reference/day-in-words.ts'

/** Whom a line is about, who brings it, and when. */
export interface CareMoment {
  feed: CareFeed
  /** `YYYY-MM-DD`, or the beginning of it that is known */
  birthDate: string
  /** the civil day, `YYYY-MM-DD` */
  today: string
  now: Date
}

const decimalShape = /^-?\d{1,12}(\.\d{1,6})?$/
const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const comparators: readonly string[] = ['<', '<=', '>=', '>']

/** Clocks of others go wrong by so much. */
const driftMs = 300_000

const wrong = (reason: string, field: string, details: ProblemDetails = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

const textsOf = ({ lineId, label, code, giver, quantity, result }: CareSaying) =>
  [
    { field: 'lineId', said: lineId, most: 200, isRequired: true },
    { field: 'label', said: label, most: 300, isRequired: true },
    { field: 'code', said: code?.code, most: 100 },
    { field: 'code', said: code?.system, most: 200 },
    { field: 'code', said: code?.display, most: 300 },
    { field: 'giver', said: giver?.name, most: 200 },
    { field: 'giver', said: giver?.identifier?.value, most: 100 },
    { field: 'quantity', said: quantity?.unit, most: 50 },
    { field: 'result', said: result?.value, most: 200 },
    { field: 'result', said: result?.unit, most: 50 },
  ] as const

const checkTexts = (saying: CareSaying): void => {
  for (const { field, said = '', most, ...rest } of textsOf(saying)) {
    if ('isRequired' in rest && said.trim() === '') wrong('care-field-missing', field)
    if (said.length > most) wrong('care-field-too-long', field, { most })
  }
}

const checkDay = ({ day }: CareSaying, { birthDate, today }: CareMoment): void => {
  if (!isDay(day)) wrong('care-day-unreadable', 'day')
  if (day < birthDate) wrong('care-day-before-birth', 'day')
  if (day > today) wrong('care-day-to-come', 'day')
}

const checkWritten = ({ writtenAt }: CareSaying, now: Date): void => {
  const atMs = instantShape.test(writtenAt) ? Date.parse(writtenAt) : Number.NaN
  if (Number.isNaN(atMs)) wrong('care-instant-unreadable', 'writtenAt')
  // what says that it is of tomorrow would stand above every correction
  if (atMs > now.getTime() + driftMs) wrong('care-instant-to-come', 'writtenAt')
}

const checkNumbers = ({ quantity, result }: CareSaying): void => {
  if (quantity !== undefined && !decimalShape.test(quantity.value)) wrong('care-number-unreadable', 'quantity')
  const { comparator, low, high } = result ?? {}
  if (comparator !== undefined && !comparators.includes(comparator)) wrong('care-comparator-unknown', 'result')
  for (const bound of [low, high])
    if (bound !== undefined && !decimalShape.test(bound)) wrong('care-number-unreadable', 'result')
}

/** Checks one line that a feed tells. Problem `incorrect`, `care-…`, with the field at fault. */
export const checkCare = (saying: CareSaying, moment: CareMoment): void => {
  if (findCareStatement(saying.statement) === undefined) wrong('care-statement-unknown', 'statement')
  if (!moment.feed.tells.includes(saying.statement)) wrong('care-statement-not-told', 'statement')
  if (findCareKind(saying.kind) === undefined) wrong('care-kind-unknown', 'kind')
  checkTexts(saying)
  checkDay(saying, moment)
  checkWritten(saying, moment.now)
  checkNumbers(saying)
}
