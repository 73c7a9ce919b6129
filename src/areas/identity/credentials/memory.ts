import type { Database } from '../../../platform/database/database.ts'
import { openBySecret, sealBySecret, secretHash } from '../sessions/secret-seal.ts'
import { insertSignIn, takeSignIn } from '../sessions/store.ts'
import { selectMemory } from './store.ts'

/** What is remembered between two pages under a secret of 256 bits, for a few minutes, and taken once. */
export interface Memory {
  keep(secret: string, value: unknown, minutes: number): Promise<void>
  /** Looks without taking; nothing for an unknown, expired or taken secret. */
  find(secret: string): Promise<unknown>
  /** Of many takers at once, one gets it. */
  take(secret: string): Promise<unknown>
}

/** Memories in the table of sign-ins under way: sealed by their secret, so that a copy of the table opens none. */
export const createMemory = ({ database, now }: { database: Database; now(): string }): Memory => ({
  keep: (secret, value, minutes) =>
    insertSignIn(database, {
      ticketHash: secretHash(secret),
      sealed: sealBySecret(secret, value),
      now: now(),
      minutes,
    }),
  find: async (secret) => {
    const sealed = await selectMemory(database, secretHash(secret), now())
    return sealed && openBySecret(secret, sealed)
  },
  take: async (secret) => {
    const sealed = await takeSignIn(database, secretHash(secret), now())
    return sealed && openBySecret(secret, sealed)
  },
})
