import type { HasLeft } from '../documents/index.ts'
import { hasWithdrawn } from './store.ts'

/**
 * Whether a document left its space by a case: its holder disputed it, or it was somebody else's. Right: who had opened it was told to its
 * author by then, so it is not this person's again.
 */
export const hasLeft: HasLeft = ({ alongside, spaceId }, documentId) =>
  alongside((connection) => hasWithdrawn(connection, { spaceId, documentId }))
