import type { Attempts } from '../../../platform/attempts.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log.ts'
import type { Mailer } from '../../../platform/mail/mail.ts'
import type { SmsSender } from '../../../platform/sms/sms.ts'
import type { IdentityKeys } from '../keys.ts'
import type { Persons } from '../persons.ts'
import type { CredentialParameters } from './parameters.ts'

/** What the means of sign-in need of the keys; the key store fits as it is. */
export interface CredentialKeys extends IdentityKeys {
  /** A 32-byte key of the service, by purpose. */
  systemKey(purpose: string): Promise<Buffer>
}

/** What happened to the means of a holder, or to a way back, as the history of the enrolment names it. */
export type MeansEvent =
  | 'recovery-asked'
  | 'recovery-begun'
  | 'recovery-stopped'
  | 'means-replaced'
  | 'password-changed'

/** Who did something to a holder's means, and by which way; `detail`: codes and ids only. */
export interface MeansDoer {
  by: { kind: string; id: string }
  channel: string
  detail?: Readonly<Record<string, string>>
}

/** What the means of sign-in are built from. */
export interface CredentialParts {
  database: Database
  keys: CredentialKeys
  clock: Clock
  log: Log
  attempts: Attempts
  persons: Pick<Persons, 'loadPerson' | 'updateContact'>
  /** whether a lost way into this space may be given back, by where its enrolment stands until the caller's transaction ends */
  mayRecover(spaceId: string, connection: Connection): Promise<boolean>
  /** writes into the history of the enrolment what happened to the means of a space, in the caller's transaction */
  noteMeans(connection: Connection, spaceId: string, note: MeansDoer & { kind: MeansEvent }): Promise<void>
  /** how long a new means of sign-in waits, and after how long an unused one is forgotten, by the law of an instant */
  recoveryTimes(at: string): { holdHours: number; endsDays: number }
  /** the day (YYYY-MM-DD) of an instant by the civil clock */
  dayOf(at: string): string
  /** where the site is: passkeys belong to its host, and only its origin may use them */
  publicUrl: string
  mailer: Pick<Mailer, 'send'>
  /** absent: nobody is offered a code by short message */
  sms?: SmsSender
  /** data/identity/credentials.json unless a test says otherwise */
  parameters?: CredentialParameters
}

/** The parts with their defaults filled in, as each means gets them. */
export interface CredentialRoom extends CredentialParts {
  parameters: CredentialParameters
  /** ISO instant */
  now(): string
}

/** Whose means of sign-in was recognised; `meansEpoch`: among which means it stood, so that a session begins only while they stand. */
export interface Recognised {
  spaceId: string
  meansEpoch: number
}

/** By which way a one-time code travels. */
export type Channel = 'email' | 'phone'

/** A way to reach somebody: a mail address, or a phone number in international form. */
export interface ChannelAddress {
  channel: Channel
  address: string
}

/** What a holder signs in with and is reached by, for a page. Contacts are masked: `c•••@e•••.fr`, `•• •• •• •• 78`. */
export interface Means {
  passkeys: PasskeyView[]
  /** how many there may be */
  maxPasskeys: number
  /** the login chosen once, when there is a password */
  login?: string
  hasPassword: boolean
  hasTotp: boolean
  /** what a one-time code has proved, and whether one was: without any the holder is reached by post */
  contact: { email?: string; phone?: string }
}

/** A passkey as its holder sees it. Instants are ISO. */
export interface PasskeyView {
  id: string
  name: string
  createdAt: string
  lastUsedAt?: string
}
