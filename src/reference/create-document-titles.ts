import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import type { Coding } from './document-entry.ts'
import type { Language } from './language.ts'
import type { Reference } from './reference.ts'

const path = 'document-titles.json'
const text = Type.String({ minLength: 1 })
const said = { fr: text, en: text }

const schema = Type.Object({
  about: Type.String(),
  names: Type.Array(Type.Object({ code: text, ...said, withSpecialty: Type.Optional(Type.Boolean()) })),
  specialties: Type.Array(Type.Object({ codes: Type.Array(text, { minItems: 1 }), ...said })),
  reminders: Type.Array(Type.Object({ code: text, ...said })),
})

/** What a title is made of; who wrote it and its day, where the page does not say them beside it. */
export interface TitleFacts {
  /** the code alone: of our own list */
  type: Coding | string
  /** of the first author */
  specialty?: Coding | undefined
  author?: string | undefined
  /** as the page writes days: `4 mars 2026` */
  day?: string | undefined
}

/** What documents are called in plain words, from data/document-titles.json. */
export interface DocumentTitles {
  /** `Compte rendu de consultation (cardiologie), Anne Martin, 4 mars 2026`; a type of no list keeps its own word. */
  humanTitle(facts: TitleFacts, lang: Language): string
  /** Whether an author's title says something to a person: not where it is empty, a code, a code list's own word, or a file's name. */
  isHuman(title: string, type: Coding): boolean
  /** What the holder is reminded of beside a new document of a kind. Law: rules DOC-17. */
  reminderOf(type: Coding, lang: Language): string | undefined
}

const fileName = /^\S+\.[a-z]{3,4}$/i

const sameWords = (one: string, other: string): boolean =>
  one.localeCompare(other, 'fr', { sensitivity: 'base', ignorePunctuation: true }) === 0

/** Reads the plain names of documents. Throws DataFlaw where a type of the code list has none, or a name stands for no type. */
export const createDocumentTitles = (
  reference: Pick<Reference, 'all' | 'find' | 'findDocumentType'>,
): DocumentTitles => {
  const file = readData(path, schema)
  const names = new Map(file.names.map((name) => [name.code, name] as const))
  const specialties = new Map(file.specialties.flatMap((row) => row.codes.map((code) => [code, row] as const)))
  const reminders = new Map(file.reminders.map((row) => [row.code, row] as const))
  for (const { code } of reference.all('document-types'))
    if (!names.has(code)) throw new DataFlaw(path, code, 'this type of document has no plain name')
  for (const code of [...names.keys(), ...reminders.keys()])
    if (reference.findDocumentType(code) === undefined) throw new DataFlaw(path, code, 'no type of document')
  for (const code of specialties.keys())
    if (reference.find('author-specialties', code) === undefined) throw new DataFlaw(path, code, 'no specialty')
  const known = (type: Coding | string) => {
    const found = reference.findDocumentType(type)
    return found && names.get(found.code)
  }
  return Object.freeze<DocumentTitles>({
    humanTitle: ({ type, specialty, author, day }, lang) => {
      const name = known(type)
      const added = name?.withSpecialty && specialty ? specialties.get(specialty.code)?.[lang] : undefined
      const kind = name?.[lang] ?? (typeof type === 'string' ? type : (type.display ?? type.code))
      return [added === undefined ? kind : `${kind} (${added})`, author, day].filter(Boolean).join(', ')
    },
    isHuman: (title, type) => {
      const words = title.trim()
      if (words === '' || fileName.test(words)) return false
      const official = reference.findDocumentType(type)
      return ![type.code, type.display, official?.fr, official?.en].some(
        (other) => other !== undefined && sameWords(words, other),
      )
    },
    reminderOf: (type, lang) => {
      const found = reference.findDocumentType(type)
      return found && reminders.get(found.code)?.[lang]
    },
  })
}
