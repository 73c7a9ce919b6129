import { createHmac } from 'node:crypto'
import { jwtVerify } from 'jose'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { IdentityParts } from '../../areas/identity/index.ts'
import type { TokenParts } from './access-token.ts'
import { readAccount, type ConsentAccount, type PairClaims, type PairOf } from './app-client.ts'
import { derivedSecret } from './signing-key.ts'

/** Whom an app's identity token speaks of, by which consent, and for which app it was made. */
export interface PairedHolder extends ConsentAccount, PairClaims {
  clientId: string
}

/** Reads the identity token that an app shows; nothing for what is none of ours, or over. */
export type ReadIdentityToken = (token: string) => Promise<PairedHolder | undefined>

const claimsCheck = Compile(
  Type.Object({
    sub: Type.String(),
    aud: Type.String(),
    assignAuth: Type.String(),
    idPe: Type.String(),
    oid: Type.String(),
  }),
)

/** The pseudonym is the same for all apps under one branch and says nothing to another publisher. Law: rules CAT-8. */
export const createPairOf = ({
  seed,
  identity,
}: {
  seed: Buffer
  identity: Pick<IdentityParts, 'findApp'>
}): PairOf => {
  const secret = derivedSecret(seed, 'pairs')
  return async (spaceId, clientId) => {
    const oid = (await identity.findApp(clientId))?.oid
    if (oid === undefined) return undefined
    const mark = createHmac('sha256', secret).update(`${oid}|${spaceId}`).digest('hex')
    return { assignAuth: `urn:oid:${oid}.1`, idPe: `idpe-${mark.slice(0, 32)}`, oid }
  }
}

/** Identity tokens are read with the key that they are signed with. Spec: OpenID Connect Core 1.0, §3.1.3.7. */
export const createReadIdentityToken =
  ({ issuer, key, clock }: TokenParts): ReadIdentityToken =>
  async (token) => {
    const options = { issuer, algorithms: [key.jwk.alg], currentDate: clock.now() }
    try {
      const { payload } = await jwtVerify(token, key.publicKey, options)
      const { sub, aud: clientId, assignAuth, idPe, oid } = claimsCheck.Parse(payload)
      const account = readAccount(sub)
      return account && { ...account, clientId, assignAuth, idPe, oid }
    } catch {
      return undefined
    }
  }
