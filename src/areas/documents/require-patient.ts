import { Problem } from '../../platform/problem.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { CdaHeader } from './cda/header.ts'

/** Throws Problem `content-names-another-patient` unless the header names the patient that the deposit is for. */
export const requirePatient = (header: CdaHeader, patient: Identifier): void => {
  const named = header.patient.ins.some(
    ({ oid, value }) => `urn:oid:${oid}` === patient.system && value === patient.value,
  )
  if (named) return
  throw new Problem('incorrect', 'content-names-another-patient', { details: { code: 'XDSPatientIdDoesNotMatch' } })
}
