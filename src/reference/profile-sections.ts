import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import type { Coding } from './document-entry.ts'

const path = 'profile/sections.json'
const text = Type.String({ minLength: 1 })
const words = Type.Object({ fr: text, en: text })

const option = Type.Object({
  code: text,
  fr: text,
  en: text,
  /** of this choice there is one line at most */
  once: Type.Optional(Type.Literal(true)),
})

const field = Type.Object({
  key: text,
  kind: Type.Union(['text', 'long', 'date', 'choice', 'phone', 'mail'].map((kind) => Type.Literal(kind))),
  fr: text,
  en: text,
  /** so many characters */
  most: Type.Optional(Type.Integer({ minimum: 1 })),
  required: Type.Optional(Type.Literal(true)),
  options: Type.Optional(Type.Array(option)),
  /** several of them may be chosen: their codes, with a space between */
  many: Type.Optional(Type.Literal(true)),
  /** what is proposed while somebody types: a list of data/profile/terms.json */
  terms: Type.Optional(text),
})

const section = Type.Object({
  key: text,
  /** the FHIR resource that a line of it is; none where FHIR does not tell it yet */
  resource: Type.Optional(text),
  /** as which type of document a profession reads it */
  typeCode: text,
  /** its section in a patient summary (LOINC) */
  loinc: Type.Optional(text),
  fr: text,
  en: text,
  /** how one line of it is called */
  item: words,
  /** what somebody says who has nothing to declare (rules PML-3) */
  nothing: Type.Optional(words),
  lead: Type.Optional(words),
  /** one line at most */
  single: Type.Optional(Type.Literal(true)),
  /** grown-ups alone (rules PML-25) */
  adults: Type.Optional(Type.Literal(true)),
  /** nobody sees it but the holder and who represents them (rules PML-12) */
  private: Type.Optional(Type.Literal(true)),
  /** the category of documents that stand below its lines, and the type of one that is added there */
  papers: Type.Optional(Type.Object({ category: text, adds: text })),
  /** people are reminded of it from time to time (rules PML-26) */
  recalled: Type.Optional(Type.Literal(true)),
  /** children alone, in their booklet (rules PML-31) */
  minors: Type.Optional(Type.Literal(true)),
  fields: Type.Array(field),
})

/** A section of the medical profile. Law: rules PML-1. */
export type ProfileSection = Static<typeof section>

/** One thing that is asked in a section. */
export type ProfileField = Static<typeof field>

const file = readData(
  path,
  Type.Object({ about: text, source: text, longestLines: Type.Integer(), sections: Type.Array(section) }),
)

const term = Type.Object({
  fr: text,
  en: text,
  code: Type.Optional(text),
  /** the choice of `kind` that goes with it */
  kind: Type.Optional(text),
  /** the diseases that a vaccine is against */
  targets: Type.Optional(Type.Array(text)),
})

/** What is proposed while somebody types. */
export type ProfileTerm = Static<typeof term>

const terms = readData(
  'profile/terms.json',
  Type.Object({ about: text, source: text, system: text, terms: Type.Record(text, Type.Array(term)) }),
)

/** Every section, in the order in which a profile is read. */
export const profileSections: readonly ProfileSection[] = file.sections

/** So many lines a profile has at most. */
export const mostProfileLines: number = file.longestLines

const byKey = new Map(profileSections.map((one) => [one.key, one]))

/** A section by its key; nothing for one that is not known. */
export const findProfileSection = (key: string): ProfileSection | undefined => byKey.get(key)

/** The codes that were chosen in a field. */
export const chosenCodes = ({ many }: ProfileField, said: string): readonly string[] =>
  many ? said.split(' ').filter((code) => code !== '') : [said]

/** What is proposed for a field; nothing where it is not helped. */
export const profileTerms = ({ terms: list }: ProfileField): readonly ProfileTerm[] =>
  list === undefined ? [] : (terms.terms[list] ?? [])

/** The term that somebody's words name, in either language; nothing for words of their own. */
export const findProfileTerm = (asked: ProfileField, said: string): ProfileTerm | undefined => {
  const plain = said.trim().toLowerCase()
  return profileTerms(asked).find(({ fr, en }) => fr.toLowerCase() === plain || en.toLowerCase() === plain)
}

/** A code of the terms, with its system. */
export const termCoding = (code: string): Coding => ({ system: terms.system, code })

for (const { key, fields } of profileSections) {
  const [first] = fields
  if (first?.required !== true) throw new DataFlaw(path, key, 'the first field names a line and is required')
  for (const one of fields) {
    if ((one.kind === 'choice') !== (one.options !== undefined))
      throw new DataFlaw(path, `${key}.${one.key}`, 'a choice has options, and nothing else has')
    if (one.many && one.options?.some(({ code }) => code.includes(' ')))
      throw new DataFlaw(path, `${key}.${one.key}`, 'codes of which several are chosen have no space')
    if (one.terms !== undefined && terms.terms[one.terms] === undefined)
      throw new DataFlaw(path, `${key}.${one.key}`, 'there are no such terms')
    if (one.kind !== 'choice' && one.kind !== 'date' && one.most === undefined)
      throw new DataFlaw(path, `${key}.${one.key}`, 'words have an end')
  }
}
if (byKey.size < profileSections.length) throw new DataFlaw(path, '', 'two sections have one key')
