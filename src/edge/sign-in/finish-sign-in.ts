import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuthLevel } from '../../access/types.ts'
import { readSituations, type Situation } from '../../areas/identity/index.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { queryOf } from './begin-sign-in.ts'
import type { VouchedIdentity } from './identity-provider.ts'
import { readPivot } from './read-pivot.ts'
import { requireSameOrigin } from './same-origin.ts'
import { keepSignIn, takeChoice, takeRedirect } from './sign-in-memory.ts'
import type { SignInContext, SignInHandler, SignInKind } from './sign-in-parts.ts'
import { sendSituationPage } from './situation-page.tsx'

/** Where forms of the choice between situations go. */
export const situationPath = '/sign-in/professionals/situation'

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
}

interface Finish {
  returnTo: string
  lang: 'fr' | 'en'
  authLevel: AuthLevel
}

const goTo = (reply: FastifyReply, path: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(path, 303)

const admitHolder = async (context: SignInContext, { request, reply }: Exchange, finish: Finish & VouchedIdentity) => {
  const { spaceId, name } = await context.identity.findHolderByPivot(readPivot(finish.userinfo))
  const actor = { kind: 'holder', id: spaceId, name } as const
  await context.sessions.start(request, reply, { actor, spaceId, authLevel: finish.authLevel })
  return goTo(reply, finish.returnTo)
}

const admitProfessional = async (
  context: SignInContext,
  { request, reply }: Exchange,
  finish: Omit<Finish, 'lang'> & { situation: Situation },
) => {
  const actor = await context.identity.recordProfessional(finish.situation)
  await context.sessions.start(request, reply, { actor, authLevel: finish.authLevel })
  return goTo(reply, finish.returnTo)
}

const welcomeProfessional = async (context: SignInContext, exchange: Exchange, finish: Finish & VouchedIdentity) => {
  const situations = readSituations(finish.userinfo)
  const [situation, second] = situations
  if (situation !== undefined && second === undefined)
    return admitProfessional(context, exchange, { ...finish, situation })
  const ticket = randomSecret()
  const { authLevel, returnTo, lang } = finish
  await keepSignIn(context, exchange, { ticket, memory: { step: 'situation', situations, authLevel, returnTo } })
  return sendSituationPage(exchange.reply, { lang, action: situationPath, ticket, situations }, context.professionLabel)
}

/** Receives the browser back from the identity provider, checks everything, and opens the session. */
export const finishSignIn =
  (kind: SignInKind): SignInHandler =>
  async (context, request, reply) => {
    const state = queryOf(request, 'state')
    const { step, nonce, verifier, returnTo, lang } = await takeRedirect(context, request, state)
    if (state === undefined || step !== kind) throw new Problem('refused', 'sign-in-expired')
    const returned = new URL(request.url, context.publicUrl)
    const vouched = await context.clients[kind].redeem(returned, { state, nonce, verifier })
    const admit = kind === 'citizens' ? admitHolder : welcomeProfessional
    return admit(context, { request, reply }, { ...vouched, returnTo, lang })
  }

/** Opens the session of a professional in the situation of practice they chose. */
export const chooseSituation: SignInHandler = async (context, request, reply) => {
  requireSameOrigin(request, context.publicUrl)
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  const { situations, authLevel, returnTo } = await takeChoice(context, request, form.get('ticket'))
  const index = form.get('situation') ?? ''
  const situation = /^\d{1,3}$/.test(index) ? situations[Number(index)] : undefined
  if (situation === undefined) throw new Problem('incorrect', 'situation-unknown')
  return admitProfessional(context, { request, reply }, { situation, authLevel, returnTo })
}
