import type { FastifyInstance } from 'fastify'
import type { IdentityParts, OidcRecords } from '../../areas/identity/index.ts'
import type { Log } from '../../platform/log.ts'
import { createAccessTokens, type AccessTokens, type OAuthParts } from './access-tokens.ts'
import { createAppAsks, type AppAsks } from './app-asks.ts'
import { createAuthorizationServer } from './authorization-server.ts'
import { createPairOf, createReadIdentityToken, type ReadIdentityToken } from './identity-token.ts'
import { mountProvider } from './mount-provider.ts'
import { derivedSecret } from './signing-key.ts'

/** What the other edges get of the authorization server: the tokens' verifiers, and what apps ask of holders. */
export interface MountedOAuth extends AccessTokens {
  appAsks: AppAsks
  readIdentityToken: ReadIdentityToken
}

/** Mounts the authorization server at /oauth. */
export const registerOAuth = async (
  server: FastifyInstance,
  parts: OAuthParts & { identity: Pick<IdentityParts, 'findClient' | 'findApp'>; records: OidcRecords; log: Log },
): Promise<MountedOAuth> => {
  const tokens = await createAccessTokens(parts)
  const { identity, records, log, seed, publicUrl } = parts
  const cookieSecret = derivedSecret(seed, 'oauth-cookies')
  const pairOf = createPairOf({ seed, identity })
  const provider = createAuthorizationServer({ ...tokens.parts, identity, records, log, cookieSecret, pairOf })
  mountProvider(server, { provider, path: '/oauth', publicUrl })
  const now = (): Date => parts.clock.now()
  return {
    ...tokens,
    appAsks: createAppAsks({ provider, identity, audience: tokens.parts.audience, now }),
    readIdentityToken: createReadIdentityToken(tokens.parts),
  }
}
