import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from '../../platform/log.ts'
import type { Problem } from '../../platform/problem.ts'
import { problemStatuses } from '../sign-in/http-problem.ts'
import { makeAsk, type Ask } from './ask.ts'
import { problemPage } from './public/problem-page.tsx'
import type { PagesParts } from './parts.ts'
import { showPage } from './show-page.ts'
import { signInAddress, termsAddress } from './sign-in-address.ts'

/** Draws a Problem as a page, or sends an unknown visitor to sign in. */
export type RenderProblem = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => Promise<FastifyReply>

const logFailure = (ask: Ask, problem: Problem): void => {
  if (problem.kind !== 'fault' && problem.kind !== 'unavailable') return
  const route = ask.request.routeOptions.url ?? 'none'
  ask.parts.log.error('page-failed', {
    requestId: ask.request.id,
    route,
    reason: problem.reason,
    ...describeError(problem.cause ?? problem),
  })
}

const findSession = async (ask: Ask): Promise<Ask> => {
  const session = await ask.parts.sessionOf(ask.request).catch(() => undefined)
  return session === undefined ? ask : { ...ask, session }
}

/** Makes the renderer of problems that pages and sign-in share. It never throws, even when sessions cannot be read. */
export const createRenderProblem =
  (parts: PagesParts): RenderProblem =>
  async (request, reply, problem) => {
    const ask = makeAsk(parts, request, reply)
    logFailure(ask, problem)
    if (problem.kind === 'unauthenticated' && problem.reason === 'session-needed') {
      return reply.redirect(signInAddress(ask.path, request.method), 303)
    }
    if (problem.reason === 'terms-to-accept') return reply.redirect(termsAddress(ask.path), 303)
    const known = await findSession(ask)
    return showPage(known, { ...problemPage(known, problem), status: problemStatuses[problem.kind] })
  }
