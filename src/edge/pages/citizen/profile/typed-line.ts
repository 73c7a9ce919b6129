import type { ProfileLine, ProfileSaying } from '../../../../reference/profile-entry.ts'
import type { ProfileSection } from '../../../../reference/profile-sections.ts'
import { dayAsTyped, typedDay } from '../../typed-date.ts'

/** What was typed of one line, as it was typed. */
export interface TypedLine {
  fields: Readonly<Record<string, string>>
  isSecret: boolean
}

/** The longest that is read of one field: what is longer is too long for every one. */
const mostTyped = 4_000

/** Reads the fields of the form. */
export const readTypedLine = (section: ProfileSection, form: URLSearchParams): TypedLine => ({
  fields: Object.fromEntries(
    section.fields.map(({ key }) => [
      key,
      form.getAll(key).join(' ').trim().replaceAll('\r\n', '\n').slice(0, mostTyped),
    ]),
  ),
  isSecret: form.get('secret') === 'yes',
})

const monthShape = /^(\d{1,2})\s*[/.\s-]\s*(\d{4})$/

/** A date as far as it is known, of what was typed: `2019`, `04/2019`, `12/04/2019`; what is none stays as it was typed. */
export const typedPartial = (typed: string): string => {
  const [, month, year] = monthShape.exec(typed) ?? []
  if (month !== undefined && year !== undefined) return `${year}-${month.padStart(2, '0')}`
  return typedDay(typed) ?? typed
}

/** What is said, in the words of the area. */
export const lineSaying = (section: ProfileSection, { fields, isSecret }: TypedLine): ProfileSaying => ({
  section: section.key,
  fields: Object.fromEntries(
    section.fields.map(({ key, kind }) => {
      const said = fields[key] ?? ''
      return [key, kind === 'date' ? typedPartial(said) : said]
    }),
  ),
  ...(isSecret ? { secret: true } : {}),
})

/** A line as its form shows it. */
export const typedOf = (
  section: ProfileSection,
  { fields, secret }: Pick<ProfileLine, 'fields' | 'secret'>,
): TypedLine => ({
  fields: Object.fromEntries(
    section.fields.map(({ key, kind }) => {
      const said = fields[key] ?? ''
      return [key, kind === 'date' ? dayAsTyped(said) : said]
    }),
  ),
  isSecret: secret === true,
})
