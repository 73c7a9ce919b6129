import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import { randomSecret } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { channelAddressSchema, openBySecret, sealBySecret, secretHash } from '../../identity/index.ts'
import { codeParameters } from '../codes/parameters.ts'
import { deleteEntry, selectEntry, sweepEntries, upsertEntry } from './store.ts'

const schema = Type.Object({
  personId: Type.String(),
  /** ISO instant */
  begunAt: Type.String(),
  provenBy: Type.Union([Type.Literal('code'), Type.Literal('citizens'), Type.Literal('card')]),
  authLevel: Type.Union([Type.Literal('low'), Type.Literal('substantial'), Type.Literal('high')]),
  /** what one-time codes of this pass are about */
  subject: Type.String(),
  /** a contact to which a code is under way */
  pending: Type.Optional(channelAddressSchema),
  contact: Type.Optional(Type.Union([channelAddressSchema, Type.Literal('post')])),
  /** the space that was opened, and among which means of sign-in: once those were taken away, the pass is over */
  opened: Type.Optional(Type.Object({ spaceId: Type.String(), meansEpoch: Type.Integer() })),
  /** a way back into this space: nothing is opened and nothing is shown by it, a new means is left to wait */
  recovery: Type.Optional(
    Type.Object({
      spaceId: Type.String(),
      /** the request that brought the letter: a stop ends it, and with it this pass */
      id: Type.String(),
      /** an authenticator app that is being set up (base32), and whether a first code fitted */
      app: Type.Optional(Type.Object({ secret: Type.String(), proved: Type.Boolean() })),
      /** the new means waits until then */
      effectiveAt: Type.Optional(Type.String()),
    }),
  ),
  /** the person refused: from now on the pass shows the proof and does nothing else */
  refused: Type.Optional(Type.Boolean()),
})
const check = Compile(schema)

/** What a pass says: who, how proved, what was chosen so far. Sealed by its secret. */
export type Pass = Static<typeof schema>

/** Passes of people on the way to their opening. */
export interface Passes {
  begin(pass: Omit<Pass, 'begunAt'>): Promise<string>
  /** Problem `unauthenticated`, `entry-ended` for an unknown, expired or ended one. */
  get(secret: string): Promise<Pass>
  /** Keeps what is given; a member given as undefined is forgotten. `connection`: the caller's transaction. */
  change(secret: string, change: Partial<Pass>, connection?: Connection): Promise<void>
  end(secret: string): Promise<void>
  sweep(): Promise<void>
}

/** Passes over a database: a copy of the table opens none and names nobody. */
export const createPasses = ({ database, clock }: { database: Database; clock: Clock }): Passes => {
  const now = (): Date => clock.now()
  const keep = (secret: string, pass: Pass, connection: Connection = database): Promise<void> =>
    upsertEntry(connection, {
      idHash: secretHash(secret),
      sealed: sealBySecret(secret, pass),
      expiresAt: new Date(now().getTime() + codeParameters.entryMinutes * 60_000).toISOString(),
    })
  const get = async (secret: string, connection: Connection = database): Promise<Pass> => {
    const sealed = await selectEntry(connection, secretHash(secret), now().toISOString())
    const pass = sealed && openBySecret(secret, sealed)
    if (!check.Check(pass)) throw new Problem('unauthenticated', 'entry-ended')
    return pass
  }
  return {
    begin: async (pass) => {
      const secret = randomSecret()
      await keep(secret, { ...pass, begunAt: now().toISOString() })
      return secret
    },
    get: (secret) => get(secret),
    change: async (secret, change, connection) =>
      keep(secret, { ...(await get(secret, connection)), ...change }, connection),
    end: (secret) => deleteEntry(database, secretHash(secret)),
    sweep: () => sweepEntries(database, now().toISOString()),
  }
}
