import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { randomSecret } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { actorSchema, authLevelSchema } from '../actor-schema.ts'
import { sessionParameters, type SessionParameters } from '../parameters.ts'
import type { Identity, Session } from '../types.ts'
import type { IdentityKeys } from '../keys.ts'
import { holderHash } from './holder-hash.ts'
import { openBySecret, sealBySecret, secretHash } from './secret-seal.ts'
import { deleteSession, insertSession, prolongSession, selectSession, sweepExpired } from './store.ts'

const subjectCheck = Compile(
  Type.Object({
    actor: actorSchema,
    spaceId: Type.Optional(Type.String()),
    authLevel: authLevelSchema,
    provenAt: Type.Optional(Type.String()),
  }),
)

/** When a session that does not say it was proven: sealed by a version that did not date proofs, never fresh. */
const provenLongAgo = '1970-01-01T00:00:00.000Z'

/** Signed-in browsers. The secret is 256 random bits; the database holds its SHA-256 and a seal that only it opens. */
export interface Sessions extends Pick<Identity, 'openSession' | 'findSession' | 'closeSession'> {
  /** Drops expired sessions, sign-ins and provider records: a worker calls it now and then. */
  sweepExpired(): Promise<void>
}

/** Sessions over a database; `parameters` are the durations of data/identity/session.json unless a test says otherwise. */
export const createSessions = (parts: {
  database: Connection
  clock: Clock
  keys: Pick<IdentityKeys, 'lookupHash'>
  parameters?: SessionParameters
}): Sessions => {
  const { database, clock, keys, parameters = sessionParameters } = parts
  const use = () => ({ now: clock.now().toISOString(), minutes: parameters.idleMinutes })
  const find = async (secret: string): Promise<Session | undefined> => {
    // Hashed and looked up whatever it looks like: unknown, ended and malformed secrets take the same steps.
    const idHash = secretHash(secret)
    const row = await selectSession(database, idHash, use())
    if (row === undefined) return undefined
    const subject = openBySecret(secret, row.sealed)
    if (!subjectCheck.Check(subject)) return undefined
    const prolonged = row.due ? await prolongSession(database, idHash, use()) : undefined
    return { provenAt: provenLongAgo, ...subject, expiresAt: prolonged ?? row.expires_at }
  }
  return {
    openSession: async (session) => {
      const secret = randomSecret()
      const { actor, spaceId, authLevel, meansEpoch } = session
      const validity = use()
      const sealed = sealBySecret(secret, { actor, spaceId, authLevel, provenAt: validity.now })
      const { absoluteMinutes } = parameters
      const spaceHash = spaceId === undefined ? null : holderHash(keys, spaceId)
      const among = spaceId === undefined || meansEpoch === undefined ? {} : { among: { spaceId, meansEpoch } }
      const row = { idHash: secretHash(secret), sealed, absoluteMinutes, spaceHash, ...among, ...validity }
      if (!(await insertSession(database, row))) throw new Problem('unauthenticated', 'sign-in-not-recognised')
      return secret
    },
    findSession: find,
    closeSession: (secret) => deleteSession(database, secretHash(secret)),
    sweepExpired: () => sweepExpired(database, clock.now().toISOString()),
  }
}
