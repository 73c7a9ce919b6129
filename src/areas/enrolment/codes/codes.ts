import { randomBytes } from 'node:crypto'
import type { Keys } from '../../../keys/keys.ts'
import { dayOf, endOfPeriod } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import { codeParameters } from './parameters.ts'
import { codeFrom, readCode } from './rules.ts'
import {
  countHeld,
  insertCodes,
  selectCode,
  selectMade,
  selectUnused,
  sweepCodes,
  useCodes,
  type CodeChannel,
  type CodePurpose,
  type CodeRow,
  type MadeCode,
} from './store.ts'

/** A code in clear: it exists between its making and the letter or message that carries it, and nowhere else. */
export interface IssuedCode {
  personId: string
  /** 12 characters, without hyphens */
  code: string
  /** ISO instant: the midnight that ends its last day */
  expiresAt: string
}

/** The code of a queued message: whose, on what wish, how it leaves. */
export interface MessageCode {
  id: string
  personId: string
  origin: string
  channel: CodeChannel
}

/** What codes are made for, and what brought them: `code.origin` of migrations/0009. */
export interface CodeKind {
  origin: string
  /** absent: to open or to refuse */
  purpose?: CodePurpose
}

/** Provisional codes: made in batches, kept as keyed hashes, used once. */
export interface Codes {
  /** Makes one code for each person, to be printed in a letter, in the caller's transaction. Older ones stay good until one of them is used. */
  issue(connection: Connection, personIds: readonly string[], what: CodeKind): Promise<IssuedCode[]>
  /**
   * The one code of a queued item: made again, it is the same one, so that a message sent twice says the same. Its chance is the
   * keyed hash of the item's own random id.
   */
  issueOnce(connection: Connection, item: MessageCode): Promise<IssuedCode>
  /** The code in what somebody typed; nothing when it cannot be one. No look at the database. */
  read(typed: string): string | undefined
  /** the codes to open or refuse with made for a person since an instant, newest first */
  made(personId: string, since: string): Promise<MadeCode[]>
  /** Counts, for the board of the staff, a code that was asked for and held back by a limit. Names nobody. */
  countHeld(origin: string): Promise<void>
  find(code: string): Promise<CodeRow | undefined>
  /** Uses up every code of a person in the caller's transaction; false when none for this purpose was left to use. */
  use(connection: Connection, personId: string, purpose?: CodePurpose): Promise<boolean>
  /** Whether a person has a code to open with that nobody has used. */
  hasUnused(personId: string): Promise<boolean>
  sweep(): Promise<void>
}

const randomBytesPerCharacter = 3

/** Codes over a database and the installation's keyed hash. */
export const createCodes = (parts: {
  database: Database
  keys: Pick<Keys, 'lookupHash'>
  clock: Clock
  parameters: Parameters
}): Codes => {
  const { database, keys, clock, parameters } = parts
  const now = (): string => clock.now().toISOString()
  const hashOf = (code: string): Buffer => keys.lookupHash(`code|${code}`)
  const expiry = (at: string): string =>
    endOfPeriod(
      at,
      { weeks: parameters.parameterAt('codeValidityWeeks', at) },
      parameters.parameterAt('civilTimeZone', at),
    )
  return {
    issue: async (connection, personIds, { origin, purpose = 'entry' }) => {
      const issuedAt = now()
      const expiresAt = expiry(issuedAt)
      const size = codeParameters.length * randomBytesPerCharacter
      const chance = randomBytes(personIds.length * size)
      const issued = personIds.map((personId, index) => {
        const code = codeFrom(chance.subarray(index * size, (index + 1) * size), codeParameters)
        return { personId, code, expiresAt }
      })
      const hashes = issued.map(({ code }) => hashOf(code))
      await insertCodes(connection, { hashes, personIds, purpose, origin, channel: 'letter', issuedAt, expiresAt })
      return issued
    },
    issueOnce: async (connection, { id, personId, origin, channel }) => {
      const chance = Buffer.concat([keys.lookupHash(`code-of|1|${id}`), keys.lookupHash(`code-of|2|${id}`)])
      const code = codeFrom(chance.subarray(0, codeParameters.length * randomBytesPerCharacter), codeParameters)
      const issuedAt = now()
      const hash = hashOf(code)
      const what = { purpose: 'entry', origin, channel } as const
      const one = { hashes: [hash], personIds: [personId], ...what, issuedAt, expiresAt: expiry(issuedAt) }
      await insertCodes(connection, one, true)
      const kept = await selectCode(connection, hash)
      return { personId, code, expiresAt: kept?.expiresAt ?? expiry(issuedAt) }
    },
    read: (typed) => readCode(typed, codeParameters),
    made: (personId, since) => selectMade(database, personId, since),
    countHeld: (origin) => countHeld(database, dayOf(now(), parameters.parameterAt('civilTimeZone', now())), origin),
    find: (code) => selectCode(database, hashOf(code)),
    use: async (connection, personId, purpose = 'entry') =>
      (await useCodes(connection, personId, now())).includes(purpose),
    hasUnused: (personId) => selectUnused(database, personId),
    sweep: () => sweepCodes(database, endOfPeriod(now(), { years: -1 }, 'UTC')),
  }
}
