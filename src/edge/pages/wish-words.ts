import type { DocumentRequest } from '../../areas/requests/index.ts'
import type { Ask } from './ask.ts'

/** What somebody asks a place for, in a few words: the kind, about when. */
export const wishWords = (ask: Ask, { category, year }: Pick<DocumentRequest, 'category' | 'year'>): string => {
  const words = ask.text.requests
  const known = ask.parts.labels.documentCategories(ask.lang).find(({ code }) => code === category)
  const kind = known?.label ?? words.anyDocument
  return year === undefined ? kind : words.about(kind, year)
}
