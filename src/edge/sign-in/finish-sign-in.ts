import type { FastifyReply } from 'fastify'
import type { AuthLevel } from '../../access/types.ts'
import { readSituations, type Situation } from '../../areas/identity/index.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { queryOf } from './begin-sign-in.ts'
import type { Exchange } from './cookie.ts'
import type { VouchedIdentity } from './identity-provider.ts'
import { readPivot } from './read-pivot.ts'
import { readStaff } from './read-staff.ts'
import { requireSameOrigin } from './same-origin.ts'
import { keepSignIn, takeChoice, takeRedirect } from './sign-in-memory.ts'
import type { CitizenKind, SignInContext, SignInDoor, SignInHandler, SignInKind } from './sign-in-parts.ts'
import { sendSituationPage } from './situation-page.tsx'

/** Where forms of the choice between situations go. */
export const situationPath = '/sign-in/professionals/situation'

interface Finish {
  returnTo: string
  lang: 'fr' | 'en'
  authLevel: AuthLevel
}

const goTo = (reply: FastifyReply, path: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(path, 303)

type Welcome = (context: SignInContext, exchange: Exchange, finish: Finish & VouchedIdentity) => Promise<FastifyReply>

const welcomeCitizen =
  (kind: CitizenKind): Welcome =>
  async (context, { request, reply }, { userinfo, authLevel, returnTo }) => {
    const admission = await context.admitCitizen(readPivot(userinfo), { kind, authLevel })
    if (admission.outcome === 'entry') {
      // Whoever was signed in here before is not the person who has just come.
      await context.sessions.end(request, reply)
      context.entryCookie.write(reply, admission.secret)
      // Who came to refuse goes on refusing: the way to it asks for no contact.
      return goTo(reply, returnTo.startsWith('/refuse/') ? returnTo : admission.to)
    }
    const { spaceId, name } = admission
    const actor = { kind: 'holder', id: spaceId, name } as const
    await context.sessions.start(request, reply, { actor, spaceId, authLevel })
    context.entryCookie.drop(reply)
    return goTo(reply, returnTo)
  }

const welcomeStaff: Welcome = async (context, { request, reply }, { userinfo, authLevel, returnTo }) => {
  await context.sessions.start(request, reply, { actor: readStaff(userinfo), authLevel })
  return goTo(reply, returnTo)
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

const welcomeProfessional: Welcome = async (context, exchange, finish) => {
  const situations = readSituations(finish.userinfo)
  const [situation, second] = situations
  if (situation !== undefined && second === undefined)
    return admitProfessional(context, exchange, { ...finish, situation })
  const ticket = randomSecret()
  const { authLevel, returnTo, lang } = finish
  await keepSignIn(context, exchange, { ticket, memory: { step: 'situation', situations, authLevel, returnTo } })
  return sendSituationPage(exchange.reply, { lang, action: situationPath, ticket, situations }, context.professionLabel)
}

const welcomes: Readonly<Record<SignInKind, Welcome>> = {
  citizens: welcomeCitizen('citizens'),
  card: welcomeCitizen('card'),
  professionals: welcomeProfessional,
  staff: welcomeStaff,
}

/** Receives the browser back from the identity provider, checks everything, and opens the session. */
export const finishSignIn =
  ({ kind, client }: SignInDoor): SignInHandler =>
  async (context, request, reply) => {
    const state = queryOf(request, 'state')
    const { step, nonce, verifier, returnTo, lang } = await takeRedirect(context, request, state)
    if (state === undefined || step !== kind) throw new Problem('refused', 'sign-in-expired')
    const returned = new URL(request.url, context.publicUrl)
    const vouched = await client.redeem(returned, { state, nonce, verifier })
    return welcomes[kind](context, { request, reply }, { ...vouched, returnTo, lang })
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
