import { Problem, type ProblemDetails } from '../../platform/problem.ts'
import { isDay } from '../../reference/day-in-words.ts'
import type { ProfileSaying } from '../../reference/profile-entry.ts'
import {
  chosenCodes,
  findProfileSection,
  type ProfileField,
  type ProfileSection,
} from '../../reference/profile-sections.ts'

/** Between which days something can have been. */
export interface Life {
  /** `YYYY-MM-DD`, or the beginning of it that is known */
  birthDate: string
  /** the civil day, `YYYY-MM-DD` */
  today: string
}

const phoneShape = /^\+?[\d\s.()-]{4,20}$/
const mailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const partialShape = /^\d{4}(-\d{2}(-\d{2})?)?$/

const wrong = (reason: string, field: string, details: ProblemDetails = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

/** The section of a key. Problem `incorrect`, `profile-section-unknown`. */
export const requireSection = (key: string): ProfileSection =>
  findProfileSection(key) ?? wrong('profile-section-unknown', 'section')

/** Whether a text is a day, a month or a year of the calendar. */
export const isPartialDay = (text: string): boolean =>
  partialShape.test(text) && isDay(`${text}-01-01`.slice(0, Math.max(10, text.length)))

/** The first day that a date as far as it is known may mean, and the last. */
const spanOf = (partial: string): { first: string; last: string } => ({
  first: `${partial}-01-01`.slice(0, 10),
  last: `${partial}-12-31`.slice(0, 10),
})

const checkDate = (field: string, said: string, { birthDate, today }: Life): void => {
  if (!isPartialDay(said)) wrong('profile-date-unreadable', field)
  if (spanOf(said).last < spanOf(birthDate).first) wrong('profile-date-before-birth', field)
  if (spanOf(said).first > today) wrong('profile-date-to-come', field)
}

const checkWords = ({ key, kind, most = 0 }: ProfileField, said: string): void => {
  if (said.length > most) wrong('profile-field-too-long', key, { most })
  if (kind === 'phone' && !phoneShape.test(said)) wrong('profile-phone-unreadable', key)
  if (kind === 'mail' && !mailShape.test(said)) wrong('profile-mail-unreadable', key)
}

/** Each is an option, and is there once. */
const isAmong = (options: readonly { code: string }[], chosen: readonly string[]): boolean =>
  new Set(chosen).size === chosen.length && chosen.every((one) => options.some(({ code }) => code === one))

const checkField = (asked: ProfileField, said: string | undefined, life: Life): void => {
  const { key, kind, options = [], required } = asked
  if (said === undefined || said.trim() === '') {
    if (required) wrong('profile-field-missing', key)
    return
  }
  if (kind === 'date') checkDate(key, said, life)
  else if (kind !== 'choice') checkWords(asked, said)
  else if (!isAmong(options, chosenCodes(asked, said))) wrong('profile-choice-unknown', key)
}

/** Checks what is said in one line. Law: rules PML-4, PML-5. Problems as `Profile.addLine` says; pure. */
export const checkSaying = ({ section: asked, fields }: ProfileSaying, life: Life): ProfileSection => {
  const section = requireSection(asked)
  const strange = Object.keys(fields).find((key) => !section.fields.some((field) => field.key === key))
  if (strange !== undefined) wrong('profile-field-unknown', strange)
  // what lasts, or is to come, has an end that may lie ahead
  for (const field of section.fields)
    checkField(field, fields[field.key], field.key === 'until' ? { ...life, today: '9999-12-31' } : life)
  const { since = '', until = '' } = fields
  if (since !== '' && until !== '' && spanOf(until).last < spanOf(since).first) wrong('profile-dates-swapped', 'until')
  return section
}
