import type { Author, Coding, DocumentEntry } from '../../../reference/document-entry.ts'
import { monthNames } from '../../../reference/day-in-words.ts'
import type { Reference } from '../../../reference/reference.ts'

/** A day in the ways people type it: `3 mars 2024`, `03/03/2024`. */
const dayWords = (written: string | undefined): string[] => {
  const [year, month, day] = (written ?? '').slice(0, 10).split('-')
  if (year === undefined || year === '') return []
  return [
    ...monthNames(Number(month)).map((name) => `${Number(day ?? 1)} ${name} ${year}`),
    [day, month, year].filter(Boolean).join('/'),
  ]
}

const codingWords = (codings: readonly (Coding | undefined)[]): string[] => codings.flatMap((one) => one?.display ?? [])

const authorWords = ({ person, device, specialty, role, facility }: Author): string[] => [
  ...(person === undefined ? [] : [`${person.given} ${person.family}`]),
  ...[device, facility?.name].flatMap((name) => name ?? []),
  ...codingWords([specialty, role]),
]

/** What the index of a document says of it in words: title, kind, authors, specialty, days. One text, to be searched like its content. */
export const createFactsOf = (reference: Pick<Reference, 'label' | 'findDocumentType'>) => {
  const kindWords = (type: Coding): string[] => [
    reference.label('document-types', type, 'fr'),
    reference.label('document-types', type, 'en'),
    reference.label('mes-document-categories', reference.findDocumentType(type)?.mesCategory ?? '', 'fr'),
  ]
  return (entry: DocumentEntry): string =>
    [
      entry.title,
      entry.description ?? '',
      ...kindWords(entry.type),
      ...codingWords([entry.type, entry.practiceSetting, ...entry.events]),
      ...[...entry.authors, ...(entry.authenticator ? [entry.authenticator] : [])].flatMap(authorWords),
      entry.custodian?.name ?? '',
      ...[entry.createdAt, entry.datedAt, entry.periodStart, entry.periodEnd].flatMap(dayWords),
    ]
      .join('\n')
      .normalize('NFC')
}
