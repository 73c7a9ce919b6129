import { join } from 'node:path'
import { Type } from 'typebox'
import { DataFlaw, listData, readData } from './data-file.ts'
import type { Language } from './language.ts'

const sentences = Type.Record(
  Type.String(),
  Type.Object(
    { fr: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
    { additionalProperties: false },
  ),
)

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** A reason in the two languages, with `{name}` where a detail goes. */
export interface Sentences {
  readonly fr: string
  readonly en: string
}

/** Every reason the program can give, by its name. */
export interface Reasons {
  readonly all: ReadonlyMap<string, Sentences>
  /** The sentence to show; a missing detail becomes `…`, an unknown reason the sentence of `unexpected-fault`. */
  sentence(reason: string, lang: Language, details?: Readonly<Record<string, string | number | boolean>>): string
}

const placeholdersOf = (sentence: string): string =>
  [...new Set(Array.from(sentence.matchAll(/\{(\w+)\}/g), (match) => match[1]))].toSorted().join(', ')

const checkReason = (path: string, name: string, { fr, en }: Sentences): void => {
  if (!kebab.test(name)) throw new DataFlaw(path, name, 'a reason is written in kebab-case')
  const [inFrench, inEnglish] = [placeholdersOf(fr), placeholdersOf(en)]
  if (inFrench !== inEnglish) {
    throw new DataFlaw(path, name, `French names {${inFrench}} where English names {${inEnglish}}`)
  }
}

/** Reads every file of data/reasons (or another folder). Throws DataFlaw on a missing language, placeholder or a doubled reason. */
export const createReasons = (folder = 'reasons'): Reasons => {
  const all = new Map<string, Sentences>()
  for (const name of listData(folder)) {
    const path = join(folder, `${name}.json`)
    for (const [reason, both] of Object.entries(readData(path, sentences))) {
      checkReason(path, reason, both)
      if (all.has(reason)) throw new DataFlaw(path, reason, 'the reason stands in another file too')
      all.set(reason, both)
    }
  }
  return Object.freeze<Reasons>({
    all,
    sentence: (reason, lang, details = {}) => {
      const template = (all.get(reason) ?? all.get('unexpected-fault'))?.[lang] ?? reason
      return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '…'))
    },
  })
}
