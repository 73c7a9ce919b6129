import type { CustomFetch } from 'openid-client'
import { Problem } from '../../platform/problem.ts'

const unavailable = (cause: unknown): Problem => new Problem('unavailable', 'identity-provider-unavailable', { cause })

/**
 * How we speak to an identity provider: what does not answer, or answers with a failure of its own, is `unavailable`.
 * `localOrigin` is set for the simulators only: this process reaches itself there, whatever its public address is.
 */
export const providerFetch =
  (localOrigin?: () => string): CustomFetch =>
  async (url, options) => {
    const { pathname, search } = new URL(url)
    const target = localOrigin === undefined ? url : `${localOrigin()}${pathname}${search}`
    // The code flow sends forms only, and most requests have no body at all.
    const body = options.body instanceof URLSearchParams ? options.body : null
    const answer = await fetch(target, { ...options, body }).catch((cause: unknown) => {
      throw unavailable(cause)
    })
    if (answer.status >= 500) throw unavailable(`status ${answer.status}`)
    return answer
  }

/** The `unavailable` that a library error wraps, or nothing. */
export const findUnavailable = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error.kind === 'unavailable' ? error : undefined
  return error instanceof Error && error.cause !== undefined ? findUnavailable(error.cause) : undefined
}
