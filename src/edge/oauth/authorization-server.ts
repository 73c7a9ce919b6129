import { createHash, timingSafeEqual } from 'node:crypto'
import {
  errors,
  Provider,
  type AccessToken,
  type AdapterPayload,
  type Client,
  type ClientCredentials,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import {
  appProvider,
  sessionParameters,
  softwareSecretHash,
  type IdentityParts,
  type OidcRecords,
} from '../../areas/identity/index.ts'
import { describeError, type Log } from '../../platform/log.ts'
import { actorClaims, type TokenParts } from './access-token.ts'
import { appConfiguration, readAccount, tellPatient, toAppClient, type PairOf } from './app-client.ts'
import { createOidcAdapter } from './oidc-adapter.ts'
import { grantableScopes, scopesForApps } from './scope.ts'

/** What the authorization server is made of. `cookieSecret` signs its cookies. */
export interface AuthorizationServerParts extends TokenParts {
  identity: Pick<IdentityParts, 'findClient' | 'findApp'>
  records: OidcRecords
  cookieSecret: string
  /** whom an app's identity token speaks of */
  pairOf: PairOf
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

type Known = Pick<AuthorizationServerParts, 'identity'>

const findClientIn =
  ({ identity }: Known) =>
  async (clientId: string): Promise<AdapterPayload | undefined> => {
    const client = await identity.findClient(clientId)
    if (client) return toClient(client.actor.id, client.actor.name, client.secretHash)
    const app = await identity.findApp(clientId)
    return app && toAppClient(app)
  }

/** Who acts with a token: the software that proved itself, or an app under one consent of a holder who had signed in surely. */
const claimsIn =
  ({ identity }: Known) =>
  async (ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials) => {
    const { clientId = '' } = token
    if (!('accountId' in token) || token.accountId === undefined) {
      const client = await identity.findClient(clientId)
      return client && actorClaims(client.actor, 'substantial', statedPurpose(ctx))
    }
    const app = await identity.findApp(clientId)
    const consent = readAccount(token.accountId)
    if (app === undefined || consent === undefined) return undefined
    const actor = { kind: 'app', id: clientId, name: app.name, consentId: consent.consentId } as const
    return actorClaims(actor, 'substantial', statedPurpose(ctx))
  }

/** What a client may be given: software asks in its own name, an app in its holder's. */
const grantOf = (ctx: KoaContextWithOIDC, client: Client) =>
  client.grantTypeAllowed('authorization_code')
    ? { scope: scopesForApps.join(' '), accessTokenTTL: sessionParameters.appTokenSeconds }
    : {
        scope: grantableScopes(requestedScope(ctx), 'system').join(' '),
        accessTokenTTL: sessionParameters.accessTokenSeconds,
      }

const createConfiguration = (parts: AuthorizationServerParts): Configuration => {
  const { records, key, audience } = parts
  const sign = { alg: key.jwk.alg, kid: key.jwk.kid }
  return {
    ...appConfiguration(audience, parts.pairOf),
    adapter: createOidcAdapter(records, appProvider, findClientIn(parts)),
    jwks: { keys: [key.jwk] },
    cookies: {
      keys: [parts.cookieSecret],
      names: { session: 'carnet-oauth', interaction: 'carnet-oauth-ask', resume: 'carnet-oauth-go' },
    },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    responseTypes: ['code'],
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      // Trust: the FHIR base asks for no proof of a key: a token that seemed bound to one would be good without it.
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (ctx, resource, client) => {
          if (resource !== audience) throw new errors.InvalidTarget()
          return { audience, ...grantOf(ctx, client), accessTokenFormat: 'jwt', jwt: { sign } }
        },
      },
    },
    extraTokenClaims: claimsIn(parts),
    renderError: (ctx, out) => {
      ctx.type = 'application/json'
      ctx.body = { error: out.error, error_description: out.error_description }
    },
  }
}

/**
 * The authorization server at /oauth: tokens for the software of facilities by client credentials, for apps by a holder's consent. A wrong
 * secret and an unknown client get the same answer. Spec: RFC 6749 §4.1 and §4.4, RFC 7636, RFC 8707, RFC 9068; SMART App Launch 2.2.
 */
export const createAuthorizationServer = (parts: AuthorizationServerParts): Provider => {
  const provider = new Provider(parts.issuer, createConfiguration(parts))
  Object.assign(provider.Client.prototype, { compareClientSecret: compareSecretHash })
  provider.use(tellPatient)
  provider.on('server_error', (_ctx, error) => parts.log.error('authorization server failed', describeError(error)))
  return provider
}
