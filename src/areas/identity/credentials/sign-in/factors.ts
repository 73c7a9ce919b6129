import type { Contact } from '../../persons.ts'
import type { OneTimeCodes } from '../codes/one-time-codes.ts'
import type { CodeKey } from '../codes/store.ts'
import { confirmedContact } from '../contact/confirmed-contact.ts'
import { selectChangedAt } from '../password/store.ts'
import { openMeans } from '../recovery/new-means.ts'
import { selectEffective } from '../recovery/store.ts'
import type { TotpCodes } from '../totp/totp.ts'
import type { CredentialRoom } from '../types.ts'

/** The second proof: a code of the authenticator app, or the one that was sent. */
export interface SecondFactor {
  kind: 'totp' | 'one-time-code'
  code: string
}

/** Whose password was right, and when it was chosen. `recoveryId`: it waited for its day, and this is its first use. */
export type ProvedPassword = { spaceId: string; chosenAt: string } | { spaceId: string; recoveryId: string }

/** What may come second after a password. */
export interface Factors {
  contact: Pick<Contact, 'email' | 'phone' | 'lang'>
  hasTotp: boolean
  /** under which one-time codes of this sign-in are kept */
  codeKey: CodeKey
  /** Nothing for a wrong one; `step` of an app's code where its use is still to be written. */
  check(factor: SecondFactor): Promise<{ step?: number } | undefined>
}

type Parts = { totp: TotpCodes; codes: OneTimeCodes }

const takeCode = async ({ codes }: Parts, key: CodeKey, code: string): Promise<{ step?: number } | undefined> =>
  (await codes.takeOneTimeCode({ ...key, code })) === undefined ? undefined : {}

const ownFactors = async (
  room: CredentialRoom,
  parts: Parts,
  { spaceId, chosenAt }: { spaceId: string; chosenAt: string },
): Promise<Factors | undefined> => {
  if ((await selectChangedAt(room.database, spaceId)) !== chosenAt) return undefined
  const codeKey = { subject: spaceId, purpose: 'sign-in' }
  return {
    contact: await confirmedContact(room, spaceId),
    hasTotp: await parts.totp.hasTotp(spaceId),
    codeKey,
    check: async ({ kind, code }) => {
      if (kind === 'one-time-code') return takeCode(parts, codeKey, code)
      return (await parts.totp.checkTotp(spaceId, code)) ? {} : undefined
    },
  }
}

/** Those chosen with the new password alone: what was lost, or is somebody else's by now, proves nothing here. */
const waitingFactors = async (
  room: CredentialRoom,
  parts: Parts,
  { spaceId, recoveryId }: { spaceId: string; recoveryId: string },
): Promise<Factors | undefined> => {
  const row = await selectEffective(room.database, { column: 'id', value: recoveryId }, room.now())
  const means = row && openMeans(await room.keys.spaceKeys(spaceId), recoveryId, row.sealed)
  if (means?.kind !== 'password') return undefined
  const { lang } = (await room.persons.loadPerson(room.database, spaceId)).contact
  const { contact, totp } = means
  const codeKey = { subject: spaceId, purpose: 'recovery-sign-in' }
  return {
    contact: { ...(lang && { lang }), ...(contact && { [contact.channel]: contact.address }) },
    hasTotp: totp !== undefined,
    codeKey,
    check: async ({ kind, code }) => {
      if (kind === 'one-time-code') return takeCode(parts, codeKey, code)
      const step = totp === undefined ? undefined : parts.totp.draftedStep(totp, code)
      return step === undefined ? undefined : { step }
    },
  }
}

/** What may come second after a right password; nothing when that password is gone or replaced by now. */
export const findFactors = (room: CredentialRoom, parts: Parts, proved: ProvedPassword): Promise<Factors | undefined> =>
  'recoveryId' in proved ? waitingFactors(room, parts, proved) : ownFactors(room, parts, proved)
