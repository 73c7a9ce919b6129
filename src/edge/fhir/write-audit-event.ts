import type { HistoryLine } from '../../areas/history/types.ts'
import type { AuditAgent, AuditEntity, AuditEvent } from './audit-event.ts'
import { auditTerms } from './audit-terms.ts'
import { writeAuditId } from './audit-id.ts'
import type { FhirParts } from './fhir-parts.ts'
import type { CodeableConcept, Coding, Reference } from './datatypes.ts'
import { terms } from './terms.ts'

/** Whose journal, and how reasons are said to who asks. */
export interface AuditContext {
  spaceId: string
  parts: Pick<FhirParts, 'baseUrl'>
  sentence(reason: string): string
}

const { systems } = auditTerms

const concept = (system: string, code: string, display?: string): CodeableConcept => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
})

// Spec: IHE BALP, the person (IRCP) and the application that took part; a facility answers for what its people do (RESP).
const agentTypes = {
  person: concept(systems.participation, 'IRCP', 'information recipient'),
  application: concept(systems.dicom, '110150', 'Application'),
  responsible: concept(systems.participation, 'RESP', 'responsible party'),
}

const identified = (type: string, identifier: { system?: string; value: string }, display: string): Reference => ({
  type,
  identifier,
  display,
})

/** Whose act it was. Who is no party of the national directory is told by name only. */
const whoOf = ({ kind, id, name }: HistoryLine['actor']): Reference => {
  if (kind === 'holder') return { reference: `Patient/${id}`, display: name }
  if (kind === 'professional') return identified('Practitioner', { system: systems.professional, value: id }, name)
  if (kind === 'software' || kind === 'app') return identified('Device', { value: id }, name)
  return { display: name }
}

const actorAgent = ({ actor, capacity }: HistoryLine, { parts }: AuditContext): AuditAgent => {
  const { kind, profession } = actor
  const roles = [
    ...(profession === undefined ? [] : [concept(systems.profession, profession)]),
    concept(`${parts.baseUrl}/CodeSystem/capacity`, capacity),
  ]
  return {
    type: kind === 'software' || kind === 'app' || kind === 'system' ? agentTypes.application : agentTypes.person,
    role: roles,
    who: whoOf(actor),
    name: actor.name,
    requestor: true,
  }
}

const agentsOf = (line: HistoryLine, context: AuditContext): AuditAgent[] => {
  const { actor, software } = line
  const { facility, facilityId = '' } = actor
  const behalf = facility && {
    type: agentTypes.responsible,
    who: identified('Organization', { system: systems.facility, value: facilityId }, facility),
    name: facility,
    requestor: false,
  }
  const means = software !== undefined &&
    actor.kind !== 'software' &&
    actor.kind !== 'app' && {
      type: agentTypes.application,
      who: identified('Device', { value: software }, software),
      requestor: false,
    }
  return [actorAgent(line, context), ...(behalf ? [behalf] : []), ...(means ? [means] : [])]
}

const entityCoding = (system: string, code: string, display: string): Coding => ({ system, code, display })

const documentEntity = (line: HistoryLine): AuditEntity[] => {
  const { documentId, documentTitle, contentOf } = line
  if (documentId === undefined) return []
  // A document that is gone, or that the reader may not see, is named by its number and leads nowhere.
  const what =
    documentTitle === undefined
      ? { identifier: { system: terms.uriSystem, value: `urn:uuid:${documentId}` } }
      : { reference: `DocumentReference/${contentOf ?? documentId}` }
  return [
    {
      what,
      type: entityCoding(systems.entityType, '2', 'System Object'),
      role: entityCoding(systems.entityRole, '3', 'Report'),
      ...(documentTitle === undefined ? {} : { name: documentTitle }),
    },
  ]
}

const patientEntity = (line: HistoryLine, { spaceId }: AuditContext): AuditEntity => {
  const said = [
    ['emergency-reason', line.justification?.reason],
    ['emergency-words', line.justification?.words],
  ].flatMap(([type = '', valueString]) => (valueString === undefined ? [] : [{ type, valueString }]))
  return {
    what: { reference: `Patient/${spaceId}` },
    type: entityCoding(systems.entityType, '1', 'Person'),
    role: entityCoding(systems.entityRole, '1', 'Patient'),
    ...(said.length === 0 ? {} : { detail: said }),
  }
}

const purposeOf = ({ capacity, reason }: HistoryLine, context: AuditContext): CodeableConcept[] => {
  const code = auditTerms.purposes[capacity]
  const coding = [
    ...(code === undefined ? [] : [{ system: systems.purpose, code }]),
    { system: `${context.parts.baseUrl}/CodeSystem/reason`, code: reason },
  ]
  return [{ coding, text: context.sentence(reason) }]
}

/** An entry of the journal as an AuditEvent: who, on whose behalf, when, what, why, by which way, how it ended. Spec: IHE BALP; EHDS Annex II 3.2. */
export const writeAuditEvent = (line: HistoryLine, context: AuditContext): AuditEvent => {
  const { subtype, action } = auditTerms.acts[line.act] ?? { subtype: 'operation', action: 'E' }
  const { baseUrl } = context.parts
  return {
    resourceType: 'AuditEvent',
    id: writeAuditId({ spaceId: context.spaceId, n: line.n }),
    type: { system: systems.type, code: 'rest', display: 'Restful Operation' },
    subtype: [
      { system: systems.subtype, code: subtype },
      { system: `${baseUrl}/CodeSystem/act`, code: line.act },
    ],
    action,
    recorded: new Date(line.at).toISOString(),
    outcome: line.effect === 'permit' ? '0' : '4',
    outcomeDesc: context.sentence(line.reason),
    purposeOfEvent: purposeOf(line, context),
    agent: agentsOf(line, context),
    source: {
      site: line.channel,
      observer: { type: 'Device', identifier: { system: terms.uriSystem, value: baseUrl }, display: 'Carnet' },
      type: [entityCoding(systems.sourceType, '4', 'Application Server')],
    },
    entity: [patientEntity(line, context), ...documentEntity(line)],
  }
}
