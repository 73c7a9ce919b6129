import type { Coding, Visibility } from '../../reference/document-entry.ts'
import type { Reference as CodeReference } from '../../reference/reference.ts'
import { readCoding } from './read-identifier.ts'
import type { CodeableConcept } from './datatypes.ts'

/** What the edge asks of the nomenclatures: which codes stand for a visibility, in any spelling of their system. */
export type VisibilityCodes = Pick<CodeReference, 'visibilityOf' | 'isVisibilityCode' | 'visibilityCodings'>

/** What the security labels of a document say: its confidentiality codes and its visibility states, apart. */
export interface Labels {
  confidentiality: Coding[]
  visibility: Visibility
}

/** Reads `securityLabel`: several codings in one concept, or one concept each. */
export const readLabels = (concepts: readonly CodeableConcept[], codes: VisibilityCodes): Labels => {
  const codings = concepts
    .flatMap((concept) => concept.coding ?? [])
    .map(readCoding)
    .filter((coding) => coding !== undefined)
  return {
    confidentiality: codings.filter((coding) => !codes.isVisibilityCode(coding)),
    visibility: codes.visibilityOf(codings),
  }
}

/** The security labels of a document: one concept for each code, confidentiality first. */
export const writeLabels = (labels: Labels, codes: VisibilityCodes): CodeableConcept[] =>
  [...labels.confidentiality, ...codes.visibilityCodings(labels.visibility)].map((coding) => ({ coding: [coding] }))
