import type { FastifyInstance } from 'fastify'
import { providerParameters } from '../../areas/identity/index.ts'
import { Problem, toProblem } from '../../platform/problem.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { siteCookie } from './cookie.ts'
import { chooseSituation, finishSignIn, situationPath } from './finish-sign-in.ts'
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts'
import { requireSameOrigin } from './same-origin.ts'
import type { SignInContext, SignInHandler, SignInKind, SignInParts } from './sign-in-parts.ts'

const maximumFormBytes = 16_384

const clientOf = (parts: SignInParts, kind: SignInKind): IdentityProvider =>
  createIdentityProvider({
    settings: parts.providers[kind],
    parameters: providerParameters.providers[kind],
    redirectUri: redirectUriOf(parts.publicUrl, kind),
  })

// What the server itself refuses before a handler runs: a body too long, or no form.
const isClientError = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500

const toSignInProblem = (error: unknown): Problem =>
  isClientError(error) ? new Problem('incorrect', 'form-not-read', { cause: error }) : toProblem(error)

const signOut: SignInHandler = async (context, request, reply) => {
  requireSameOrigin(request, context.publicUrl)
  await context.sessions.end(request, reply)
  return reply.header('cache-control', 'no-store').redirect('/signed-out', 303)
}

/** The exact address to register with an identity provider: `https://host/sign-in/citizens/return`. */
export const redirectUriOf = (publicUrl: URL, kind: SignInKind): string => `${publicUrl.origin}/sign-in/${kind}/return`

/**
 * Sign-in and sign-out: GET /sign-in/citizens, /sign-in/professionals and their returns, the choice of a situation, and
 * POST /sign-out. The simulators and the national providers are spoken to by this same code.
 */
export const registerSignIn = (server: FastifyInstance, parts: SignInParts): void => {
  const context: SignInContext = {
    ...parts,
    clients: { citizens: clientOf(parts, 'citizens'), professionals: clientOf(parts, 'professionals') },
    browserCookie: siteCookie(parts.publicUrl, { https: '__Host-carnet-sign-in', http: 'carnet-sign-in' }),
  }
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const form = { parseAs: 'string', bodyLimit: maximumFormBytes } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) => done(null, body))
    scope.setErrorHandler((error, request, reply) => parts.renderProblem(request, reply, toSignInProblem(error)))
    const route = (method: 'GET' | 'POST', url: string, handler: SignInHandler): void => {
      scope.route({
        method,
        url,
        exposeHeadRoute: false,
        handler: (request, reply) => handler(context, request, reply),
      })
    }
    for (const kind of ['citizens', 'professionals'] as const) {
      route('GET', `/sign-in/${kind}`, beginSignIn(kind))
      route('GET', `/sign-in/${kind}/return`, finishSignIn(kind))
    }
    route('POST', situationPath, chooseSituation)
    route('POST', '/sign-out', signOut)
  })
}
