import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import { requestProblem } from '../sign-in/http-problem.ts'
import type { Ask, Page, ProfessionalAsk, Redirect, SpaceAsk, StaffAsk } from './ask.ts'
import { makeAsk } from './ask.ts'
import { citizenScreens } from './citizen/screens.ts'
import { consoleScreens } from './console/screens.ts'
import { entryScreens } from './entry/screens.ts'
import { findDetour } from './citizen/leaving/shut-space.ts'
import { pathPiece } from './form-fields.ts'
import type { PagesParts } from './parts.ts'
import { writePassingWord } from './passing-word.ts'
import { lawAddress } from './professional/law-warning.tsx'
import { professionalScreens } from './professional/screens.ts'
import { publicScreens } from './public/screens.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'
import { createRenderProblem } from './render-problem.ts'
import { securityHeaders } from './security-headers.ts'
import type { Screen, ScreenRoute } from './screen.ts'
import { serveAssets } from './serve-assets.ts'
import { showPage } from './show-page.ts'

/** Lets somebody in, or leads them elsewhere. */
type Admit<A extends Ask> = (ask: Ask, route: ScreenRoute<A>) => Promise<A | Redirect>

const admitAnyone: Admit<Ask> = async (ask) => {
  const session = await ask.parts.sessionOf(ask.request)
  return session === undefined ? ask : { ...ask, session }
}

/** A holder in their own space, who has accepted the terms in force. Law: rules ENR-19. */
const admitHolder: Admit<SpaceAsk> = async (ask, route) => {
  const session = await ask.parts.sessionOf(ask.request)
  if (session?.spaceId === undefined || session.actor.kind !== 'holder') {
    throw new Problem('unauthenticated', 'session-needed')
  }
  const { spaceId } = session
  const recovery = await ask.parts.credentials.recoveryOf(spaceId)
  const news = recovery === undefined ? {} : { recovery }
  const inside = { ...ask, ...news, session, spaceId, visitor: ask.parts.visitorOf(session, 'pages') }
  const detour = await findDetour(inside)
  if (detour !== undefined || route.withoutTerms) return detour ?? inside
  const due = await ask.parts.credentials.termsDue(inside.spaceId, ask.parts.clock.now().toISOString())
  if (due !== undefined) throw new Problem('refused', 'terms-to-accept')
  return inside
}

/**
 * A professional who has read what the law says, within the year. Whose name stands in the address says whose documents are there, for every
 * page. Law: rules ACC-9, ACC-30.
 */
const admitProfessional: Admit<ProfessionalAsk> = async (ask, route) => {
  const session = await ask.parts.sessionOf(ask.request)
  if (session?.actor.kind !== 'professional') throw new Problem('unauthenticated', 'session-needed')
  if (route.withoutTerms !== true && (await ask.parts.lawReadings.isDue(session.actor.id)))
    return { to: lawAddress(route.get === undefined ? '/pro' : ask.path) }
  const visitor = ask.parts.visitorOf(session, 'pages')
  const under = pathPiece(ask.request, 'space')
  return { ...ask, session, visitor: under === '' ? visitor : { ...visitor, under } }
}

const admitStaff: Admit<StaffAsk> = async (ask) => {
  const session = await ask.parts.sessionOf(ask.request)
  if (session?.actor.kind !== 'staff') throw new Problem('unauthenticated', 'session-needed')
  const { name, roles } = session.actor
  return { ...ask, session, visitor: ask.parts.visitorOf(session, 'pages'), staffName: name, roles }
}

const answer = (ask: Ask, outcome: Page | Redirect | FastifyReply): FastifyReply => {
  if ('body' in outcome) return showPage(ask, outcome)
  if (!('to' in outcome)) return outcome
  if (outcome.passing !== undefined) {
    void ask.reply.header('set-cookie', writePassingWord(outcome.passing, ask.parts.publicUrl.startsWith('https:')))
  }
  return ask.reply.redirect(outcome.to, 303)
}

const methods = ['get', 'post', 'head', 'patch', 'delete'] as const

const addScreens = <A extends Ask>(
  server: FastifyInstance,
  routes: readonly ScreenRoute<A>[],
  how: { parts: PagesParts; admit: Admit<A> },
): void => {
  const run = (route: ScreenRoute<A>, screen: Screen<A>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const ask = makeAsk(how.parts, request, reply)
    const admitted = await how.admit(ask, route)
    return 'to' in admitted ? answer(ask, admitted) : answer(admitted, await screen(admitted))
  }
  for (const route of routes) {
    for (const method of methods) {
      const screen = route[method]
      if (screen !== undefined) server.route({ method, url: route.path, handler: run(route, screen) })
    }
  }
}

/** Adds everything a person sees to the server: pages, their style, the page of unknown addresses and the one of problems. */
export const registerPages = async (server: FastifyInstance, parts: PagesParts): Promise<void> => {
  const renderProblem = createRenderProblem(parts)
  const ownOrigin = new URL(parts.publicUrl).origin
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
    )
    // A file is read by the one page that takes it, once it knows who sends it (read-upload.ts); no other page takes it in.
    // So is a piece of one.
    for (const type of ['multipart/form-data', 'application/offset+octet-stream'])
      scope.addContentTypeParser(type, async (_request: FastifyRequest, body: IncomingMessage) => body)
    scope.addHook('onRequest', async (request, reply) => {
      void reply.headers(securityHeaders)
      refuseCrossSite(request, ownOrigin)
    })
    scope.setErrorHandler((error, request, reply) =>
      renderProblem(request, reply, requestProblem(error, 'page-form-unreadable')),
    )
    scope.setNotFoundHandler((request, reply) => renderProblem(request, reply, new Problem('absent', 'page-not-found')))
    serveAssets(scope)
    addScreens(scope, publicScreens, { parts, admit: admitAnyone })
    addScreens(scope, entryScreens, { parts, admit: admitAnyone })
    addScreens(scope, citizenScreens, { parts, admit: admitHolder })
    addScreens(scope, professionalScreens, { parts, admit: admitProfessional })
    addScreens(scope, consoleScreens, { parts, admit: admitStaff })
  })
}
