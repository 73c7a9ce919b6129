import { parseInstant } from '../../../platform/clock.ts'
import { foldText } from '../../../platform/fold-text.ts'
import type { SubmissionMetadata } from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import { createCodeMatch, matchesName } from '../match-sealed.ts'
import type { IdentifierFilter, InstantFilter } from '../types.ts'
import type { FolderView, SetQuery } from './types.ts'

type InstantTest = (at: number, from: number, to: number) => boolean

/** Spec: R4 search, prefixes of dates; the date of a set is an instant. */
const instantTests: Record<InstantFilter['prefix'], InstantTest> = {
  eq: (at, from, to) => at >= from && at < to,
  ne: (at, from, to) => at < from || at >= to,
  lt: (at, from) => at < from,
  le: (at, _from, to) => at < to,
  gt: (at, _from, to) => at >= to,
  ge: (at, from) => at >= from,
  sa: (at, _from, to) => at >= to,
  eb: (at, from) => at < from,
}

const isWithin = (filters: readonly InstantFilter[] | undefined, instant: string): boolean => {
  if (filters === undefined) return true
  const at = parseInstant(instant)?.getTime()
  return (
    at !== undefined &&
    filters.every(({ prefix, from, to }) => instantTests[prefix](at, Date.parse(from), Date.parse(to)))
  )
}

const bare = (value: string): string => value.toLowerCase().replace(/^urn:uuid:/, '')

const isNamed = (filters: readonly IdentifierFilter[] | undefined, values: readonly (string | undefined)[]): boolean =>
  !filters || filters.some(({ value }) => values.some((own) => own !== undefined && bare(own) === bare(value)))

const isTitled = (titles: readonly string[] | undefined, own = ''): boolean =>
  titles?.some((title) => foldText(own).startsWith(foldText(title))) ?? true

/** What a folder has none of: who asks for it asks for no folder. */
const ofSetsAlone = ['designations', 'sourceIds', 'sources', 'facilities', 'sourceFamily', 'sourceGiven'] as const

/** Whether a folder passes the filters of a search. */
export const matchesFolder = (query: SetQuery, { id, name, updatedAt }: FolderView): boolean =>
  (query.kinds?.includes('folder') ?? true) &&
  (query.status?.includes('current') ?? true) &&
  (query.ids?.includes(id) ?? true) &&
  query.archived !== true &&
  isWithin(query.date, updatedAt) &&
  isNamed(query.identifiers, [id]) &&
  isTitled(query.titles, name) &&
  ofSetsAlone.every((filter) => query[filter] === undefined)

/** Makes the test whether a submission set passes the filters of a search. Spec: IHE MHD 2:3.66; PDSm List parameters. */
export const createSetMatch = (reference: Reference) => {
  const matchesCode = createCodeMatch(reference)
  return (query: SetQuery, id: string, set: SubmissionMetadata): boolean =>
    (query.kinds?.includes('submissionset') ?? true) &&
    (query.status?.includes('current') ?? true) &&
    (query.ids?.includes(id) ?? true) &&
    query.archived !== true &&
    isWithin(query.date, set.submittedAt) &&
    matchesCode(query.designations, [set.designation]) &&
    isNamed(query.identifiers, [set.uniqueId, set.entryUuid]) &&
    isNamed(query.sourceIds, [set.sourceId]) &&
    isNamed(query.sources, [set.source?.id?.value]) &&
    isNamed(query.facilities, [set.source?.facility?.id?.value]) &&
    isTitled(query.titles, set.title) &&
    matchesName(query.sourceFamily, set.source ? [set.source] : [], 'family') &&
    matchesName(query.sourceGiven, set.source ? [set.source] : [], 'given')
}
