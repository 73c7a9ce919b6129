import { hl7Concept, patientOf } from './profile-resource.ts'
import { choice, choices, loinc, notes, said, type Written } from './written-line.ts'

const telecomOf = (written: Written): object => {
  const [phone, mail] = [said(written, 'phone'), said(written, 'mail')]
  const telecom = [
    ...(phone === undefined ? [] : [{ system: 'phone', value: phone }]),
    ...(mail === undefined ? [] : [{ system: 'email', value: mail }]),
  ]
  return telecom.length === 0 ? {} : { telecom }
}

/** Spec: HL7 v2 table 0131 for whom to call in an emergency; v3 RoleCode for who they are. */
export const writeContact = (written: Written): object => {
  const relation = said(written, 'relation')
  const coding = { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: relation }
  const roles = choices(written, 'role').map(({ code, text }) => ({
    ...(code === 'emergency' ? hl7Concept('v2-0131', 'C') : {}),
    text,
  }))
  return {
    patient: patientOf(written.place),
    relationship: [
      ...roles,
      ...(relation === undefined ? [] : [{ coding: [coding], text: choice(written, 'relation') }]),
    ],
    name: [{ text: said(written, 'what') }],
    ...telecomOf(written),
    ...(said(written, 'address') === undefined ? {} : { address: [{ text: said(written, 'address') }] }),
  }
}

/** A professional whom the person names. */
export const writeCareTeam = (written: Written): object => {
  const role = [said(written, 'role'), choice(written, 'mine')].flatMap((text) =>
    text === undefined ? [] : [{ text }],
  )
  return {
    status: 'active',
    name: said(written, 'what'),
    subject: patientOf(written.place),
    participant: [{ ...(role.length === 0 ? {} : { role }), member: { display: said(written, 'what') } }],
    ...telecomOf(written),
    ...notes(said(written, 'place')),
  }
}

/** What the person wishes, or knows. */
export const writeConsent = (written: Written): object => ({
  status: 'active',
  scope: hl7Concept('consentscope', written.section.key === 'directives' ? 'adr' : 'treatment'),
  category: [
    written.section.loinc === undefined
      ? { text: written.section[written.place.lang] }
      : { ...loinc(written.section.loinc), text: written.section[written.place.lang] },
  ],
  patient: patientOf(written.place),
  dateTime: written.line.changedAt,
  performer: [patientOf(written.place)],
  policyRule: { text: [choice(written, 'what'), said(written, 'says')].filter(Boolean).join(' : ') },
})
