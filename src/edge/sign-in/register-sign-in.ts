import type { FastifyInstance } from 'fastify'
import { providerParameters } from '../../areas/identity/index.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { siteCookie } from './cookie.ts'
import { createEntryCookie } from './entry-cookie.ts'
import { chooseSituation, finishSignIn, situationPath } from './finish-sign-in.ts'
import { requestProblem } from './http-problem.ts'
import { createIdentityProvider } from './identity-provider.ts'
import { requireSameOrigin } from './same-origin.ts'
import {
  signInKinds,
  type SignInContext,
  type SignInDoor,
  type SignInHandler,
  type SignInKind,
  type SignInParts,
} from './sign-in-parts.ts'

const maximumFormBytes = 16_384

/** The kinds of sign-in that have a provider, each with a client of it. */
const doorsOf = ({ providers, publicUrl }: SignInParts): SignInDoor[] =>
  signInKinds.flatMap((kind) => {
    const settings = providers[kind]
    if (settings === undefined) return []
    const parameters = providerParameters.providers[kind]
    return [
      { kind, client: createIdentityProvider({ settings, parameters, redirectUri: redirectUriOf(publicUrl, kind) }) },
    ]
  })

const signOut: SignInHandler = async (context, request, reply) => {
  requireSameOrigin(request, context.publicUrl)
  await context.sessions.end(request, reply)
  return reply.header('cache-control', 'no-store').redirect('/signed-out', 303)
}

/** The exact address to register with an identity provider: `https://host/sign-in/citizens/return`. */
export const redirectUriOf = (publicUrl: URL, kind: SignInKind): string => `${publicUrl.origin}/sign-in/${kind}/return`

/**
 * Sign-in and sign-out: GET /sign-in/citizens, /card, /professionals, /staff (those that have a provider) and their returns, the
 * choice of a situation, and POST /sign-out. The simulators and the real providers are spoken to by this same code.
 */
export const registerSignIn = (server: FastifyInstance, parts: SignInParts): void => {
  const context: SignInContext = {
    ...parts,
    browserCookie: siteCookie(parts.publicUrl, { https: '__Host-carnet-sign-in', http: 'carnet-sign-in' }),
    entryCookie: createEntryCookie(parts.publicUrl),
  }
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const form = { parseAs: 'string', bodyLimit: maximumFormBytes } as const
    scope.addContentTypeParser('application/x-www-form-urlencoded', form, (_request, body, done) => done(null, body))
    scope.setErrorHandler((error, request, reply) =>
      parts.renderProblem(request, reply, requestProblem(error, 'form-not-read')),
    )
    const route = (method: 'GET' | 'POST', url: string, handler: SignInHandler): void => {
      scope.route({
        method,
        url,
        exposeHeadRoute: false,
        handler: (request, reply) => handler(context, request, reply),
      })
    }
    for (const door of doorsOf(parts)) {
      route('GET', `/sign-in/${door.kind}`, beginSignIn(door))
      route('GET', `/sign-in/${door.kind}/return`, finishSignIn(door))
    }
    route('POST', situationPath, chooseSituation)
    route('POST', '/sign-out', signOut)
  })
}
