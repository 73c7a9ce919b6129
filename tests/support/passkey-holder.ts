import { publicUrl, type CredentialBench } from './credential-bench.ts'
import { source } from './password-holder.ts'
import {
  createSoftwareAuthenticator,
  type AuthenticatorFaults,
  type SoftwareAuthenticator,
} from './software-authenticator.ts'

/** A device at the tests' site. */
export const newDevice = (options?: { counts: boolean }): SoftwareAuthenticator =>
  createSoftwareAuthenticator(publicUrl, options)

/** Registers a device as a passkey of a space, or of a new holder's; gives the space. */
export const registerDevice = async (
  { credentials, newHolder }: CredentialBench,
  device: SoftwareAuthenticator,
  space?: string,
): Promise<string> => {
  const spaceId = space ?? (await newHolder())
  const options = await credentials.beginPasskeyRegistration(spaceId, 'Camille MARTIN')
  await credentials.finishPasskeyRegistration(spaceId, device.create(options), 'Téléphone')
  return spaceId
}

/** Signs in with a device. */
export const signInByDevice = async (
  { credentials }: CredentialBench,
  device: SoftwareAuthenticator,
  faults: AuthenticatorFaults = {},
): Promise<{ spaceId: string }> => {
  const answer = device.get(await credentials.beginPasskeySignIn(source), faults)
  const { spaceId } = await credentials.finishPasskeySignIn(answer)
  return { spaceId }
}
