import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type Configuration,
} from 'openid-client'
import type { AuthLevel } from '../../access/types.ts'
import type { ProviderParameters } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'
import { assuranceLevel } from './assurance-level.ts'
import { findUnavailable, providerFetch } from './provider-fetch.ts'

/** Where an identity provider is and how we are registered with it. `algorithm` replaces the one of data/identity. */
export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  algorithm?: string
  /** simulators only: where this process reaches itself */
  localOrigin?: () => string
}

/** What one sign-in must find again when the browser comes back. */
export interface SignInChecks {
  state: string
  nonce: string
  verifier: string
}

/** What an identity provider vouches for. */
export interface VouchedIdentity {
  userinfo: unknown
  authLevel: AuthLevel
}

/** An identity provider as an OpenID Connect client sees it: authorization code, PKCE, state, nonce, exact redirect address. */
export interface IdentityProvider {
  /** Where to send the browser. Problem `unavailable` when the provider does not answer. */
  signInAddress(checks: SignInChecks, lang: 'fr' | 'en'): Promise<URL>
  /** Exchanges the code of the returned address; Problem `refused` or `unavailable`. */
  redeem(returned: URL, checks: SignInChecks): Promise<VouchedIdentity>
}

/** What an identity provider's client is made of. `redirectUri` is the exact address registered with it. */
export interface IdentityProviderParts {
  settings: ProviderSettings
  parameters: ProviderParameters
  redirectUri: string
}

const timeoutSeconds = 5

const discover = async ({ settings, parameters }: IdentityProviderParts): Promise<Configuration> => {
  const issuer = new URL(settings.issuer)
  const algorithm = settings.algorithm ?? parameters.algorithm
  const metadata = {
    client_secret: settings.clientSecret,
    id_token_signed_response_alg: algorithm,
    ...(parameters.signedUserinfo ? { userinfo_signed_response_alg: algorithm } : {}),
  }
  // Plain http is for the simulators, which this very process serves.
  const insecure = settings.localOrigin !== undefined && issuer.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(issuer, settings.clientId, metadata, ClientSecretPost(settings.clientSecret), {
    execute: [...insecure, enableNonRepudiationChecks],
    timeout: timeoutSeconds,
    [customFetch]: providerFetch(settings.localOrigin),
  })
}

const toRefusal = (error: unknown): Problem => {
  const unavailable = findUnavailable(error)
  if (unavailable !== undefined) return unavailable
  if (error instanceof Problem) return error
  const cancelled = error instanceof AuthorizationResponseError && error.error === 'access_denied'
  return new Problem('refused', cancelled ? 'sign-in-cancelled' : 'sign-in-refused', { cause: error })
}

const exchange = async (configuration: Configuration, returned: URL, checks: SignInChecks) => {
  const { state, nonce, verifier } = checks
  const expected = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  const tokens = await authorizationCodeGrant(configuration, returned, expected)
  const claims = tokens.claims()
  if (claims === undefined) throw new Problem('refused', 'sign-in-refused')
  return {
    userinfo: await fetchUserInfo(configuration, tokens.access_token, claims.sub),
    how: { acr: claims['acr'], amr: claims['amr'] },
  }
}

/** An identity provider; its addresses and keys are fetched at the first sign-in and again after a failure. */
export const createIdentityProvider = (parts: IdentityProviderParts): IdentityProvider => {
  const { parameters, redirectUri } = parts
  let discovered: Promise<Configuration> | undefined
  const configuration = async (): Promise<Configuration> => {
    discovered ??= discover(parts)
    return discovered.catch((cause: unknown) => {
      discovered = undefined
      throw findUnavailable(cause) ?? new Problem('unavailable', 'identity-provider-unavailable', { cause })
    })
  }
  return {
    signInAddress: async ({ state, nonce, verifier }, lang) =>
      buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: parameters.scope,
        acr_values: parameters.acrValues,
        prompt: parameters.prompt,
        ui_locales: lang,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    redeem: async (returned, checks) => {
      try {
        const { userinfo, how } = await exchange(await configuration(), returned, checks)
        return { userinfo, authLevel: assuranceLevel(how, parameters) }
      } catch (error) {
        throw toRefusal(error)
      }
    },
  }
}
