import type { CodeList, Concept } from './code-list.ts'
import type { Coding, Visibility } from './document-entry.ts'
import type { Reference } from './reference.ts'

/** A confidentiality code; those of TRE_A07 name the visibility they stand for. */
export type ConfidentialityCode = Concept & { readonly visibility?: keyof Visibility }

/** Reads and writes visibility as confidentiality codes. Spec: PDSm security labels; rules DOC-18. */
export const createVisibilityCodes = (
  list: CodeList<ConfidentialityCode>,
): Pick<Reference, 'visibilityOf' | 'isVisibilityCode' | 'visibilityCodings'> => {
  const flagOf = (coding: Coding) => list.find(coding)?.visibility
  return {
    visibilityOf: (codings) => {
      const flags = new Set(codings.map(flagOf))
      return {
        hidden: flags.has('hidden'),
        withheld: flags.has('withheld'),
        hiddenFromRepresentatives: flags.has('hiddenFromRepresentatives'),
      }
    },
    isVisibilityCode: (coding) => flagOf(coding) !== undefined,
    visibilityCodings: (visibility) =>
      list.all
        .filter((concept) => concept.visibility !== undefined && visibility[concept.visibility])
        .map(({ system, code, fr }) => ({ system, code, display: fr })),
  }
}
