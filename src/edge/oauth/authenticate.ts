import { Problem } from '../../platform/problem.ts'
import {
  tokenAddressOf,
  verifyAccessToken,
  type TokenParts,
  type TokenVisitor,
  type VerifiedToken,
} from './access-token.ts'

/** The part of a request that authentication reads. */
export interface BearerRequest {
  headers: { authorization?: string | undefined }
}

/** Tells who sends a request; Problem `unauthenticated` when no valid token says so. */
export type Authenticate = (request: BearerRequest) => Promise<TokenVisitor>

/** Verified tokens that are remembered at most: about 2 KB each. */
const cachedTokens = 5000

// Longer than any token we issue; what is longer costs a signature check to nobody.
const longestToken = 4096

const bearerShape = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i

const bearerOf = (request: BearerRequest): string | undefined => {
  const [, token] = bearerShape.exec(request.headers.authorization ?? '') ?? []
  return token === undefined || token.length > longestToken ? undefined : token
}

const remember = (known: Map<string, VerifiedToken>, token: string, verified: VerifiedToken): void => {
  if (known.size >= cachedTokens) {
    const [oldest] = known.keys()
    if (oldest !== undefined) known.delete(oldest)
  }
  known.set(token, verified)
}

/**
 * Authentication by bearer token. A verified token is remembered until it expires, the least recently used leave first, so that
 * a depositing server costs one signature check per token and not per request. Only good tokens are remembered.
 */
export const createAuthenticate = (parts: TokenParts): Authenticate => {
  const known = new Map<string, VerifiedToken>()
  const details = { tokenAddress: tokenAddressOf(parts.issuer) }
  return async (request) => {
    const token = bearerOf(request)
    if (token === undefined) throw new Problem('unauthenticated', 'token-missing', { details })
    const remembered = known.get(token)
    if (remembered !== undefined) {
      known.delete(token)
      if (remembered.expiresAtSeconds * 1000 <= parts.clock.now().getTime())
        throw new Problem('unauthenticated', 'token-expired', { details })
      known.set(token, remembered)
      return remembered.visitor
    }
    const verified = await verifyAccessToken(parts, token)
    remember(known, token, verified)
    return verified.visitor
  }
}
