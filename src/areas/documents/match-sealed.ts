import { foldText } from '../../platform/fold-text.ts'
import type { Author, Coding, DocumentEntry } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import type { CodeFilter, DocumentQuery, IdentifierFilter } from './types.ts'

/** Whether one of the filters names one of the codings; a system is compared in any of its spellings. */
const createCodeMatch =
  (reference: Reference) =>
  (filters: CodeFilter[] | undefined, codings: (Coding | undefined)[]): boolean =>
    !filters ||
    filters.some(({ system, code }) =>
      codings.some(
        (coding) =>
          coding?.code === code &&
          (!system || reference.canonicalSystem(system) === reference.canonicalSystem(coding.system)),
      ),
    )

const matchesReference = (filters: IdentifierFilter[] | undefined, entry: DocumentEntry): boolean =>
  !filters || filters.some(({ value }) => entry.references.some((reference) => reference.value === value))

/** FHIR string search: the beginning, whatever the case and the accents. */
const matchesName = (wanted: string[] | undefined, authors: Author[], part: 'family' | 'given'): boolean =>
  !wanted ||
  wanted.some((name) => authors.some(({ person }) => person && foldText(person[part]).startsWith(foldText(name))))

const matchesRelation = (ids: string[] | undefined, entry: DocumentEntry): boolean =>
  !ids || entry.relatesTo.some(({ targetId }) => ids.includes(targetId))

const clearCodes = ['typeCodes', 'classCodes', 'formatCodes', 'facilityTypes', 'practiceSettings'] as const
const sealed = ['eventCodes', 'related', 'authorFamily', 'authorGiven', 'relatesToIds', 'securityLabels'] as const

/**
 * Whether a query filters on something the vault keeps sealed, or on a code system (codes alone stand in clear): such a list
 * is opened first and filtered here.
 */
export const needsOpening = (query: DocumentQuery): boolean =>
  sealed.some((key) => query[key] !== undefined) ||
  clearCodes.some((key) => query[key]?.some(({ system }) => system !== undefined))

/** Makes the test whether an opened document passes the filters on what the vault keeps sealed. */
export const createSealedMatch = (reference: Reference) => {
  const matchesCode = createCodeMatch(reference)
  return (query: DocumentQuery, entry: DocumentEntry): boolean =>
    matchesCode(query.typeCodes, [entry.type]) &&
    matchesCode(query.classCodes, [entry.documentClass]) &&
    matchesCode(query.formatCodes, [entry.format]) &&
    matchesCode(query.facilityTypes, [entry.facilityType]) &&
    matchesCode(query.practiceSettings, [entry.practiceSetting]) &&
    matchesCode(query.eventCodes, entry.events) &&
    matchesCode(query.securityLabels, [...entry.confidentiality, ...reference.visibilityCodings(entry.visibility)]) &&
    matchesReference(query.related, entry) &&
    matchesRelation(query.relatesToIds, entry) &&
    matchesName(query.authorFamily, entry.authors, 'family') &&
    matchesName(query.authorGiven, entry.authors, 'given')
}
