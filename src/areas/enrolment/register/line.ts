import type { Identifier } from '../../../reference/document-entry.ts'
import type { InsContext } from '../../identity/index.ts'
import type { ImportWords } from './import-words.ts'
import type { NoticeChannel, PersonIdentity, RepresentationKind } from './types.ts'

/** What may be wrong with a line of a file of insured persons, beside the faults of an identifier (data/reasons/identity.json). */
export type LineReason =
  | 'line-fields-count'
  | 'line-quote-wrong'
  | 'line-too-long'
  | 'line-field-missing'
  | 'line-field-too-long'
  | 'line-control-character'
  | 'line-name-wrong'
  | 'line-date-wrong'
  | 'line-date-in-future'
  | 'line-date-before-birth'
  | 'line-gender-unknown'
  | 'line-gender-unlike-number'
  | 'line-birth-place-wrong'
  | 'line-email-wrong'
  | 'line-phone-wrong'
  | 'line-language-unknown'
  | 'line-address-too-long'
  | 'line-address-lines-too-many'
  | 'line-postal-code-wrong'
  | 'line-postal-code-of-another-department'
  | 'line-department-unknown'
  | 'line-scheme-unknown'
  | 'line-unreachable'
  | 'line-card-serial-wrong'
  | 'line-measure-unknown'
  | 'line-guardian-without-measure'
  | 'line-measure-without-guardian'
  | 'line-represents-itself'
  | 'line-parents-too-many'
  | 'line-parents-of-adult'
  | 'line-flag-wrong'
  | 'line-person-twice'
  | 'line-identifier-replaced'
  | 'line-contact-shared'

/** One thing wrong in one column of a line: `rejected` keeps the person out, `warning` does not. Never holds the value. */
export interface LineFlaw {
  column: string
  severity: 'rejected' | 'warning'
  reason: string
  details: Readonly<Record<string, string | number>>
}

/** A person as a line brings them, checked and brought to one form. */
export interface ImportedPerson extends PersonIdentity {
  scheme: string
  department?: string
  channel: NoticeChannel
  minorUntil?: string
  /** the first day of majority, passed or not */
  majorityOn?: string
  protected: boolean
  legacy: boolean
  diedOn?: string
  /** the insurer's name of the household; the card's number where there is none */
  household: string
  representatives: { ins: Identifier; kind: RepresentationKind }[]
  /** the reasons of the line's warnings */
  remarks: string[]
}

/** What a line is held against. `today` is a day, YYYY-MM-DD. */
export interface LineRules {
  words: ImportWords
  ins: InsContext
  majorityYears: number
  today: string
}

/** One line while it is being checked: its texts by column, and what was found wrong. */
export interface Line {
  /** the trimmed text of a column; empty where the file has no such column */
  text(column: string): string
  reject(column: string, reason: LineReason, details?: LineFlaw['details']): void
  warn(column: string, reason: LineReason, details?: LineFlaw['details']): void
  readonly flaws: LineFlaw[]
}

// Whatever cannot be printed on a letter or stored as text; line breaks inside a quoted address are dealt with there.
const control = /[^\P{Cc}\t\r\n]|\uFFFD/u

/** Opens a line over its fields and the place of each column. A control character or an overlong text is found here, for all. */
export const openLine = (
  fields: readonly string[],
  columns: ReadonlyMap<string, number>,
  maxCharacters: number,
): Line => {
  const flaws: LineFlaw[] = []
  const note =
    (severity: LineFlaw['severity']) =>
    (column: string, reason: LineReason, details: LineFlaw['details'] = {}): void => {
      flaws.push({ column, severity, reason, details: { field: column, ...details } })
    }
  const reject = note('rejected')
  for (const [column, at] of columns) {
    const field = fields[at] ?? ''
    if (field.length > maxCharacters) reject(column, 'line-field-too-long', { limit: maxCharacters })
    else if (control.test(field)) reject(column, 'line-control-character')
  }
  return { text: (column) => (fields[columns.get(column) ?? -1] ?? '').trim(), reject, warn: note('warning'), flaws }
}

const patterns = new Map<string, RegExp>()

/** Whether a text fits a pattern of data/, compiled once. */
export const fits = (pattern: string, text: string): boolean => {
  const known = patterns.get(pattern) ?? new RegExp(pattern)
  patterns.set(pattern, known)
  return known.test(text)
}
