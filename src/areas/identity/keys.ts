import type { Connection } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'

/** Where a sealed field stands. `rowId` is a UUID. */
export interface SealedPlace {
  table: string
  rowId: string
  column: string
  version: number
}

/** Seals and opens the fields of one space: the bytes are bound to the space and to their place. */
export interface FieldSeal {
  sealField(place: SealedPlace, plain: Buffer): Buffer
  /** Throws when the bytes were altered or belong elsewhere. */
  openField(place: SealedPlace, sealed: Buffer): Buffer
}

/** What identity needs of the keys; the key store fits as it is. */
export interface IdentityKeys {
  /** Keyed hash of a text; the same text gives the same hash on every server of one installation. */
  lookupHash(text: string): Buffer
  /** `connection` is the caller's transaction, so that a space made in it already has its keys. */
  spaceKeys(spaceId: string, connection?: Connection): Promise<FieldSeal>
}

/** The keys of a space; nothing where they were destroyed with it: whoever lists many spaces, or comes late, leaves it out. */
export const unlessDestroyed = <T>(keys: Promise<T>): Promise<T | undefined> =>
  keys.catch((error: unknown) => {
    if (error instanceof Problem && error.reason === 'space-keys-destroyed') return undefined
    throw error
  })
