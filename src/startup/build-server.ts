import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { enrolmentPhone } from '../areas/enrolment/index.ts'
import { createOidcRecords } from '../areas/identity/index.ts'
import type { FhirParts } from '../edge/fhir/fhir-parts.ts'
import { registerFhir } from '../edge/fhir/register-fhir.ts'
import { registerMeasurements } from '../edge/measurements/register-measurements.ts'
import { logRequests } from '../edge/health/log-requests.ts'
import type { Metrics } from '../edge/health/metrics.ts'
import { registerHealth } from '../edge/health/register-health.ts'
import { registerLog } from '../edge/log/register-log.ts'
import { permitsScope, requireScope } from '../edge/oauth/scope.ts'
import { registerOAuth } from '../edge/oauth/register-oauth.ts'
import { readLetterFonts } from '../edge/letters/letter-fonts.ts'
import { createCardPicture } from '../edge/letters/picture-card.ts'
import { createCardPress } from '../edge/letters/print-card.ts'
import { createProfilePress } from '../edge/letters/print-profile.ts'
import { createRecallForm } from '../edge/letters/recall-form.ts'
import { registerPages } from '../edge/pages/register-pages.ts'
import type { PagesParts } from '../edge/pages/parts.ts'
import { visitorOf } from '../edge/sign-in/visitor-of.ts'
import { spanOfDay } from '../platform/calendar.ts'
import { randomId } from '../platform/ids.ts'
import { loadCast } from '../reference/load-cast.ts'
import type { Carnet } from '../startup.ts'
import { createAccessRules } from './access-table.ts'
import { buildSignIn, type SignInForPages } from './build-sign-in.ts'
import { createPageLabels } from './page-labels.ts'
import { castMembers } from './present-cast.ts'
import { createInsCheck } from './ins-check.ts'
import { isMinorToday } from './is-minor-today.ts'

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

const lettersOf = ({ letterTexts, letterPress }: Carnet): PagesParts['letters'] => ({
  texts: letterTexts,
  print: (letter) => letterPress.print(letter),
  printForm: createRecallForm(letterPress),
})

const pressesOf = ({ confined }: Carnet): Pick<PagesParts, 'printProfile' | 'cards'> => {
  const fonts = readLetterFonts()
  const print = createCardPress(fonts)
  return { printProfile: createProfilePress(fonts), cards: { print, picture: createCardPicture(print, confined) } }
}

const pagesParts = (carnet: Carnet, signIn: SignInForPages, appAsks: PagesParts['appAsks']): PagesParts => {
  const { activity, documents, permissions, emergencies, history, identity, enrolment, credentials, staffRooms } =
    carnet
  const { reasons, reference, matrix, clock, log, settings, parameters } = carnet
  const labels = createPageLabels(reference)
  return {
    documents,
    validator: carnet.validator,
    permissions,
    appAsks,
    emergencies,
    history,
    activity,
    identity,
    entries: enrolment.entries,
    credentials,
    readCode: (typed) => enrolment.codes.read(typed),
    printProof: enrolment.printProof,
    helpPhone: enrolmentPhone,
    ownSpace: enrolment,
    families: enrolment.families,
    ...signIn,
    visitorOf,
    reasons,
    labels,
    accessRules: createAccessRules({ matrix, reference, labels }),
    readIns: createInsCheck(settings.mode).read,
    staffRooms,
    lawReadings: carnet.lawReadings,
    objections: carnet.objections,
    objectionDesk: carnet.objectionDesk,
    disputes: carnet.disputes,
    disputedDeposits: carnet.disputedDeposits,
    requests: carnet.requests,
    receivedRequests: carnet.receivedRequests,
    disputeDesk: carnet.disputeDesk,
    suspicions: carnet.suspicions,
    suspicionDesk: carnet.suspicionDesk,
    feedDesk: carnet.feedDesk,
    ownFeeds: carnet.ownFeeds,
    noticeChoices: carnet.noticeChoices,
    observations: carnet.observations,
    profile: carnet.profile,
    careHistory: carnet.careHistory,
    careFeeds: carnet.careFeeds,
    ...pressesOf(carnet),
    campaigns: enrolment.campaigns,
    letters: lettersOf(carnet),
    clock,
    dayOf: parameters.dayOf,
    spanOf: (day) => spanOfDay(day, parameters.parameterAt('civilTimeZone', day)),
    secretVisits: secretVisitLaw(carnet),
    countGaps: carnet.monitor.count,
    journalYears: () => parameters.parameterAt('journalRetentionYears', clock.now().toISOString()),
    log,
    publicUrl: settings.url,
    ...(settings.mode === 'demonstration' ? { cast: castMembers(loadCast()) } : {}),
  }
}

const secretVisitLaw = (carnet: Carnet): PagesParts['secretVisits'] => ({
  minutes: () => carnet.parameters.parameterAt('secretVisitMinutes', carnet.clock.now().toISOString()),
  isFor: isMinorToday(carnet),
})

/** Builds the server with every edge on it. Nothing is listened to yet; a stop lets requests under way end. */
export const buildServer = async (carnet: Carnet, metrics?: Metrics): Promise<FastifyInstance> => {
  const { settings, database, documents, identity, reasons, reference, log, clock, keys } = carnet
  const server = createServer(carnet)
  const publicUrl = new URL(settings.url)
  const seed = await keys.systemKey('token-signing')
  logRequests(server, log)
  metrics?.watch(server)
  registerHealth(server, { checks: { database: () => database.app.query({ text: 'select 1' }) } })
  await registerLog(server, { publicLog: carnet.publicLog, log })
  const records = createOidcRecords(database.app)
  const tokens = await registerOAuth(server, { publicUrl, seed, clock, identity, records, log })
  server.get('/fhir/.well-known/smart-configuration', async () => tokens.smartConfiguration)
  const authenticate: FhirParts['authenticate'] = async (request, { type, or = [], letter }) => {
    const visitor = await tokens.authenticate(request)
    requireScope(visitor.scopes, or.find((one) => permitsScope(visitor.scopes, one, letter)) ?? type, letter)
    return visitor
  }
  registerFhir(server, {
    documents,
    validator: carnet.validator,
    noteRefused: carnet.tally.refused,
    receivedRequests: carnet.receivedRequests,
    withdrawnCopies: carnet.withdrawnCopies,
    observations: carnet.observations,
    profile: carnet.profile,
    careHistory: carnet.careHistory,
    careFeeds: carnet.careFeeds,
    history: carnet.history,
    identity,
    authenticate,
    baseUrl: `${publicUrl.origin}/fhir`,
    tokenUrl: tokens.tokenUrl,
    log,
    clock,
    dayOf: carnet.parameters.dayOf,
    codes: reference,
    reasons: (reason, language, details) => reasons.sentence(reason, language, details),
  })
  registerMeasurements(server, {
    observations: carnet.observations,
    identity,
    authenticate,
    readIdentityToken: tokens.readIdentityToken,
    baseUrl: `${publicUrl.origin}/measurements`,
    log,
    reasons: (reason, language, details) => reasons.sentence(reason, language, details),
  })
  const signIn = await buildSignIn(server, carnet, seed)
  const pages = pagesParts(carnet, signIn.forPages, tokens.appAsks)
  signIn.mount(pages)
  await registerPages(server, pages)
  return server
}
