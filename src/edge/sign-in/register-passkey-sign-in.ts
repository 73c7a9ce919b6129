import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { describeError, type Log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { problemStatuses, requestProblem } from './http-problem.ts'
import type { OwnSignIn } from './own-sign-in.ts'
import { requireSameOrigin } from './same-origin.ts'

/** What the passkey routes need. */
export interface PasskeySignInParts {
  publicUrl: URL
  ownSignIn: OwnSignIn
  log: Log
  /** The sentence of a problem in the language of the reader. */
  sentenceOf(request: FastifyRequest, problem: Problem): string
}

// An assertion is a few hundred bytes.
const maximumBytes = 16_384

const answerCheck = Compile(
  Type.Object({
    ticket: Type.String({ maxLength: 400 }),
    response: Type.Unknown(),
    returnTo: Type.Optional(Type.String()),
  }),
)

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('incorrect', 'form-not-read', { cause })
  }
}

const sendProblem =
  ({ log, sentenceOf }: PasskeySignInParts) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = requestProblem(error, 'form-not-read')
    if (problem.kind === 'fault' || problem.kind === 'unavailable') {
      const { reason } = problem
      log.error('passkey-failed', { requestId: request.id, reason, ...describeError(problem.cause ?? problem) })
    }
    return reply
      .code(problemStatuses[problem.kind])
      .send({ reason: problem.reason, says: sentenceOf(request, problem) })
  }

/**
 * What the passkey script of the sign-in page speaks to, in JSON. POST /sign-in/passkey/options gives a challenge and its ticket;
 * POST /sign-in/passkey takes `{ ticket, response, returnTo }`, opens the session and gives `{ to }`. A problem is
 * `{ reason, says }`.
 */
export const registerPasskeySignIn = (server: FastifyInstance, parts: PasskeySignInParts): void => {
  const { ownSignIn, publicUrl } = parts
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const json = { parseAs: 'string', bodyLimit: maximumBytes } as const
    scope.addContentTypeParser('application/json', json, async (_request: FastifyRequest, body: string) =>
      readJson(body),
    )
    scope.addHook('onRequest', async (request, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      requireSameOrigin(request, publicUrl)
    })
    scope.setErrorHandler(sendProblem(parts))
    scope.post('/sign-in/passkey/options', (request) => ownSignIn.beginPasskey(request))
    scope.post('/sign-in/passkey', async (request, reply) => {
      if (!answerCheck.Check(request.body)) throw new Problem('incorrect', 'form-not-read')
      return { to: await ownSignIn.finishPasskey({ request, reply }, request.body) }
    })
  })
}
