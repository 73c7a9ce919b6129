import type { FastifyInstance } from 'fastify'
import type { IdentityParts, OidcRecords } from '../../areas/identity/index.ts'
import type { Log } from '../../platform/log.ts'
import { createAccessTokens, type AccessTokens, type OAuthParts } from './access-tokens.ts'
import { createAuthorizationServer } from './authorization-server.ts'
import { mountProvider } from './mount-provider.ts'
import { derivedSecret } from './signing-key.ts'

/** Mounts the authorization server at /oauth and gives the tokens' verifier to the other edges. */
export const registerOAuth = async (
  server: FastifyInstance,
  parts: OAuthParts & { identity: Pick<IdentityParts, 'findClient'>; records: OidcRecords; log: Log },
): Promise<AccessTokens> => {
  const tokens = await createAccessTokens(parts)
  const { identity, records, log, seed, publicUrl } = parts
  const cookieSecret = derivedSecret(seed, 'oauth-cookies')
  const provider = createAuthorizationServer({ ...tokens.parts, identity, records, log, cookieSecret })
  mountProvider(server, { provider, path: '/oauth', publicUrl })
  return tokens
}
