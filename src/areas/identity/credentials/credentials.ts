import type { Connection } from '../../../platform/database/database.ts'
import { sweepCodes } from './codes/store.ts'
import { createOneTimeCodes, type OneTimeCodes } from './codes/one-time-codes.ts'
import { createHolderAlerts, queueAlerts, type HolderAlerts } from './alerts/holder-alerts.ts'
import { confirmedContact } from './contact/confirmed-contact.ts'
import { createContactProofs, forgetProofs, type ContactProofs } from './contact/contact-proofs.ts'
import { maskEmail, maskPhone } from './contact/contact-rules.ts'
import { createMemory } from './memory.ts'
import { credentialParameters } from './parameters.ts'
import { createPasskeys, type Passkeys } from './passkeys/passkeys.ts'
import { createPasswordChange, type PasswordChange } from './password/change-password.ts'
import { createPasswordHash } from './password/hash-password.ts'
import { createPasswords, type Passwords } from './password/passwords.ts'
import { createPasswordSignIn, type PasswordSignIn } from './sign-in/password-sign-in.ts'
import { createRecoveries, type Recoveries } from './recovery/recoveries.ts'
import { sweepRecoveries } from './recovery/store.ts'
import { createTakeOver } from './recovery/take-over.ts'
import { dropMeans, forgetMeans, selectMeansEpoch } from './store.ts'
import { createTerms, type Terms } from './terms/terms.ts'
import { createTotpCodes, type TotpCodes } from './totp/totp.ts'
import type { CredentialParts, CredentialRoom, Means } from './types.ts'

/** A holder's own means of sign-in, their contact, and the terms they accepted. Law: rules IDN-5 to IDN-10, ENR-18 to ENR-20. */
export interface Credentials
  extends
    OneTimeCodes,
    Passkeys,
    Passwords,
    PasswordChange,
    TotpCodes,
    PasswordSignIn,
    ContactProofs,
    HolderAlerts,
    Terms,
    Recoveries {
  /** What a holder signs in with and is reached by, contacts masked. */
  meansOf(spaceId: string): Promise<Means>
  /** Among which means of sign-in its holder is recognised now: it changes when they are taken away or replaced. */
  meansEpochOf(spaceId: string, connection?: Connection): Promise<number | undefined>
  /** Deletes all of it, inside the caller's transaction: at erasure, at death. The contact goes with the person. */
  forgetMeans(connection: Connection, spaceId: string): Promise<void>
  /** Takes every means away and ends the sessions, inside the caller's transaction; whoever held them is told. */
  dropMeans(connection: Connection, spaceId: string): Promise<void>
  /** Drops codes and counts that no longer matter: a worker calls it now and then. */
  sweepCredentials(): Promise<void>
}

type MeansParts = Pick<Credentials, 'listPasskeys' | 'findLogin' | 'hasTotp'>

const readMeans = async (room: CredentialRoom, parts: MeansParts, spaceId: string): Promise<Means> => {
  const login = await parts.findLogin(spaceId)
  const { email, phone } = await confirmedContact(room, spaceId)
  return {
    passkeys: await parts.listPasskeys(spaceId),
    maxPasskeys: room.parameters.passkey.perSpace,
    ...(login !== undefined && { login }),
    hasPassword: login !== undefined,
    hasTotp: await parts.hasTotp(spaceId),
    contact: {
      ...(email !== undefined && { email: maskEmail(email) }),
      ...(phone !== undefined && { phone: maskPhone(phone) }),
    },
  }
}

/** Builds the means of sign-in over a database, the installation's keys and the two senders. */
export const createCredentials = (parts: CredentialParts): Credentials => {
  const now = (): string => parts.clock.now().toISOString()
  const room: CredentialRoom = { parameters: credentialParameters, ...parts, now }
  const memory = createMemory(room)
  const hash = createPasswordHash(room.keys, room.parameters.password.argon2)
  const codes = createOneTimeCodes(room)
  const totp = createTotpCodes(room)
  const contacts = createContactProofs(room, codes)
  const takeOver = createTakeOver(room)
  const passkeys = createPasskeys(room, { memory, takeOver })
  const passwords = createPasswords({ room, hash })
  return {
    ...codes,
    ...totp,
    ...passkeys,
    ...passwords,
    ...createPasswordChange({ room, hash }, passwords),
    ...createPasswordSignIn(room, { memory, hash, codes, totp, takeOver }),
    ...contacts,
    ...createRecoveries(room, { memory, hash }),
    ...createHolderAlerts(room),
    ...createTerms(room),
    meansOf: (spaceId) => readMeans(room, { ...passkeys, ...passwords, ...totp }, spaceId),
    meansEpochOf: (spaceId, connection = room.database) => selectMeansEpoch(connection, spaceId),
    forgetMeans: (connection, spaceId) => forgetMeans(room, connection, spaceId),
    dropMeans: async (connection, spaceId) => {
      const { contact } = await room.persons.loadPerson(connection, spaceId)
      await dropMeans(room, connection, spaceId)
      await queueAlerts(room, connection, { event: 'means-dropped', spaceId, contact })
      await forgetProofs(room, connection, spaceId)
    },
    sweepCredentials: async () => {
      await room.attempts.sweep()
      await sweepCodes(room.database, now())
      await sweepRecoveries(room.database, now())
    },
  }
}
