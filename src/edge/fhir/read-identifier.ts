import { isUuid } from '../../platform/ids.ts'
import type { Coding, Identifier } from '../../reference/document-entry.ts'
import type { CodeableConcept, Coding as FhirCoding, FhirIdentifier } from './datatypes.ts'
import { terms } from './terms.ts'

/** One key for one thing: RPPS, FINESS and SIRENE addresses become the national OID with its prefix digit. */
export const nationalForm = ({ system, value }: Identifier): Identifier => {
  const known = terms.nationalSystems.find((each) => each.from === system && each.digits === value.length)
  return known ? { system: known.to, value: known.prefix + value } : { system, value }
}

/** An identifier with its system; nothing when either is missing. */
export const readIdentifier = (identifier: FhirIdentifier | undefined): Identifier | undefined =>
  identifier?.system && identifier.value
    ? nationalForm({ system: identifier.system, value: identifier.value })
    : undefined

/** The identifiers that have both a system and a value, in the order they were written. */
export const readIdentifiers = (identifiers: readonly FhirIdentifier[] = []): Identifier[] =>
  identifiers.map(readIdentifier).filter((each) => each !== undefined)

/** `system|value`, as search parameters and conditional references write it; nothing when it is not of that form. */
export const readToken = (token: string): Identifier | undefined => {
  const bar = token.indexOf('|')
  if (bar < 1 || bar === token.length - 1) return undefined
  return nationalForm({ system: token.slice(0, bar), value: token.slice(bar + 1) })
}

/** The UUID in `urn:uuid:…`, bare and in lower case; nothing for anything else. */
export const readUuid = (uri: string | undefined): string | undefined => {
  const uuid = uri?.toLowerCase().replace(/^urn:uuid:/, '')
  return uuid && isUuid(uuid) ? uuid : undefined
}

/** A coding with its code; nothing when it has none. */
export const readCoding = (coding: FhirCoding | undefined): Coding | undefined =>
  coding?.code
    ? {
        system: coding.system ?? '',
        code: coding.code,
        ...(coding.display === undefined ? {} : { display: coding.display }),
      }
    : undefined

/** The first coding of a concept: XDS has one code where FHIR has several translations. */
export const readConcept = (concept: CodeableConcept | undefined): Coding | undefined =>
  readCoding(concept?.coding?.[0])
