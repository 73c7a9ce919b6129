import { Type } from 'typebox'
import { Problem } from '../../platform/problem.ts'
import { readData } from '../../reference/data-file.ts'
import type { DocumentMetadata, Identifier } from '../../reference/document-entry.ts'

const label = Type.Object({ system: Type.String({ minLength: 1 }), code: Type.String({ minLength: 1 }) })

/** The security label of what a minor refuses to have listed: data/access/objections.json. */
export const { notListedLabel } = readData('access/objections.json', Type.Object({ notListedLabel: label }))

/** Whether a patient is a minor today, by the register alone: a document says nothing of it. */
export type IsMinor = (patient: Identifier) => Promise<boolean>

/** As much of a document as its label needs, and where errors should point. */
interface Labelled {
  field: string
  metadata: Pick<DocumentMetadata, 'confidentiality'>
}

interface Brought {
  patient: Identifier
  documents: readonly Labelled[]
}

const isLabelled = ({ metadata }: Labelled): boolean =>
  metadata.confidentiality.some(({ system, code }) => system === notListedLabel.system && code === notListedLabel.code)

const refuse = (reason: string, { field }: Labelled): never => {
  const details = { field: `${field}.securityLabel`, code: 'XDSRegistryMetadataError' }
  throw new Problem('incorrect', reason, { details })
}

/**
 * Refuses what bears the label, before anything is kept. Law: R.1111-50, a minor's word that an act be not listed holds; R.1111-47, an
 * adult's does not, but for a reason that the operator finds legitimate: their depositor is told so, and sends it again without the label.
 */
export const refuseLabelled = async (isMinor: IsMinor, { patient, documents }: Brought): Promise<void> => {
  const labelled = documents.find(isLabelled)
  if (labelled) refuse((await isMinor(patient)) ? 'act-not-to-be-listed' : 'label-of-minors-only', labelled)
}

/** The same of an older record, whose documents nobody sends again: an adult's label is nothing. */
export const refuseMinorsLabelled = async (isMinor: IsMinor, { patient, documents }: Brought): Promise<void> => {
  const labelled = documents.find(isLabelled)
  if (labelled && (await isMinor(patient))) refuse('act-not-to-be-listed', labelled)
}
