import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { authLevelSchema, sessionParameters } from '../../areas/identity/index.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { readCookie, writeCookie, type Exchange } from './cookie.ts'
import type { SignInContext } from './sign-in-parts.ts'

const situationSchema = Type.Object({
  id: Type.String(),
  family: Type.String(),
  given: Type.String(),
  profession: Type.String(),
  savoirFaire: Type.Optional(Type.String()),
  facility: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
})

const redirectSchema = Type.Object({
  step: Type.Union([
    Type.Literal('citizens'),
    Type.Literal('card'),
    Type.Literal('professionals'),
    Type.Literal('staff'),
  ]),
  nonce: Type.String(),
  verifier: Type.String(),
  returnTo: Type.String(),
  lang: Type.Union([Type.Literal('fr'), Type.Literal('en')]),
})

const choiceSchema = Type.Object({
  step: Type.Literal('situation'),
  situations: Type.Array(situationSchema),
  authLevel: authLevelSchema,
  returnTo: Type.String(),
})

/** What a sign-in remembers while the browser is at the identity provider. */
export type RedirectMemory = Type.Static<typeof redirectSchema>

/** What a sign-in remembers while a professional chooses a situation. */
export type ChoiceMemory = Type.Static<typeof choiceSchema>

const redirectCheck = Compile(redirectSchema)
const choiceCheck = Compile(choiceSchema)
const secretShape = /^[A-Za-z0-9_-]{43}$/

/** The secret that binds sign-ins to this browser: kept while it is valid, so that two tabs can sign in side by side. */
const browserOf = (context: SignInContext, request: FastifyRequest): string | undefined => {
  const sent = readCookie(request, context.browserCookie)
  return sent !== undefined && secretShape.test(sent) ? sent : undefined
}

/** Keeps the memory of a sign-in under a ticket, for this browser alone, and sets its cookie. */
export const keepSignIn = async (
  context: SignInContext,
  exchange: Exchange,
  kept: { ticket: string; memory: RedirectMemory | ChoiceMemory },
): Promise<void> => {
  const browser = browserOf(context, exchange.request) ?? randomSecret()
  await context.signIns.begin({ ticket: kept.ticket, browser }, kept.memory)
  const maxAgeSeconds = sessionParameters.signInMinutes * 60
  writeCookie(exchange.reply, context.browserCookie, { value: browser, maxAgeSeconds })
}

const takeMemory = async (context: SignInContext, request: FastifyRequest, ticket: unknown): Promise<unknown> => {
  const browser = browserOf(context, request)
  if (typeof ticket !== 'string' || browser === undefined) return undefined
  return context.signIns.take({ ticket, browser })
}

const expired = (): Problem => new Problem('refused', 'sign-in-expired')

/** The memory of a browser that comes back from an identity provider; Problem `refused`, `sign-in-expired`. Taken once. */
export const takeRedirect = async (
  context: SignInContext,
  request: FastifyRequest,
  ticket: unknown,
): Promise<RedirectMemory> => {
  const memory = await takeMemory(context, request, ticket)
  if (!redirectCheck.Check(memory)) throw expired()
  return memory
}

/** The memory of a professional who has chosen a situation; Problem `refused`, `sign-in-expired`. Taken once. */
export const takeChoice = async (
  context: SignInContext,
  request: FastifyRequest,
  ticket: unknown,
): Promise<ChoiceMemory> => {
  const memory = await takeMemory(context, request, ticket)
  if (!choiceCheck.Check(memory)) throw expired()
  return memory
}
