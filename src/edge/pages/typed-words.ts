import { longestQuery } from '../../areas/documents/index.ts'
import type { Ask } from './ask.ts'
import { formFields } from './form-fields.ts'

/** What is looked for, as the address of a page of results carries it: sealed, for one space. */
export interface Sought {
  sealed: string
  words: string
  /** 1 for the first */
  page: number
}

/** What the address of a page of results carries; nothing where it carries none, or what another space sealed. */
export const readSoughtWords = async (ask: Ask, spaceId: string): Promise<Sought | undefined> => {
  const sealed = ask.query.get('for') ?? ''
  const words = await ask.parts.documents.openWords(spaceId, sealed)
  const page = /^[1-9]\d{0,2}$/.exec(ask.query.get('page') ?? '')?.[0] ?? '1'
  return words === undefined ? undefined : { sealed, words, page: Number(page) }
}

/** What was typed into the field `name` of a search. */
export const typedWords = (ask: Ask, name: string): string =>
  (formFields(ask.request).get(name) ?? '').trim().slice(0, longestQuery)
