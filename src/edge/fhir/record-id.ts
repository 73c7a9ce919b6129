import { randomId } from '../../platform/ids.ts'

/** Where a line of a profile or a measurement stands: whose it is, and which. */
export interface RecordPlace {
  spaceId: string
  id: string
}

const compact = (uuid: string): string => uuid.replaceAll('-', '')

const spread = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/**
 * The id of what has no register of its own, as a FHIR id: the space and its id there, 64 hexadecimal digits, which is as long as one may be. So
 * it is found again without a list of everybody's. Spec: R4 id.
 */
export const writeRecordId = ({ spaceId, id }: RecordPlace): string => compact(spaceId) + compact(id)

/** Reads such an id. What is none leads to a space of nobody: it is answered as what a stranger asks for. */
export const readRecordId = (id: string): RecordPlace =>
  /^[\da-f]{64}$/.test(id)
    ? { spaceId: spread(id.slice(0, 32)), id: spread(id.slice(32)) }
    : { spaceId: randomId(), id: randomId() }
