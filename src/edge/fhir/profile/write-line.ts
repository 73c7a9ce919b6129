import { examSystem } from '../../../areas/profile/index.ts'
import type { ProfileLine } from '../../../reference/profile-entry.ts'
import { findProfileSection, findProfileTerm, termCoding } from '../../../reference/profile-sections.ts'
import { writeRecordId } from '../record-id.ts'
import {
  hl7Concept,
  ipsProfile,
  patientOf,
  unknownValue,
  type LinePlace,
  type ProfileResource,
} from './profile-resource.ts'
import { writeObserved } from './write-observed.ts'
import { writeCareTeam, writeConsent, writeContact } from './write-people.ts'
import { choice, concept, notes, said, withText, type Written } from './written-line.ts'

const isOver = (written: Written): boolean => {
  const until = said(written, 'until')
  return until !== undefined && until < written.place.today.slice(0, until.length)
}

/** A time as far as it is known, or that it is not. */
const period = (written: Written, member: string): object => {
  const [start, end] = [said(written, 'since'), said(written, 'until')]
  if (start === undefined && end === undefined) return { [`_${member}DateTime`]: unknownValue }
  return { [`${member}Period`]: { ...withText('start', start), ...withText('end', end) } }
}

const writeAllergy = (written: Written): object => {
  const category = said(written, 'kind') ?? written.term?.kind
  const reaction = said(written, 'reaction')
  return {
    clinicalStatus: hl7Concept('allergyintolerance-clinical', 'active'),
    verificationStatus: hl7Concept('allergyintolerance-verification', 'unconfirmed'),
    ...(category === undefined ? {} : { category: [category] }),
    ...withText('criticality', said(written, 'severity')),
    code: concept(written),
    patient: patientOf(written.place),
    ...withText('onsetDateTime', said(written, 'since')),
    recordedDate: written.line.changedAt,
    asserter: patientOf(written.place),
    ...notes(said(written, 'comment')),
    ...(reaction === undefined ? {} : { reaction: [{ manifestation: [{ text: reaction }] }] }),
  }
}

const writeCondition = (written: Written): object => {
  const isDisability = written.section.key === 'disabilities'
  const about = ['kind', 'rate', 'help'].map((key) => choice(written, key))
  return {
    clinicalStatus: hl7Concept('condition-clinical', isOver(written) ? 'resolved' : 'active'),
    verificationStatus: hl7Concept('condition-ver-status', 'unconfirmed'),
    category: [
      isDisability
        ? { text: written.section[written.place.lang] }
        : hl7Concept('condition-category', 'problem-list-item'),
    ],
    code: concept(written),
    subject: patientOf(written.place),
    ...withText('onsetDateTime', said(written, 'since')),
    ...(isOver(written) ? withText('abatementDateTime', said(written, 'until')) : {}),
    recordedDate: written.line.changedAt,
    asserter: patientOf(written.place),
    ...notes(...(isDisability ? about : []), said(written, 'device'), said(written, 'comment')),
  }
}

const writeTreatment = (written: Written): object => {
  const [dosage, reason] = [said(written, 'dosage'), said(written, 'reason')]
  return {
    status: isOver(written) ? 'completed' : 'active',
    medicationCodeableConcept: concept(written),
    subject: patientOf(written.place),
    ...period(written, 'effective'),
    dateAsserted: written.line.changedAt,
    informationSource: patientOf(written.place),
    ...(reason === undefined ? {} : { reasonCode: [{ text: reason }] }),
    ...(dosage === undefined ? {} : { dosage: [{ text: dosage }] }),
  }
}

const writeVaccination = (written: Written): object => {
  const targets = written.term?.targets ?? []
  const dose = choice(written, 'dose')
  const applied = {
    ...(targets.length === 0 ? {} : { targetDisease: targets.map((code) => ({ coding: [termCoding(code)] })) }),
    ...(dose === undefined ? { _doseNumberString: unknownValue } : { doseNumberString: dose }),
  }
  return {
    status: 'completed',
    vaccineCode: concept(written),
    patient: patientOf(written.place),
    occurrenceDateTime: said(written, 'at'),
    recorded: written.line.changedAt,
    primarySource: false,
    reportOrigin: hl7Concept('immunization-origin', 'recall'),
    ...withText('lotNumber', said(written, 'batch')),
    ...notes(said(written, 'comment')),
    protocolApplied: [applied],
  }
}

const writeStay = (written: Written): object => ({
  status: 'completed',
  code: concept(written),
  subject: patientOf(written.place),
  ...period(written, 'performed'),
  asserter: patientOf(written.place),
  ...notes(said(written, 'place'), said(written, 'comment')),
})

const examStates: Readonly<Record<string, string>> = {
  done: 'completed',
  'not-done': 'not-done',
  'to-plan': 'preparation',
}

const writeExam = (written: Written): object => {
  const at = said(written, 'at')
  return {
    status: examStates[said(written, 'state') ?? ''] ?? 'unknown',
    code: { coding: [{ system: examSystem, code: said(written, 'what') }], text: choice(written, 'what') },
    subject: patientOf(written.place),
    ...(at === undefined ? { _performedDateTime: unknownValue } : { performedDateTime: at }),
    asserter: patientOf(written.place),
    ...notes(said(written, 'comment')),
  }
}

const writeFamily = (written: Written): object => {
  const coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: said(written, 'who') }
  return {
    status: 'partial',
    patient: patientOf(written.place),
    date: written.line.changedAt,
    relationship: { coding: [coding], text: choice(written, 'who') },
    condition: [{ code: concept(written), ...withText('onsetString', said(written, 'age')) }],
    ...notes(said(written, 'comment')),
  }
}

const writers: Readonly<Record<string, (written: Written) => object>> = {
  AllergyIntolerance: writeAllergy,
  Condition: writeCondition,
  MedicationStatement: writeTreatment,
  Immunization: writeVaccination,
  Procedure: writeStay,
  FamilyMemberHistory: writeFamily,
  Observation: writeObserved,
  RelatedPerson: writeContact,
  CareTeam: writeCareTeam,
  Consent: writeConsent,
}

const ipsTypes = new Set(['AllergyIntolerance', 'Condition', 'MedicationStatement', 'Immunization', 'Procedure'])

/** A line as the resource that its section stands for, in the person's words, with codes where ours name them. Throws Error for a statement of nothing. */
export const writeLine = (line: ProfileLine, place: LinePlace): ProfileResource => {
  const section = findProfileSection(line.section)
  const { resource = '' } = section ?? {}
  const write = section?.key === 'exams' ? writeExam : writers[resource]
  if (section === undefined || write === undefined || line.nothing) throw new Error('no line of a section')
  const [first] = section.fields
  const term = first && findProfileTerm(first, line.fields['what'] ?? '')
  const profile = ipsTypes.has(resource) ? { profile: [ipsProfile(resource)] } : {}
  return {
    resourceType: resource,
    id: writeRecordId({ ...place, id: line.id }),
    meta: { lastUpdated: line.changedAt, ...profile },
    ...write({ line, section, place, term }),
  }
}
