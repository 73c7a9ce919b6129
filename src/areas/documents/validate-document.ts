import { Problem, type ProblemDetails } from '../../platform/problem.ts'
import { createDocumentTitles, type DocumentTitles } from '../../reference/create-document-titles.ts'
import type { Reference } from '../../reference/reference.ts'
import { createResultFlags } from '../../reference/result-flags.ts'
import { readClinicalDocument, type ClinicalDocument } from './clinical-document.ts'
import { checkContent } from './content/check-content.ts'
import { sniffContent } from './content/sniff-content.ts'
import { weighResult, type WeighedResult } from './results/weigh-result.ts'

/** How the patient will read of a document: its title, else its kind; when, and from whom. */
export interface SeenByPatient {
  /** empty where its author gave none that says something to a person */
  title: string
  /** the document type in plain French and English words; undefined where the code is of no list */
  kind?: { fr: string; en: string }
  createdAt: string
  /** the language it says it is in, `fr-FR` */
  language?: string
  author?: string
  sections: readonly string[]
  files: number
  results: readonly WeighedResult[]
}

/** What a deposit of these bytes would meet. `errors` refuse it, `warnings` (names of remarks) are told and kept with it. */
export interface Validation {
  contentType?: string
  errors: { reason: string; details: ProblemDetails }[]
  warnings: string[]
  seen?: SeenByPatient
}

/** Looks at the bytes of a document as a deposit would, for nobody: nothing is kept. `declared`: the kind that they are said to be. */
export type ValidateDocument = (bytes: Buffer, declared?: string) => Validation

const errorsOf = (check: () => unknown): Validation['errors'] => {
  try {
    check()
    return []
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return [{ reason: error.reason, details: error.details }]
  }
}

const flags = createResultFlags()

interface Words {
  reference: Reference
  titles: DocumentTitles
}

const seenIn = ({ reference, titles }: Words, document: ClinicalDocument): SeenByPatient => {
  const { title, type, createdAt, authors, language } = document.metadata
  const isKnown = reference.findDocumentType(type) !== undefined
  const [author] = authors
  const name = author?.person ? `${author.person.given} ${author.person.family}`.trim() : author?.facility?.name
  return {
    title: titles.isHuman(title, type) ? title : '',
    ...(isKnown && { kind: { fr: titles.humanTitle({ type }, 'fr'), en: titles.humanTitle({ type }, 'en') } }),
    createdAt,
    ...(language === undefined ? {} : { language }),
    ...(name === undefined ? {} : { author: name }),
    sections: document.sections,
    files: document.files,
    results: document.readResults().map((result) => weighResult(flags, result)),
  }
}

const validateContent = (
  words: Words,
  contentType: string,
  bytes: Buffer,
): Pick<Validation, 'errors' | 'warnings' | 'seen'> => {
  let document: ClinicalDocument | undefined
  const errors = errorsOf(() => {
    document = readClinicalDocument(words.reference, contentType, bytes)
  })
  if (document === undefined) return { errors, warnings: [] }
  const seen = seenIn(words, document)
  const unknown = seen.kind === undefined ? [{ reason: 'document-type-unknown', details: { field: 'code' } }] : []
  return { errors: unknown, warnings: document.warnings, seen }
}

/** Builds the validator: the checks of a deposit, without a patient, a message or a space. Spec: DOC-3, interop.md. */
export const createValidateDocument = (reference: Reference): ValidateDocument => {
  const words = { reference, titles: createDocumentTitles(reference) }
  return (bytes, declared) => {
    const contentType = sniffContent(bytes)
    const errors = errorsOf(() => checkContent(declared ?? contentType ?? '', bytes))
    if (contentType === undefined || errors.length > 0)
      return { ...(contentType && { contentType }), errors, warnings: [] }
    return { contentType, ...validateContent(words, contentType, bytes) }
  }
}
