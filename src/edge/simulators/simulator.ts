import { createHmac } from 'node:crypto'
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { OidcRecords } from '../../areas/identity/index.ts'
import { describeError, type Log } from '../../platform/log.ts'
import type { SignInKind } from '../sign-in/sign-in-parts.ts'
import { createOidcAdapter } from '../oauth/oidc-adapter.ts'
import { derivedSecret, deriveSigningKey, type SigningJwk } from '../oauth/signing-key.ts'

/** One person of the cast as a simulator knows them: their name in the cast, what its page shows, what it vouches for
 * and with which assurance, its usual one when absent. */
export interface SimulatedAccount {
  name: string
  label: string
  note?: string
  acr?: string
  claims: Record<string, unknown>
}

/** A stand-in for a real identity provider, named in each language. `scopes` maps each scope to its claims. */
export interface SimulatorShape {
  kind: SignInKind
  standsFor: Record<'fr' | 'en', string>
  scopes: Record<string, string[]>
  acrValues: string[]
  /** the assurance it always gives */
  acr: string
  signedUserinfo: boolean
  /** a subject that another client could not link: prefix and suffix as the real provider writes them */
  subject(hash: string, claims: Record<string, unknown>): string
}

/** What a simulator is made of. `seed` is the installation's; `redirectUri` the one address it sends browsers back to. */
export interface SimulatorParts {
  shape: SimulatorShape
  accounts: readonly SimulatedAccount[]
  issuer: string
  path: string
  redirectUri: string
  seed: Buffer
  records: OidcRecords
  log: Log
}

/** A running simulator and the secret of its one client, made from the installation's seed. */
export interface Simulator {
  provider: Provider
  clientId: string
  clientSecret: string
}

const clientId = 'carnet'
const algorithm = 'ES256'

/** Every scope is granted without asking: these persons are fictitious and there is one client. */
const grantAll = async (ctx: KoaContextWithOIDC, scopes: string[]) => {
  const { provider, client, account } = ctx.oidc
  if (client === undefined || account === undefined) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope(scopes.join(' '))
  await grant.save()
  return grant
}

const createConfiguration = (parts: SimulatorParts, jwk: SigningJwk, clientSecret: string): Configuration => {
  const { shape, accounts, path, seed, records, redirectUri } = parts
  const label = `simulator-${shape.kind}`
  const subjectSecret = derivedSecret(seed, `${label}-subjects`)
  const find = (name: string) => accounts.find((account) => account.name === name)
  return {
    adapter: createOidcAdapter(records, label),
    jwks: { keys: [jwk] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: algorithm,
        subject_type: 'pairwise',
        ...(shape.signedUserinfo ? { userinfo_signed_response_alg: algorithm } : {}),
      },
    ],
    clientAuthMethods: ['client_secret_post'],
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, name, client) => {
      const hash = createHmac('sha256', subjectSecret).update(`${name}|${client.clientId}`).digest('hex')
      return shape.subject(hash, find(name)?.claims ?? {})
    },
    scopes: Object.keys(shape.scopes),
    claims: shape.scopes,
    acrValues: shape.acrValues,
    pkce: { required: () => true },
    cookies: {
      keys: [derivedSecret(seed, `${label}-cookies`)],
      names: { session: label, interaction: `${label}-ask`, resume: `${label}-go` },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      jwtUserinfo: { enabled: true },
    },
    // Spec: FranceConnect v2: code 30 s, access token 60 s, session 30 min.
    ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 1800, Grant: 1800 },
    routes: { authorization: '/authorize', token: '/token', userinfo: '/userinfo', jwks: '/jwks' },
    interactions: { url: (_ctx, interaction) => `${path}/choose/${interaction.uid}` },
    loadExistingGrant: (ctx) => grantAll(ctx, Object.keys(shape.scopes)),
    findAccount: (_ctx, name) => {
      const account = find(name)
      return account && { accountId: name, claims: () => ({ sub: name, ...account.claims }) }
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain'
      ctx.body = `${out.error}: ${out.error_description ?? ''}`
    },
  }
}

/** Makes a simulator: a real OpenID Connect provider with the shapes of the one it stands for. */
export const createSimulator = async (parts: SimulatorParts): Promise<Simulator> => {
  const label = `simulator-${parts.shape.kind}`
  const { jwk } = await deriveSigningKey(parts.seed, label)
  const clientSecret = derivedSecret(parts.seed, `${label}-client`)
  const provider = new Provider(parts.issuer, createConfiguration(parts, jwk, clientSecret))
  provider.on('server_error', (_ctx, error) => parts.log.error('simulator failed', describeError(error)))
  return { provider, clientId, clientSecret }
}
