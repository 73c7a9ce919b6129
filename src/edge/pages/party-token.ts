import { createHash } from 'node:crypto'

/**
 * A name for a professional in the addresses of one space: their national number would tell, in a browser's history, who
 * looks after the person. It hides the number from a passer-by; it is no secret and opens nothing.
 */
export const partyToken = (spaceId: string, partyId: string): string =>
  createHash('sha256').update(`party\n${spaceId}\n${partyId}`).digest('base64url').slice(0, 22)
