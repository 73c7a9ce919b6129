import type { PermissionLine } from '../../../../areas/permissions/types.ts'
import { measurementType } from '../../../../reference/measures.ts'
import type { Ask } from '../../ask.ts'

/** The kinds of documents that an app may be let read; measurements, and documents of them, are a choice of their own. */
export const appCategories = ({
  parts,
  lang,
}: Ask): readonly { code: string; label: string; typeCodes: readonly string[] }[] =>
  parts.labels
    .documentCategories(lang)
    .map((one) => ({ ...one, typeCodes: one.typeCodes.filter((code) => code !== measurementType) }))
    .filter(({ typeCodes }) => typeCodes.length > 0)

/** What an app may do, as its holder reads it: which documents, measurements read, measurements added. */
export const appWords = (ask: Ask, { typeCodes, adds = [] }: Pick<PermissionLine, 'typeCodes' | 'adds'>): string => {
  const words = ask.text.apps.list
  const kinds = appCategories(ask).filter((kind) => kind.typeCodes.some((code) => typeCodes.includes(code)))
  const reads = [
    ...kinds.map(({ label }) => label),
    ...(typeCodes.includes(measurementType) ? [words.measurements] : []),
  ]
  return [
    ...(reads.length > 0 ? [words.reads(reads.join(', '))] : []),
    ...(adds.includes(measurementType) ? [words.adds] : []),
  ].join(' ')
}
