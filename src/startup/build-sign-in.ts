import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createOidcRecords, createSignIns } from '../areas/identity/index.ts'
import { readDisplayChoice } from '../edge/pages/display-choice.ts'
import { createRenderProblem } from '../edge/pages/render-problem.ts'
import type { PagesParts } from '../edge/pages/parts.ts'
import { createBrowserSessions } from '../edge/sign-in/browser-session.ts'
import { createEntryCookie } from '../edge/sign-in/entry-cookie.ts'
import { createOwnSignIn } from '../edge/sign-in/own-sign-in.ts'
import { registerPasskeySignIn } from '../edge/sign-in/register-passkey-sign-in.ts'
import { registerSignIn } from '../edge/sign-in/register-sign-in.ts'
import { signInKinds, type SignInParts } from '../edge/sign-in/sign-in-parts.ts'
import { registerSimulators } from '../edge/simulators/register-simulators.ts'
import { Problem } from '../platform/problem.ts'
import { loadCast } from '../reference/load-cast.ts'
import type { Carnet } from '../startup.ts'
import { createOwnMeans } from './own-means.ts'
import { simulatedCast } from './present-cast.ts'

/** What the pages need of sign-in. */
export type SignInForPages = Pick<
  PagesParts,
  'sessionOf' | 'startSession' | 'endSession' | 'entryCookie' | 'doors' | 'ownSignIn'
>

/** Sign-in, half built: what the pages need of it, and the rest, which needs the pages. */
export interface BuiltSignIn {
  forPages: SignInForPages
  mount(pages: PagesParts): void
}

const originOf = (server: FastifyInstance): string => {
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Problem('unavailable', 'unexpected-fault')
  return `http://127.0.0.1:${address.port}`
}

/** The identity providers that are configured; in demonstration mode simulators stand in for the others. */
const providersOf = async (
  server: FastifyInstance,
  carnet: Carnet,
  seed: Buffer,
): Promise<SignInParts['providers']> => {
  const { citizens, card, professionals, staff, mode, url } = carnet.settings
  const configured = { citizens, card, professionals, staff }
  if (mode !== 'demonstration') return configured
  const simulators = await registerSimulators(server, {
    mode,
    publicUrl: new URL(url),
    kinds: signInKinds.filter((kind) => configured[kind] === undefined),
    cast: simulatedCast(loadCast()),
    seed,
    records: createOidcRecords(carnet.database.app),
    log: carnet.log,
    localOrigin: () => originOf(server),
  })
  return { ...configured, ...simulators }
}

/** Builds sign-in: sessions, the identity providers or their simulators, and the holders' own means. */
export const buildSignIn = async (server: FastifyInstance, carnet: Carnet, seed: Buffer): Promise<BuiltSignIn> => {
  const { settings, identity, database, clock, log, reasons, credentials, enrolment } = carnet
  const publicUrl = new URL(settings.url)
  const sessions = createBrowserSessions({ identity, publicUrl })
  const providers = await providersOf(server, carnet, seed)
  const ownMeans = createOwnMeans(credentials, identity)
  const ownSignIn = createOwnSignIn({ ownMeans, sessions, publicUrl })
  const languageOf = (request: FastifyRequest): 'fr' | 'en' =>
    readDisplayChoice(request.headers.cookie, new URL(request.url, settings.url).searchParams.get('lang')).lang
  const mount: BuiltSignIn['mount'] = (pages) => {
    registerSignIn(server, {
      publicUrl,
      identity,
      admitCitizen: (pivot, { kind, authLevel }) =>
        enrolment.entries.proveByPivot(pivot, { provenBy: kind, authLevel }),
      sessions,
      signIns: createSignIns({ database: database.app, clock }),
      providers,
      professionLabel: pages.labels.professionLabel,
      renderProblem: createRenderProblem(pages),
      languageOf,
    })
    const sentenceOf = (request: FastifyRequest, { reason, details }: Problem) =>
      reasons.sentence(reason, languageOf(request), details)
    registerPasskeySignIn(server, { publicUrl, ownSignIn, log, sentenceOf })
  }
  return {
    forPages: {
      sessionOf: (request) => sessions.sessionOf(request),
      startSession: (request, reply, session) => sessions.start(request, reply, session),
      endSession: (request, reply) => sessions.end(request, reply),
      entryCookie: createEntryCookie(publicUrl),
      doors: signInKinds.filter((kind) => providers[kind] !== undefined),
      ownSignIn,
    },
    mount,
  }
}
