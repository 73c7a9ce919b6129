import { randomUUID } from 'node:crypto'
import { readClinicalDocument } from '../../../src/areas/documents/clinical-document.ts'
import { createReference } from '../../../src/reference/create-reference.ts'
import { fhirReport } from '../../../tests/support/fhir-document.ts'
import { freshExample } from './own-deposits.ts'
import type { Deposit } from './write-reference.ts'

const reference = createReference()

/** Our own FHIR laboratory report under an identifier of its own, in JSON or as the XML of it, with the index that it yields. */
export const freshFhirReport = (write: (json: Buffer) => Buffer = (json) => json): Deposit => {
  const uniqueId = `urn:uuid:${randomUUID()}`
  const json = fhirReport().toString('utf8').replace('urn:uuid:3f0d6c1a-54de-4a52-8a4e-5d0a1a2f9c77', uniqueId)
  const bytes = write(Buffer.from(json))
  const document = readClinicalDocument(reference, 'application/fhir+json', bytes)
  if (!document) throw new Error('the report is no document')
  const { metadata, patient } = freshExample('laboratory-report.xml')
  const { format: _none, ...said } = document.metadata
  return {
    bytes,
    patient,
    metadata: {
      ...metadata,
      ...said,
      format: {
        system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
        code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
      },
    },
  }
}
