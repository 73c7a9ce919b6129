import type { CareLine } from '../../../reference/care-entry.ts'
import { careKindSystems, findCareKind, findCareStatement } from '../../../reference/care-kinds.ts'
import type { Language } from '../../../reference/language.ts'
import type { BenefitItem } from './care-resources.ts'
import type { Coding, Quantity, Reference } from '../datatypes.ts'
import { writeRecordId } from '../record-id.ts'
import type { ExplanationOfBenefit, MedicationDispense, Observation } from '../resources.ts'

/** Where lines stand: whose they are, under which addresses, in which language. */
export interface CarePlace {
  baseUrl: string
  spaceId: string
  lang: Language
}

const decimal = /^-?\d+(\.\d+)?$/

const common = ({ id, lineId, source, writtenAt }: CareLine, { spaceId }: CarePlace) => ({
  id: writeRecordId({ spaceId, id }),
  // Trust: by what it comes from it is told apart from what professionals write
  meta: { lastUpdated: writtenAt, source: `urn:carnet:care-feed:${source.feed}` },
  identifier: [{ value: lineId }],
})

const patientOf = ({ baseUrl, spaceId }: CarePlace): Reference => ({ reference: `${baseUrl}/Patient/${spaceId}` })

const concept = ({ label, code }: CareLine): { coding?: Coding[]; text: string } => ({
  ...(code && { coding: [code] }),
  text: label,
})

const giver = ({ giver: who }: CareLine): Reference | undefined =>
  who && { display: who.name, ...(who.identifier && { identifier: who.identifier }) }

const quantity = ({ quantity: said }: CareLine): { quantity?: Quantity } =>
  said === undefined ? {} : { quantity: { value: Number(said.value), ...(said.unit && { unit: said.unit }) } }

const itemOf = (line: CareLine, { lang }: CarePlace): BenefitItem => ({
  sequence: 1,
  category: { coding: [{ system: careKindSystems.own, code: line.kind }], text: findCareKind(line.kind)?.[lang] ?? '' },
  productOrService: concept(line),
  servicedDate: line.day,
  ...quantity(line),
})

const writeBenefit = (line: CareLine, place: CarePlace): ExplanationOfBenefit => {
  const { organisation } = line.source
  const [claim] = findCareKind(line.kind)?.claimTypes ?? []
  const insurer = { display: organisation.name }
  return {
    resourceType: 'ExplanationOfBenefit',
    ...common(line, place),
    status: 'active',
    type: {
      ...(claim && { coding: [{ system: careKindSystems.claims, code: claim }] }),
      text: findCareStatement(line.statement)?.[place.lang] ?? '',
    },
    use: 'claim',
    patient: patientOf(place),
    created: line.writtenAt,
    insurer,
    provider: giver(line) ?? insurer,
    outcome: 'complete',
    insurance: [{ focal: true, coverage: insurer }],
    item: [itemOf(line, place)],
  }
}

const writeDispense = (line: CareLine, place: CarePlace): MedicationDispense => {
  const actor = giver(line)
  return {
    resourceType: 'MedicationDispense',
    ...common(line, place),
    status: 'completed',
    medicationCodeableConcept: concept(line),
    subject: patientOf(place),
    ...(actor && { performer: [{ actor }] }),
    ...quantity(line),
    whenHandedOver: line.day,
  }
}

const valueOf = ({ result }: CareLine): Pick<Observation, 'valueQuantity' | 'valueString'> => {
  if (result === undefined) return {}
  const { value, comparator, unit } = result
  if (!decimal.test(value)) return { valueString: value }
  return { valueQuantity: { value: Number(value), ...(comparator && { comparator }), ...(unit && { unit }) } }
}

const rangeOf = ({ result }: CareLine): Pick<Observation, 'referenceRange'> => {
  const { low, high } = result ?? {}
  if (low === undefined && high === undefined) return {}
  return {
    referenceRange: [
      {
        ...(low !== undefined && { low: { value: Number(low) } }),
        ...(high !== undefined && { high: { value: Number(high) } }),
      },
    ],
  }
}

const writeResult = (line: CareLine, place: CarePlace): Observation => {
  const performer = giver(line)
  return {
    resourceType: 'Observation',
    ...common(line, place),
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    code: concept(line),
    subject: patientOf(place),
    effectiveDateTime: line.day,
    ...(performer && { performer: [performer] }),
    ...valueOf(line),
    ...rangeOf(line),
  }
}

const writers = {
  ExplanationOfBenefit: writeBenefit,
  MedicationDispense: writeDispense,
  Observation: writeResult,
} as const

/** A line of a care history as the resource that its statement is. Spec: R4. */
export const writeCare = (line: CareLine, place: CarePlace): ExplanationOfBenefit | MedicationDispense | Observation =>
  writers[findCareStatement(line.statement)?.resource ?? 'ExplanationOfBenefit'](line, place)
