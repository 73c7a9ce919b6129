import type { Channel } from '../../areas/identity/index.ts'

/** By which way a second factor reaches its owner: a one-time code by mail or text message, or the code of their own app. */
export type FactorChannel = Channel | 'totp'

/** The holder that a means of sign-in stands for. */
export interface ProvenHolder {
  spaceId: string
  name: string
  /** among which means they were recognised: see `NewSession` */
  meansEpoch: number
}

/**
 * A holder's own means of sign-in: a passkey, or a password and a second factor. A `ticket` names a sign-in under way and is the
 * secret of its browser. What is not recognised is one Problem whatever part was wrong; too many tries are `busy`.
 */
export interface OwnMeans {
  /** `options`: PublicKeyCredentialRequestOptionsJSON. `source`: where the request comes from, for limits. Spec: WebAuthn Level 3 */
  beginPasskeySignIn(source: string): Promise<{ ticket: string; options: unknown }>
  /** `response`: AuthenticationResponseJSON, as the browser sent it */
  finishPasskeySignIn(ticket: string, response: unknown): Promise<ProvenHolder>
  /** `source`: where the attempt comes from, for limits. Gives the ways of the second factor, the preferred first. */
  checkPassword(attempt: {
    login: string
    password: string
    source: string
  }): Promise<{ ticket: string; channels: readonly FactorChannel[] }>
  sendSignInCode(ticket: string, channel: Channel): Promise<void>
  /** `sent`: the way the last code went; without one, the code is that of the app. A wrong kind would cost a try. */
  finishSecondFactor(ticket: string, code: string, sent?: Channel): Promise<ProvenHolder>
}
