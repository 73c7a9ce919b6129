import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { createOidcRecords, createSignIns } from '../areas/identity/index.ts'
import { registerFhir } from '../edge/fhir/register-fhir.ts'
import { logRequests } from '../edge/health/log-requests.ts'
import type { Metrics } from '../edge/health/metrics.ts'
import { registerHealth } from '../edge/health/register-health.ts'
import { requireScope } from '../edge/oauth/scope.ts'
import { registerOAuth } from '../edge/oauth/register-oauth.ts'
import { readDisplayChoice } from '../edge/pages/display-choice.ts'
import { createRenderProblem } from '../edge/pages/render-problem.ts'
import { registerPages } from '../edge/pages/register-pages.ts'
import type { PagesParts } from '../edge/pages/parts.ts'
import { createBrowserSessions } from '../edge/sign-in/browser-session.ts'
import { registerSignIn } from '../edge/sign-in/register-sign-in.ts'
import { signInKinds, type SignInParts } from '../edge/sign-in/sign-in-parts.ts'
import { visitorOf } from '../edge/sign-in/visitor-of.ts'
import { registerSimulators } from '../edge/simulators/register-simulators.ts'
import { randomId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import { loadCast } from '../reference/load-cast.ts'
import type { Carnet } from '../startup.ts'
import { createPageLabels } from './page-labels.ts'
import { castMembers, simulatedCast } from './present-cast.ts'
import { createInsCheck } from './ins-check.ts'

// Patient with slow lines, not with those who only hold them open: 20 s for headers, 15 minutes for 200 MB, 2 minutes of silence.
const patienceMs = { headers: 20_000, request: 900_000, silence: 120_000, keepAlive: 65_000 }

const createServer = ({ settings }: Carnet): FastifyInstance => {
  const { tls, proxy } = settings
  const options = {
    logger: false,
    trustProxy: proxy.trusted.length > 0 ? [...proxy.trusted] : false,
    genReqId: () => randomId(),
    requestTimeout: patienceMs.request,
    connectionTimeout: patienceMs.silence,
    keepAliveTimeout: patienceMs.keepAlive,
    http: { headersTimeout: patienceMs.headers },
    routerOptions: { maxParamLength: 200 },
  }
  if (!tls) return Fastify(options)
  // Fastify types its server by its options; what we hand on is the same interface over TLS.
  const https = { key: readFileSync(tls.keyFile), cert: readFileSync(tls.certFile) }
  return Fastify({ ...options, https })
}

const originOf = (server: FastifyInstance): string => {
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Problem('unavailable', 'unexpected-fault')
  return `http://127.0.0.1:${address.port}`
}

const pagesParts = (carnet: Carnet, sessionOf: PagesParts['sessionOf']): PagesParts => {
  const { documents, permissions, history, identity, reasons, reference, clock, log, settings } = carnet
  return {
    documents,
    permissions,
    history,
    identity,
    sessionOf,
    visitorOf,
    reasons,
    labels: createPageLabels(reference),
    readIns: createInsCheck(settings.mode).read,
    clock,
    log,
    publicUrl: settings.url,
    ...(settings.mode === 'demonstration' ? { cast: castMembers(loadCast()) } : {}),
  }
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

/** Builds the server with every edge on it. Nothing is listened to yet; a stop lets requests under way end. */
export const buildServer = async (carnet: Carnet, metrics?: Metrics): Promise<FastifyInstance> => {
  const { settings, database, documents, identity, reasons, reference, log, clock, keys } = carnet
  const server = createServer(carnet)
  const publicUrl = new URL(settings.url)
  const seed = await keys.systemKey('token-signing')
  logRequests(server, log)
  metrics?.watch(server)
  registerHealth(server, { checks: { database: () => database.app.query({ text: 'select 1' }) } })
  const records = createOidcRecords(database.app)
  const tokens = await registerOAuth(server, { publicUrl, seed, clock, identity, records, log })
  server.get('/fhir/.well-known/smart-configuration', async () => tokens.smartConfiguration)
  registerFhir(server, {
    documents,
    identity,
    authenticate: async (request, needed) => {
      const visitor = await tokens.authenticate(request)
      requireScope(visitor.scopes, needed.type, needed.letter)
      return visitor
    },
    baseUrl: `${publicUrl.origin}/fhir`,
    log,
    codes: reference,
    reasons: (reason, language, details) => reasons.sentence(reason, language, details),
  })
  const sessions = createBrowserSessions({ identity, publicUrl })
  const pages = pagesParts(carnet, (request) => sessions.sessionOf(request))
  registerSignIn(server, {
    publicUrl,
    identity,
    admitCitizen: async (pivot) => ({ outcome: 'session', ...(await identity.findHolderByPivot(pivot)) }),
    sessions,
    signIns: createSignIns({ database: database.app, clock }),
    providers: await providersOf(server, carnet, seed),
    professionLabel: pages.labels.professionLabel,
    renderProblem: createRenderProblem(pages),
    languageOf: (request) =>
      readDisplayChoice(request.headers.cookie, new URL(request.url, settings.url).searchParams.get('lang')).lang,
  })
  await registerPages(server, pages)
  return server
}
