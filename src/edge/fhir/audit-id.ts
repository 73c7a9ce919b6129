import { isUuid, randomId } from '../../platform/ids.ts'

/** Where an AuditEvent stands: whose journal, which entry. */
export interface AuditPlace {
  spaceId: string
  n: string
}

/** The id of an entry as a FHIR id: the space and the name of its line in the journal. */
export const writeAuditId = ({ spaceId, n }: AuditPlace): string => `${spaceId}.${n}`

/** Reads such an id. What is none leads to a space of nobody: it is answered as the entry of a stranger. */
export const readAuditId = (id: string): AuditPlace => {
  const [spaceId = '', n = '', ...more] = id.split('.')
  const isOurs = isUuid(spaceId) && /^[hw]?[1-9]\d{0,17}$/.test(n) && more.length === 0
  return isOurs ? { spaceId, n } : { spaceId: randomId(), n: '1' }
}
