import type { NewMeans } from '../../src/areas/identity/credentials/recovery/new-means.ts'
import { openCredentialBench, type CredentialBench } from './credential-bench.ts'
import { newDevice, registerDevice, signInByDevice } from './passkey-holder.ts'
import { newPasswordHolder } from './password-holder.ts'
import { problemOf } from './problem-of.ts'
import type { SoftwareAuthenticator } from './software-authenticator.ts'
import { waitForLocks } from './wait-for-locks.ts'

/** Holders over the means of sign-in who lost theirs. */
export interface RecoveryBench extends CredentialBench {
  ask(spaceId: string): Promise<boolean>
  begin(spaceId: string, means: NewMeans): Promise<string>
  /** A new device that waits for its day. */
  leaveDevice(spaceId: string): Promise<SoftwareAuthenticator>
  /** Why a device does not sign in. */
  refused(device: SoftwareAuthenticator): Promise<string>
  /** A holder with an old device, a login and a mailbox. */
  newLoser(): Promise<{ spaceId: string; login: string; old: SoftwareAuthenticator }>
  /** Until so many stand before rows that others hold. */
  waitForLocks(count: number): Promise<void>
}

/** How long a new means waits here. */
export const hold = 72 * 3_600_000

/** The reason of the Problem that some work ends in. */
export const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason

/** Opens a bench; close it at the end. */
export const openRecoveryBench = async (): Promise<RecoveryBench> => {
  const bench = await openCredentialBench()
  const { credentials, database } = bench
  const begin: RecoveryBench['begin'] = async (spaceId, means) => {
    const id = (await credentials.recoveryOf(spaceId))?.id ?? spaceId
    return database.app.transaction((connection) => credentials.beginRecovery(connection, { spaceId, id }, means))
  }
  return {
    ...bench,
    begin,
    ask: (spaceId) => database.app.transaction((connection) => credentials.askRecovery(connection, spaceId)),
    leaveDevice: async (spaceId) => {
      const device = newDevice()
      const options = await credentials.draftPasskey(spaceId, 'Camille MARTIN')
      await begin(spaceId, await credentials.readDraftedPasskey(spaceId, device.create(options), 'Neuf'))
      return device
    },
    refused: (device) => reasonOf(signInByDevice(bench, device)),
    newLoser: async () => {
      const { spaceId, login } = await newPasswordHolder(bench)
      const old = newDevice()
      await registerDevice(bench, old, spaceId)
      return { spaceId, login, old }
    },
    waitForLocks: (count) => waitForLocks(database.owner, count),
  }
}
