import type { Actor } from '../../access/types.ts'
import type { Clock } from '../../platform/clock.ts'
import { mintDemonstrationToken, type AskedToken, type TokenParts } from './access-token.ts'
import { createAuthenticate, type Authenticate } from './authenticate.ts'
import { deriveSigningKey } from './signing-key.ts'
import { smartConfiguration, tokenUrlOf } from './smart-configuration.ts'

/** What the OAuth edge needs. `seed` is `keys.systemKey('token-signing')`. */
export interface OAuthParts {
  publicUrl: URL
  seed: Buffer
  clock: Clock
}

/** The access tokens of one installation: who verifies them and who, in a demonstration, makes them. */
export interface AccessTokens {
  parts: TokenParts
  authenticate: Authenticate
  /** Where facility software asks for its tokens. */
  tokenUrl: string
  /** The body of `/fhir/.well-known/smart-configuration`. */
  smartConfiguration: Record<string, unknown>
  /** Demonstration mode only: the caller checks. */
  mint(actor: Actor, asked?: AskedToken): Promise<string>
}

/** The access tokens of an installation: needs no server, so that `carnet token` can mint without one. */
export const createAccessTokens = async ({ publicUrl, seed, clock }: OAuthParts): Promise<AccessTokens> => {
  const issuer = `${publicUrl.origin}/oauth`
  const parts = { issuer, audience: `${publicUrl.origin}/fhir`, key: await deriveSigningKey(seed, 'oauth'), clock }
  return {
    parts,
    authenticate: createAuthenticate(parts),
    tokenUrl: tokenUrlOf(issuer),
    smartConfiguration: smartConfiguration(issuer),
    mint: (actor, asked) => mintDemonstrationToken(parts, actor, asked),
  }
}
