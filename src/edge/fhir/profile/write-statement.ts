import type { StatedLine } from '../../../areas/profile/index.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import {
  hl7Concept,
  ipsProfile,
  patientOf,
  unknownValue,
  type LinePlace,
  type ProfileResource,
} from './profile-resource.ts'

type Stated = Pick<StatedLine, 'documentId' | 'author' | 'documentTitle'> & { statement: Statement; place: LinePlace }

const concept = ({ codes, label }: Statement): object => ({
  ...(codes.length === 0 ? {} : { coding: codes }),
  text: label,
})

const day = (at: string): string => at.slice(0, 10)

const note = ({ comment, negated }: Statement): object => {
  const texts = [...(comment === undefined ? [] : [comment]), ...(negated ? ['negationInd'] : [])]
  return texts.length === 0 ? {} : { note: texts.map((text) => ({ text })) }
}

const document = ({ place, documentId }: Stated): { reference: string } => ({
  reference: `${place.baseUrl}/DocumentReference/${documentId}`,
})

const writer = ({ author, documentTitle }: Stated): object => ({ display: author ?? documentTitle })

const verification = ({ negated }: Statement): string => (negated ? 'refuted' : 'confirmed')

const writeAllergy = (stated: Stated): object => {
  const { statement, place } = stated
  return {
    clinicalStatus: hl7Concept('allergyintolerance-clinical', statement.status === 'aborted' ? 'inactive' : 'active'),
    verificationStatus: hl7Concept('allergyintolerance-verification', verification(statement)),
    code: concept(statement),
    patient: patientOf(place),
    ...(statement.since === undefined ? {} : { onsetDateTime: day(statement.since) }),
    recorder: writer(stated),
    ...note(statement),
  }
}

const writeCondition = (stated: Stated): object => {
  const { statement, place } = stated
  const { since, until } = statement
  return {
    clinicalStatus: hl7Concept('condition-clinical', until === undefined ? 'active' : 'resolved'),
    verificationStatus: hl7Concept('condition-ver-status', verification(statement)),
    code: concept(statement),
    subject: patientOf(place),
    ...(since === undefined ? {} : { onsetDateTime: day(since) }),
    ...(until === undefined ? {} : { abatementDateTime: day(until) }),
    recorder: writer(stated),
    ...note(statement),
  }
}

const writeTreatment = (stated: Stated): object => {
  const { since, until, dosage } = stated.statement
  const isDated = since !== undefined || until !== undefined
  const period = { ...(since && { start: day(since) }), ...(until && { end: day(until) }) }
  return {
    status: stated.statement.planned ? 'intended' : 'unknown',
    medicationCodeableConcept: concept(stated.statement),
    subject: patientOf(stated.place),
    ...(isDated ? { effectivePeriod: period } : { _effectiveDateTime: unknownValue }),
    informationSource: writer(stated),
    derivedFrom: [document(stated)],
    ...note(stated.statement),
    ...(dosage === undefined ? {} : { dosage: [{ text: dosage }] }),
  }
}

const writeVaccination = (stated: Stated): object => {
  const { statement, place } = stated
  const { since, lot, rank, route, site, negated, planned } = statement
  return {
    status: negated || planned ? 'not-done' : 'completed',
    vaccineCode: concept(statement),
    patient: patientOf(place),
    ...(since === undefined ? { _occurrenceDateTime: unknownValue } : { occurrenceDateTime: day(since) }),
    primarySource: true,
    ...(lot === undefined ? {} : { lotNumber: lot }),
    ...(site && { site: { coding: [site] } }),
    ...(route && { route: { coding: [route] } }),
    performer: [{ actor: writer(stated) }],
    ...note(statement),
    ...(rank === undefined ? {} : { protocolApplied: [{ doseNumberString: rank }] }),
  }
}

const writers = {
  allergies: { resource: 'AllergyIntolerance', write: writeAllergy },
  conditions: { resource: 'Condition', write: writeCondition },
  treatments: { resource: 'MedicationStatement', write: writeTreatment },
  vaccinations: { resource: 'Immunization', write: writeVaccination },
} as const

/** What a professional's document says, as the resource that its section stands for, with who wrote it. */
export const writeStatement = (stated: StatedLine, place: LinePlace): ProfileResource => {
  const { resource, write } = writers[stated.statement.section]
  return {
    resourceType: resource,
    id: stated.key,
    meta: { profile: [ipsProfile(resource)] },
    ...write({ ...stated, place }),
  }
}
