import {
  errors,
  interactionPolicy,
  type AdapterPayload,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import { sessionParameters, type App } from '../../areas/identity/index.ts'
import { grantableToApp } from './scope.ts'

/** Where a holder is asked about an app, in their own space; the request's id follows. */
export const askPath = '/my/apps/allow'

/** An app as OAuth registers a public client: no secret, PKCE, the addresses that it is sent back to. */
export const toAppClient = ({ clientId, name, redirectUris }: App): AdapterPayload => ({
  client_id: clientId,
  client_name: name,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [...redirectUris],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: 'ES256',
})

/** What the authorization server knows as an account: one consent, in one space. So tokens of two consents never mix. */
export interface ConsentAccount {
  spaceId: string
  consentId: string
}

/** The account of a consent, as the server writes it. */
export const writeAccount = ({ spaceId, consentId }: ConsentAccount): string => `${spaceId}.${consentId}`

/** The consent that an account stands for. */
export const readAccount = (account: string): ConsentAccount | undefined => {
  const [, spaceId, consentId] = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/.exec(account) ?? []
  return spaceId === undefined || consentId === undefined ? undefined : { spaceId, consentId }
}

// Right: each request is put to the holder, whoever was asked before in this browser: nothing is granted without them.
const alwaysAsk = new interactionPolicy.Check(
  'always_asked',
  'the holder is asked each time',
  (ctx) => ctx.oidc.result?.login === undefined,
)

const askPolicy = (): interactionPolicy.Prompt[] => {
  const policy = interactionPolicy.base()
  policy.get('login')?.checks.add(alwaysAsk)
  // Whatever else is asked, `openid` too, is left out of the grant: missing there, it would be asked for again and again.
  policy.get('consent')?.checks.remove('op_scopes_missing')
  return policy
}

/**
 * Spec: SMART App Launch 2.2: the app says at whose service it aims, so that a token for us is never asked for by mistake. Right: nobody is
 * asked to consent to what would give nothing.
 */
const requireAudience =
  (audience: string) =>
  async (ctx: KoaContextWithOIDC, aud: string | undefined): Promise<void> => {
    if (aud !== audience) throw new errors.InvalidTarget('aud must be the address of the FHIR base')
    const scope = ctx.oidc.params?.['scope']
    if (typeof scope !== 'string' || grantableToApp(scope).length === 0)
      throw new errors.InvalidScope('no scope that an app may be given', typeof scope === 'string' ? scope : '')
  }

// Longer than any consent: the grant that it stands under ends it.
const refreshSeconds = 400 * 86_400

/** What an app's identity token says of its holder: a pseudonym that no other publisher is told, and whose it is. Law: rules CAT-8. */
export interface PairClaims {
  /** the branch of object identifiers under which the pseudonym stands, as a URN */
  assignAuth: string
  idPe: string
  /** the app's own branch */
  oid: string
}

/** Tells the pseudonym of a holder for an app; nothing for an app without a branch of its own. */
export type PairOf = (spaceId: string, clientId: string) => Promise<PairClaims | undefined>

/** How apps are asked for, and what they get: a code of a minute, a token of minutes, a refresh token that is used once. */
export const appConfiguration = (audience: string, pairOf: PairOf): Configuration => ({
  pkce: { required: () => true },
  extraParams: { aud: requireAudience(audience) },
  interactions: { policy: askPolicy(), url: (_ctx, { uid }) => `${askPath}/${uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const grantId = oidc.result?.consent?.grantId
    return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId)
  },
  scopes: ['openid'],
  claims: { openid: ['sub', 'assignAuth', 'idPe', 'oid'] },
  findAccount: ({ oidc }, account) => {
    const consent = readAccount(account)
    if (consent === undefined) return undefined
    const claims = async () => ({ sub: account, ...(await pairOf(consent.spaceId, oidc.client?.clientId ?? '')) })
    return { accountId: account, claims }
  },
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  ttl: {
    ClientCredentials: sessionParameters.accessTokenSeconds,
    AccessToken: sessionParameters.appTokenSeconds,
    IdToken: sessionParameters.appTokenSeconds,
    AuthorizationCode: 60,
    Interaction: 900,
    Session: 900,
    RefreshToken: refreshSeconds,
    Grant: refreshSeconds,
  },
})

/** Spec: SMART App Launch 2.2: the token's answer says whose record it opens. */
export const tellPatient = async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
  await next()
  const account = ctx.oidc?.entities.Account?.accountId
  const patient = account === undefined ? undefined : readAccount(account)?.spaceId
  if (ctx.oidc?.route !== 'token' || ctx.status !== 200 || patient === undefined) return
  const answer: unknown = ctx.body
  if (typeof answer === 'object' && answer !== null) ctx.body = { ...answer, patient }
}
