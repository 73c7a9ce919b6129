import type { PermissionLine } from '../../areas/permissions/types.ts'
import type { Ask } from './ask.ts'

/** What a permission shows, as its holder says it: everything, categories, one document. */
export const scopeWords = (
  ask: Ask,
  { typeCodes, documentIds }: Pick<PermissionLine, 'typeCodes' | 'documentIds'>,
): string => {
  const words = ask.text.sharing.list
  if (documentIds.length > 0) return words.document
  if (typeCodes.length === 0) return words.everything
  const labels = ask.parts.labels
    .documentCategories(ask.lang)
    .filter((category) => category.typeCodes.some((code) => typeCodes.includes(code)))
    .map(({ label }) => label)
  return words.types(labels.join(', '))
}

/** Until when a permission lasts: a day and an hour, or as long as the holder likes. */
export const untilWords = (ask: Ask, until: string | null): string => {
  const words = ask.text.sharing.list
  return until === null ? words.endless : words.until(ask.words.day(until), ask.words.time(until))
}
