import { createHash, timingSafeEqual } from 'node:crypto'
import { Provider, type AdapterPayload, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import {
  sessionParameters,
  softwareSecretHash,
  type IdentityParts,
  type OidcRecords,
} from '../../areas/identity/index.ts'
import { describeError, type Log } from '../../platform/log.ts'
import { actorClaims, type TokenParts } from './access-token.ts'
import { createOidcAdapter } from './oidc-adapter.ts'
import { grantableScopes } from './scope.ts'

/** What the authorization server is made of. `cookieSecret` signs its cookies. */
export interface AuthorizationServerParts extends TokenParts {
  identity: Pick<IdentityParts, 'findClient'>
  records: OidcRecords
  cookieSecret: string
  log: Log
}

/** Our own metadata carry the hash of a client's secret where the library expects the secret itself. */
const toClient = (clientId: string, name: string, secretHash: Buffer): AdapterPayload => ({
  client_id: clientId,
  client_name: name,
  client_secret: secretHash.toString('hex'),
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_basic',
  id_token_signed_response_alg: 'ES256',
})

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function compareSecretHash(this: { clientSecret?: string | undefined }, secret: string): boolean {
  return timingSafeEqual(digest(this.clientSecret ?? ''), digest(softwareSecretHash(secret).toString('hex')))
}

const requestedScope = (ctx: KoaContextWithOIDC): string => {
  const scope = ctx.oidc.params?.['scope']
  return typeof scope === 'string' ? scope : ''
}

/** Spec: IHE IUA, ITI-71: what the client says that it comes for, beside the scope. */
const statedPurpose = (ctx: KoaContextWithOIDC): string | undefined => {
  const stated: unknown = ctx.oidc.body?.['purpose_of_use']
  if (stated === undefined) return undefined
  // said twice it is no word of ours, and so no care
  return typeof stated === 'string' ? stated : ''
}

const createConfiguration = (parts: AuthorizationServerParts): Configuration => {
  const { identity, records, key, audience } = parts
  const findClient = async (clientId: string): Promise<AdapterPayload | undefined> => {
    const client = await identity.findClient(clientId)
    return client && toClient(client.actor.id, client.actor.name, client.secretHash)
  }
  const sign = { alg: key.jwk.alg, kid: key.jwk.kid }
  return {
    adapter: createOidcAdapter(records, 'oauth', findClient),
    jwks: { keys: [key.jwk] },
    cookies: {
      keys: [parts.cookieSecret],
      names: { session: 'carnet-oauth', interaction: 'carnet-oauth-ask', resume: 'carnet-oauth-go' },
    },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    responseTypes: ['code'],
    scopes: [],
    claims: {},
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
    ttl: { ClientCredentials: sessionParameters.accessTokenSeconds },
    findAccount: () => undefined,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (ctx) => ({
          audience,
          scope: grantableScopes(requestedScope(ctx), 'system').join(' '),
          accessTokenTTL: sessionParameters.accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign },
        }),
      },
    },
    extraTokenClaims: async (ctx, token) => {
      const client = await identity.findClient(token.clientId ?? '')
      return client && actorClaims(client.actor, 'substantial', statedPurpose(ctx))
    },
    renderError: (ctx, out) => {
      ctx.type = 'application/json'
      ctx.body = { error: out.error, error_description: out.error_description }
    },
  }
}

/**
 * The authorization server at /oauth: tokens for the software of facilities by client credentials. A wrong secret and an unknown
 * client get the same answer. Spec: RFC 6749 §4.4, RFC 8707, RFC 9068.
 */
export const createAuthorizationServer = (parts: AuthorizationServerParts): Provider => {
  const provider = new Provider(parts.issuer, createConfiguration(parts))
  Object.assign(provider.Client.prototype, { compareClientSecret: compareSecretHash })
  provider.on('server_error', (_ctx, error) => parts.log.error('authorization server failed', describeError(error)))
  return provider
}
