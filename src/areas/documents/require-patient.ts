import { Problem } from '../../platform/problem.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { ClinicalDocument } from './clinical-document.ts'

/** Throws Problem `content-names-another-patient` unless a document names the patient that the deposit is for. */
export const requirePatient = (document: ClinicalDocument, patient: Identifier): void => {
  const named = document.metadata.sourcePatient.identifiers.some(
    ({ system, value }) => system === patient.system && value === patient.value,
  )
  if (named) return
  throw new Problem('incorrect', 'content-names-another-patient', { details: { code: 'XDSPatientIdDoesNotMatch' } })
}
