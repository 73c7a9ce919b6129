import { errors, jwtVerify, SignJWT } from 'jose'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Actor, AuthLevel, Visitor } from '../../access/types.ts'
import { actorSchema, authLevelSchema, sessionParameters } from '../../areas/identity/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { isCarePurpose } from '../../reference/care-purposes.ts'
import { grantableScopes, scopeContextOf } from './scope.ts'
import type { SigningKey } from './signing-key.ts'

/** A visitor who came with an access token, and what the token lets them ask for. */
export interface TokenVisitor extends Visitor {
  scopes: readonly string[]
}

/** Who issues tokens, for which service, with which key. Addresses without a slash at their end. */
export interface TokenParts {
  issuer: string
  audience: string
  key: SigningKey
  clock: Clock
}

/** A verified token: its visitor and when it ends, in seconds since 1970. */
export interface VerifiedToken {
  visitor: TokenVisitor
  expiresAtSeconds: number
}

const algorithm = 'ES256'
const tokenType = 'at+jwt'

const claimsSchema = Type.Object({
  exp: Type.Number(),
  scope: Type.Optional(Type.String()),
  client_id: Type.String(),
  actor: actorSchema,
  acr: authLevelSchema,
  extensions: Type.Optional(
    Type.Object({
      ihe_iua: Type.Optional(
        Type.Object({ purpose_of_use: Type.Optional(Type.Array(Type.Object({ code: Type.String() }))) }),
      ),
    }),
  ),
})
const claimsCheck = Compile(claimsSchema)

/** What the authorization server adds to the claims of a token: who acts, how surely, and for what, where that was said. */
export const actorClaims = (actor: Actor, acr: AuthLevel, purposeOfUse?: string): Record<string, unknown> => ({
  actor,
  acr,
  ...(purposeOfUse === undefined ? {} : { extensions: { ihe_iua: { purpose_of_use: [{ code: purposeOfUse }] } } }),
})

/** Law: L.1111-13-1, L.1111-18; rules ACC-9: of several purposes none may be another than care. Spec: IHE IUA, ITI-71. */
const purposeIn = (claims: Static<typeof claimsSchema>, now: Date): Pick<TokenVisitor, 'purpose'> => {
  const stated = claims.extensions?.ihe_iua?.purpose_of_use
  if (stated === undefined) return {}
  return { purpose: stated.every(({ code }) => isCarePurpose(code, now.toISOString())) ? 'care' : 'forbidden' }
}

/** The address where a client of this issuer gets a token, for error sentences. */
export const tokenAddressOf = (issuer: string): string => `${issuer}/token`

/**
 * Verifies an access token: our signature (ES256 only), issuer, audience, type and time. Problem `unauthenticated`,
 * `token-expired` or `token-invalid`; why it is invalid is not told. Spec: RFC 9068.
 */
export const verifyAccessToken = async (parts: TokenParts, token: string): Promise<VerifiedToken> => {
  const { issuer, audience, key, clock } = parts
  const details = { tokenAddress: tokenAddressOf(issuer) }
  const options = { issuer, audience, typ: tokenType, algorithms: [algorithm], currentDate: clock.now() }
  try {
    const { payload } = await jwtVerify(token, key.publicKey, options)
    const claims = claimsCheck.Parse(payload)
    const scopes = claims.scope === undefined ? [] : claims.scope.split(' ')
    const origin = { channel: 'fhir', software: claims.client_id } as const
    const visitor = { actor: claims.actor, authLevel: claims.acr, origin, scopes, ...purposeIn(claims, clock.now()) }
    return { visitor, expiresAtSeconds: claims.exp }
  } catch (cause) {
    const reason = cause instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid'
    throw new Problem('unauthenticated', reason, { details, cause })
  }
}

/** What a demonstration token is asked with. */
export interface AskedToken {
  scope?: string
  /** a code of HL7 PurposeOfUse */
  purposeOfUse?: string
}

/**
 * A bearer token for one of the cast, as `carnet token --as NAME` prints it; `scope` is everything the actor may have when it is
 * not given, `purposeOfUse` is left out. Problem `incorrect`, `scope-not-allowed` for a scope that no token of this actor may carry.
 * Trust: demonstration mode only; the caller checks the mode.
 */
export const mintDemonstrationToken = (parts: TokenParts, actor: Actor, asked: AskedToken = {}): Promise<string> => {
  const context = scopeContextOf(actor)
  const scopes = (asked.scope ?? `${context}/*.cruds`).split(' ').filter((one) => one !== '')
  const granted = new Set(grantableScopes(scopes.join(' '), context))
  const refused = scopes.find((one) => !granted.has(one))
  if (refused !== undefined)
    throw new Problem('incorrect', 'scope-not-allowed', { details: { scope: refused, allowed: `${context}/` } })
  const now = Math.floor(parts.clock.now().getTime() / 1000)
  const client = actor.kind === 'software' ? actor.id : 'carnet-cli'
  const claims = actorClaims(actor, 'substantial', asked.purposeOfUse)
  return new SignJWT({ ...claims, scope: scopes.join(' '), client_id: client })
    .setProtectedHeader({ alg: algorithm, typ: tokenType, kid: parts.key.jwk.kid })
    .setIssuer(parts.issuer)
    .setAudience(parts.audience)
    .setSubject(actor.id)
    .setJti(randomId())
    .setIssuedAt(now)
    .setExpirationTime(now + sessionParameters.accessTokenSeconds)
    .sign(parts.key.privateKey)
}
