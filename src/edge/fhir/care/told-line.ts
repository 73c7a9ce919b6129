import type { SpaceAddress } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { CareGiver, CareSaying } from '../../../reference/care-entry.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { CodeableConcept, FhirIdentifier, Quantity, Reference } from '../datatypes.ts'
import type { FhirParts } from '../fhir-parts.ts'
import { readConcept, readIdentifier } from '../read-identifier.ts'
import { readSubject } from '../read-subject.ts'
import type { AnyResource } from '../resources.ts'

/** A line that a resource tells, and where in it each of its parts stands. */
export interface ToldLine {
  saying: CareSaying
  /** paths by the names of the line's parts; what is not there lies in the resource as a whole */
  places: Readonly<Record<string, string>>
}

/** What every resource of a care history is read with: where it stands in the message, and the codes that it may bear. */
export interface ToldAt {
  field: string
  parts: Pick<FhirParts, 'baseUrl' | 'codes'>
}

/** Stops at something that must stand in a resource. */
export const absent = (field: string): never => {
  throw new Problem('incorrect', 'element-missing', { details: { field } })
}

/** Whose space a resource names. Problem `incorrect` with the place. */
export const personOf = (
  holder: Pick<AnyResource, 'contained'> & { subject?: Reference | undefined },
  { field, parts }: ToldAt,
): SpaceAddress => {
  const { subject, contained } = holder
  const named = readSubject(
    { ...(contained && { contained }), ...(subject && { subject }) },
    { field, baseUrl: parts.baseUrl },
  )
  return 'identifier' in named ? { ins: named.identifier } : named
}

/** The feed's own name for a line: the value of the first identifier. */
export const ownName = ([first]: readonly FhirIdentifier[] = [], field: string): string =>
  first?.value ?? absent(`${field}.identifier`)

/** What a concept says in words, and its first code. */
export const wordsOf = (concept: CodeableConcept): { label: string; code?: Coding } => {
  const code = readConcept(concept)
  return { label: concept.text ?? code?.display ?? code?.code ?? '', ...(code && { code }) }
}

/** Who gave care, by the name that the reference bears. */
export const giverOf = (reference: Reference | undefined): { giver?: CareGiver } => {
  if (reference?.display === undefined) return {}
  const identifier = readIdentifier(reference.identifier)
  return { giver: { name: reference.display, ...(identifier && { identifier }) } }
}

/** An amount, where its number is said. */
export const quantityOf = (quantity: Quantity | undefined): { quantity?: { value: string; unit?: string } } => {
  if (quantity?.value === undefined) return {}
  const unit = quantity.unit ?? quantity.code
  return { quantity: { value: String(quantity.value), ...(unit && { unit }) } }
}

/** Whether a minor receives this care without their parents' knowledge: by the code that documents bear too. Law: rules PML-30. */
export const secrecyOf = (
  { meta }: Pick<AnyResource, 'meta'>,
  { codes }: Pick<FhirParts, 'codes'>,
): { secret?: true } => {
  const codings = (meta?.security ?? []).flatMap(({ system = '', code }) =>
    code === undefined ? [] : [{ system, code }],
  )
  return codes.visibilityOf(codings).hiddenFromRepresentatives ? { secret: true } : {}
}

/** When a feed wrote a resource: the beginning of the day where it says no more. */
export const writtenOf = ({ meta }: Pick<AnyResource, 'meta'>, otherwise: string): string => {
  const said = meta?.lastUpdated ?? otherwise
  return said.length === 10 ? `${said}T00:00:00Z` : said
}

const taken = new Set(['cancelled', 'entered-in-error'])

/** Whether a line stands or is taken back; what is not settled is no line yet. */
export const standingOf = (status: string, settled: readonly string[], field: string): { cancelled?: true } => {
  if (taken.has(status)) return { cancelled: true }
  if (!settled.includes(status))
    throw new Problem('incorrect', 'care-not-settled', { details: { field: `${field}.status`, status } })
  return {}
}
