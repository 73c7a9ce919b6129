import type { FastifyRequest } from 'fastify'
import { randomSecret } from '../../platform/ids.ts'
import { returnPath } from './return-path.ts'
import { keepSignIn } from './sign-in-memory.ts'
import type { SignInContext, SignInDoor, SignInHandler } from './sign-in-parts.ts'

/** Where a sign-in leads when it is not told. */
export const homes = { citizens: '/my', card: '/my', professionals: '/pro', staff: '/console' } as const

/** One query parameter of a request as text, or nothing (also when it is given twice). */
export const queryOf = (request: FastifyRequest, name: string): string | undefined => {
  const values = new URL(request.url, 'http://here.invalid').searchParams.getAll(name)
  return values.length === 1 ? values[0] : undefined
}

/** The language of a page of the sign-in. */
export const languageOf = (context: SignInContext, request: FastifyRequest): 'fr' | 'en' =>
  context.languageOf?.(request) ?? (queryOf(request, 'lang') === 'en' ? 'en' : 'fr')

/** Sends the browser to the identity provider, remembering for this browser alone how the answer must look. */
export const beginSignIn =
  ({ kind, client }: SignInDoor): SignInHandler =>
  async (context, request, reply) => {
    const checks = { state: randomSecret(), nonce: randomSecret(), verifier: randomSecret() }
    const lang = languageOf(context, request)
    const address = await client.signInAddress(checks, lang)
    const returnTo = returnPath(queryOf(request, 'return_to'), homes[kind])
    const { state: ticket, nonce, verifier } = checks
    await keepSignIn(context, { request, reply }, { ticket, memory: { step: kind, nonce, verifier, returnTo, lang } })
    return reply.header('cache-control', 'no-store').redirect(address.href, 303)
  }
