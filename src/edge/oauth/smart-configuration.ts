import { scopesForApps } from './scope.ts'

/** Where tokens are asked for. `issuer` without a slash at its end. */
export const tokenUrlOf = (issuer: string): string => `${issuer}/token`

/**
 * What `/fhir/.well-known/smart-configuration` answers, JSON whatever the Accept header. It promises only what stands: facility
 * software by client credentials, apps by a holder's consent. `issuer` without a slash at its end. Spec: SMART App Launch 2.2, conformance.
 */
export const smartConfiguration = (issuer: string): Record<string, unknown> => ({
  issuer,
  jwks_uri: `${issuer}/jwks`,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: tokenUrlOf(issuer),
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: [
    'system/*.cruds',
    'system/DocumentReference.crus',
    'system/List.crs',
    'system/Binary.cr',
    'system/Patient.rs',
    ...scopesForApps,
  ],
  capabilities: [
    'client-confidential-symmetric',
    'client-public',
    'launch-standalone',
    'context-standalone-patient',
    'permission-offline',
    'permission-patient',
    'permission-v1',
    'permission-v2',
  ],
})
