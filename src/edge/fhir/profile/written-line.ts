import type { ProfileLine } from '../../../reference/profile-entry.ts'
import { chosenCodes, termCoding, type ProfileSection, type ProfileTerm } from '../../../reference/profile-sections.ts'
import type { LinePlace } from './profile-resource.ts'

/** A line about to be written. */
export interface Written {
  line: ProfileLine
  section: ProfileSection
  place: LinePlace
  /** the term of ours that its words name */
  term: ProfileTerm | undefined
}

/** What was answered to one question. */
export const said = ({ line }: Written, key: string): string | undefined => line.fields[key]

/** What was chosen, with its words in the language asked for. */
export const choices = ({ section, line, place }: Written, key: string): { code: string; text: string }[] => {
  const field = section.fields.find((one) => one.key === key)
  const codes = field === undefined ? [] : chosenCodes(field, line.fields[key] ?? '')
  return (field?.options ?? [])
    .filter(({ code }) => codes.includes(code))
    .map((option) => ({ code: option.code, text: option[place.lang] }))
}

/** The words of a choice in the language asked for. */
export const choice = (written: Written, key: string): string | undefined => choices(written, key)[0]?.text

/** A member with a text; none where there is none. */
export const withText = (member: string, text: string | undefined): object =>
  text === undefined ? {} : { [member]: text }

/** What it is about, in the person's words, with the code of the term that they name. */
export const concept = (written: Written): object => {
  const code = written.term?.code
  const text = said(written, 'what') ?? ''
  return { ...(code === undefined ? {} : { coding: [termCoding(code)] }), text }
}

/** Remarks in words. */
export const notes = (...texts: (string | undefined)[]): object => {
  const note = texts.flatMap((text) => (text === undefined ? [] : [{ text }]))
  return note.length === 0 ? {} : { note }
}

/** A code of LOINC. */
export const loinc = (code: string): object => ({ coding: [{ system: 'http://loinc.org', code }] })
