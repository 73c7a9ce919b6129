import type { Visitor } from '../../access/types.ts'
import type { Session } from '../../areas/identity/index.ts'

/** The visitor that a signed-in browser is, as use-cases take it. */
export const visitorOf = (session: Session): Visitor => ({
  actor: session.actor,
  authLevel: session.authLevel,
  origin: { channel: 'pages' },
})
