import { Problem } from '../../platform/problem.ts'
import { requestsFile, type DeclineReason } from './requests-file.ts'
import type { RequestContent, SealedRequest } from './sealed-request.ts'
import type { RequestState } from './types.ts'

/** Whose eyes what becomes of a request is for: what a minor asks for is not told to whoever represents them. */
export const requestAudience = 'hidden-from-representatives'

const wrong = (reason: string, field: string, details = {}): Problem =>
  new Problem('incorrect', reason, { details: { field, ...details } })

/** The year that was typed, from the birth to today; nothing where none was. Problem `request-year-wrong`. */
export const readYear = (typed: string, { born, today }: { born: string; today: string }): string | undefined => {
  const year = typed.trim()
  if (year === '') return undefined
  if (!/^\d{4}$/.test(year) || year < born.slice(0, 4) || year > today.slice(0, 4))
    throw wrong('request-year-wrong', 'year')
  return year
}

/** A category of those there are; nothing where any will do. Problem `request-category-wrong`. */
export const readCategory = (typed: string, known: ReadonlySet<string>): string | undefined => {
  if (typed === '') return undefined
  if (!known.has(typed)) throw wrong('request-category-wrong', 'category')
  return typed
}

/** What was typed beside; nothing where nothing was. Problem `request-note-too-long`. */
export const readNote = (typed: string): string | undefined => {
  const note = typed.trim()
  if (note.length > requestsFile.longestNote)
    throw wrong('request-note-too-long', 'note', { most: requestsFile.longestNote })
  return note === '' ? undefined : note
}

/** One of the answers there are. Problem `request-reason-missing`. */
export const readReason = (typed: string): DeclineReason => {
  const reason = requestsFile.reasons.find((known) => known === typed)
  if (reason === undefined) throw wrong('request-reason-missing', 'reason')
  return reason
}

/** Up to when the facility answers: what may be in its archives takes longer. Law: L.1111-7. */
export const dueOn = (today: string, year: string | undefined): string => {
  const day = Temporal.PlainDate.from(today)
  const isOld = year !== undefined && Number(year) < day.year - requestsFile.olderThanYears
  return day.add(isOld ? { months: requestsFile.answerMonthsOlder } : { days: requestsFile.answerDays }).toString()
}

/** The day from which nobody waits for the answer any more. */
export const endsOn = (today: string): string =>
  Temporal.PlainDate.from(today).add({ months: requestsFile.endsAfterMonths }).toString()

/** Where a request stands on a day. */
export const stateOn = ({ state, endsOn: end }: Pick<SealedRequest, 'state' | 'endsOn'>, today: string): RequestState =>
  state === 'asked' && end <= today ? 'over' : state

/** Problem `conflict` for a request that nobody answers any more. */
export const requireWaiting = <T extends Pick<SealedRequest, 'state' | 'endsOn'>>(row: T, today: string): T => {
  if (stateOn(row, today) !== 'asked') throw new Problem('conflict', 'request-over')
  return row
}

/** Whether two requests ask for the same: of the same kind and year, and in the same words. */
export const isSameWish = (
  one: Pick<RequestContent, 'category' | 'year' | 'note'>,
  other: Pick<RequestContent, 'category' | 'year' | 'note'>,
): boolean => one.category === other.category && one.year === other.year && one.note === other.note

/** Whether a document is what was asked for: made before it was asked for, of the category, about of the year. */
export const isAnswer = (
  { category, year }: Pick<RequestContent, 'category' | 'year'>,
  arrived: { category: string | undefined; createdAt: string; askedAt: string },
): boolean =>
  arrived.createdAt.slice(0, 10) <= arrived.askedAt.slice(0, 10) &&
  (category === undefined || category === arrived.category) &&
  (year === undefined || Math.abs(Number(arrived.createdAt.slice(0, 4)) - Number(year)) <= requestsFile.yearsAround)
