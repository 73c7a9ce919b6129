import type { Credentials, IdentityParts, Recognised } from '../areas/identity/index.ts'
import type { FactorChannel, OwnMeans, ProvenHolder } from '../edge/sign-in/own-means.ts'
import { Problem } from '../platform/problem.ts'

type Means = Pick<
  Credentials,
  'beginPasskeySignIn' | 'finishPasskeySignIn' | 'checkPassword' | 'sendSignInCode' | 'finishSecondFactor'
>

/** The holders' own means of sign-in as the sign-in edge asks for them. */
export const createOwnMeans = (means: Means, identity: Pick<IdentityParts, 'findContact'>): OwnMeans => {
  const holderOf = async ({ spaceId, meansEpoch }: Recognised): Promise<ProvenHolder> => {
    const contact = await identity.findContact(spaceId)
    if (contact === undefined) throw new Problem('unauthenticated', 'sign-in-not-recognised')
    return { spaceId, name: contact.name, meansEpoch }
  }
  return {
    // The challenge itself finds what the server remembers: the ticket says nothing more.
    beginPasskeySignIn: async (source) => {
      const options = await means.beginPasskeySignIn(source)
      return { ticket: options.challenge, options }
    },
    finishPasskeySignIn: async (_ticket, response) => holderOf(await means.finishPasskeySignIn(response)),
    checkPassword: async ({ login, password, source }) => {
      const { ticket, totp, email, phone } = await means.checkPassword(login, password, source)
      const offered: Record<FactorChannel, boolean> = { totp, email: email !== undefined, phone: phone !== undefined }
      const order: readonly FactorChannel[] = ['totp', 'email', 'phone']
      return { ticket, channels: order.filter((channel) => offered[channel]) }
    },
    sendSignInCode: means.sendSignInCode,
    finishSecondFactor: async (ticket, code, sent) => {
      const kind = sent === undefined ? 'totp' : 'one-time-code'
      return holderOf(await means.finishSecondFactor(ticket, { kind, code }))
    },
  }
}
