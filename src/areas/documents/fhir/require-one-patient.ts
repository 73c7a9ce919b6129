import { patientOf } from './fhir-metadata.ts'
import { fewAt, nodeAt, textAt, type FhirNode } from './fhir-node.ts'
import { typeOf, type FhirDocument } from './parse-fhir-document.ts'
import { refuseFhir } from './parse-fhir-json.ts'

const identifiersOf = (patient: FhirNode): string[] =>
  fewAt(patient, 'identifier').map((one) => `${textAt(one, 'system')}|${textAt(one, 'value')}`)

/** Throws `incorrect` (`fhir-of-another-patient`) where a resource is about somebody whom the document itself tells apart from its patient. */
export const requireOnePatient = (document: FhirDocument): void => {
  const patient = patientOf(document)
  if (patient === undefined) return
  const names = identifiersOf(patient)
  for (const placed of document.resources) {
    const subject = document.find(nodeAt(placed.resource, 'subject'), placed)
    if (subject === undefined || typeOf(subject) !== 'Patient' || subject.resource === patient) continue
    const isSame = identifiersOf(subject.resource).some((name) => names.includes(name))
    if (!isSame) refuseFhir('fhir-of-another-patient', { resource: typeOf(placed) })
  }
}
