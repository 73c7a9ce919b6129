import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { sessionParameters, type SessionParameters } from '../parameters.ts'
import { openBySecret, sealBySecret, secretHash } from './secret-seal.ts'
import { insertSignIn, takeSignIn } from './store.ts'

/** The two secrets that name a sign-in: the ticket that travels in addresses, and the cookie of the browser it began in. */
export interface SignInKey {
  ticket: string
  browser: string
}

/** Sign-ins under way. What one remembers is opened only by its ticket and its browser together, and only once. */
export interface SignIns {
  begin(key: SignInKey, memory: unknown): Promise<void>
  /** Nothing for an unknown, expired or already taken ticket, and for another browser's. */
  take(key: SignInKey): Promise<unknown>
}

/** Sign-ins under way over a database. */
export const createSignIns = (parts: { database: Database; clock: Clock; parameters?: SessionParameters }): SignIns => {
  const { database, clock, parameters = sessionParameters } = parts
  // Both have 256 bits: one key made of the two opens nothing when either is wrong.
  const sealKey = ({ ticket, browser }: SignInKey): string => `${ticket}.${browser}`
  const now = (): string => clock.now().toISOString()
  return {
    begin: async (key, memory) => {
      const sealed = sealBySecret(sealKey(key), memory)
      const { signInMinutes } = parameters
      await insertSignIn(database, { ticketHash: secretHash(key.ticket), sealed, now: now(), minutes: signInMinutes })
    },
    take: async (key) => {
      const sealed = await takeSignIn(database, secretHash(key.ticket), now())
      return sealed && openBySecret(sealKey(key), sealed)
    },
  }
}
