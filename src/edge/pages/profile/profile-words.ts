import type { ProfileLine } from '../../../reference/profile-entry.ts'
import {
  chosenCodes,
  findProfileTerm,
  type ProfileField,
  type ProfileSection,
} from '../../../reference/profile-sections.ts'
import type { Ask } from '../ask.ts'
import type { Fact } from '../components/fact-list.tsx'

/** What was answered to one question, as a person reads it; nothing where nothing was. */
export const fieldWords = (ask: Ask, field: ProfileField, line: ProfileLine): string => {
  const { key, kind, options = [] } = field
  const said = line.fields[key] ?? ''
  if (said === '') return ''
  if (kind === 'date') return ask.words.date(said)
  return chosenCodes(field, said)
    .map((one) => options.find(({ code }) => code === one)?.[ask.lang] ?? one)
    .join(', ')
}

/** What a line is about: the answer to the first question of its section. */
export const lineTitle = (ask: Ask, { fields: [first] }: ProfileSection, line: ProfileLine): string =>
  first === undefined ? '' : fieldWords(ask, first, line)

/** Whether a line is in somebody's own words where terms with a code are proposed, and no document or certificate stands behind it. */
export const isFreeText = ({ fields: [first] }: ProfileSection, line: ProfileLine): boolean =>
  first?.terms !== undefined &&
  line.documentId === undefined &&
  line.certificate === undefined &&
  findProfileTerm(first, line.fields['what'] ?? '') === undefined

/** The other answers of a line. */
export const lineFacts = (ask: Ask, { fields }: ProfileSection, line: ProfileLine): Fact[] =>
  fields.slice(1).map((field) => ({ name: field[ask.lang], says: fieldWords(ask, field, line) }))

/** The other answers in a row, without their questions. */
export const lineWords = (ask: Ask, { fields }: ProfileSection, line: ProfileLine): string =>
  fields
    .slice(1)
    .map((field) => fieldWords(ask, field, line))
    .filter((says) => says !== '')
    .join(', ')

/** Whose word a line is, and of when; to the holder themselves, or to somebody else. */
export const lineByline = (
  ask: Ask,
  { author, changedAt }: Pick<ProfileLine, 'author' | 'changedAt'>,
  isOwn: boolean,
): string => {
  const { by } = ask.text.profile
  const day = ask.words.date(ask.parts.dayOf(changedAt))
  if (author.as === 'representative') return by.related(day)
  return isOwn ? by.you(day) : by.patient(day)
}
