import fastify, { type FastifyInstance } from 'fastify'
import {
  createIdentity,
  createOidcRecords,
  createSignIns,
  personName,
  pivotOf,
  pivotText,
  providerParameters,
  type IdentityParts,
  type PivotIdentity,
  type Traits,
} from '../../src/areas/identity/index.ts'
import type { AccessTokens } from '../../src/edge/oauth/access-tokens.ts'
import { registerOAuth } from '../../src/edge/oauth/register-oauth.ts'
import { createBrowserSessions, type BrowserSessions } from '../../src/edge/sign-in/browser-session.ts'
import { registerSignIn } from '../../src/edge/sign-in/register-sign-in.ts'
import { signInKinds, type SignInKind, type SignInParts } from '../../src/edge/sign-in/sign-in-parts.ts'
import { registerSimulators } from '../../src/edge/simulators/register-simulators.ts'
import type {
  SimulatedCitizen,
  SimulatedProfessional,
  SimulatedStaff,
} from '../../src/edge/simulators/simulated-person.ts'
import { systemClock, type Clock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { randomId, randomSecret } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { Problem } from '../../src/platform/problem.ts'
import { freePort } from './free-port.ts'
import { plainKeys } from './plain-keys.ts'

const seed = Buffer.alloc(32, 7)

/** Dominique of the tests: her pivot identity is in the cast, her person is stored when the server starts. */
export const dominique: SimulatedCitizen = {
  name: 'dominique',
  traits: {
    birthFamily: 'PAT-TROIS',
    birthGiven: ['DOMINIQUE', 'MARIE-LOUISE'],
    gender: 'female',
    birthDate: '1979-03-15',
    birthPlace: '51215',
  },
}

/** Somebody whose identity is sure and who holds no space. */
export const stranger: SimulatedCitizen = { name: 'stranger', traits: { ...dominique.traits, birthFamily: 'NOBODY' } }

/** Somebody whom the insurer knows and whose space is not open: admitted with an entry pass. */
export const newcomer: SimulatedCitizen = { name: 'newcomer', traits: { ...dominique.traits, birthFamily: 'NEWCOMER' } }

/** Staff with a role of ours, with one of ours beside another's, with weak means, with only another's, and with none. */
export const staffCast: readonly SimulatedStaff[] = [
  { name: 'operator', family: 'OUMAROU', given: 'Fatima', roles: ['operator'] },
  { name: 'both', family: 'SCHMITT', given: 'Louis', roles: ['reviewer', 'payroll', 'operator'] },
  { name: 'elsewhere', family: 'ROUX', given: 'Ana', roles: ['payroll'] },
  { name: 'weak-operator', family: 'OUMAROU', given: 'Fatima', roles: ['operator'], acr: 'eidas1' },
  { name: 'nobody', family: 'PETIT', given: 'Jo', roles: [] },
]

/** Dominique again, by means too weak for health data. */
export const weakDominique: SimulatedCitizen = { ...dominique, name: 'weak', acr: 'eidas1' }

const doctor = { id: '810002909371', family: 'MOREAU', given: 'Anne', profession: '10', savoirFaire: 'SM54' }
const firstPlace = { id: '1750000018', name: 'Cabinet Moreau' }
const secondPlace = { id: '1750000026', name: 'Centre de santé des Lilas' }

/** A doctor with one place, and one with two. */
export const doctors: [SimulatedProfessional, SimulatedProfessional] = [
  { name: 'dr-moreau', situations: [{ ...doctor, facility: firstPlace }] },
  {
    name: 'dr-two',
    situations: [
      { ...doctor, id: '810002909389', given: 'Luc', facility: firstPlace },
      { ...doctor, id: '810002909389', given: 'Luc', facility: secondPlace },
    ],
  },
]

/** A running server with sign-in, simulators and authorization server, and what tests look at behind it. */
export interface IdentityServer {
  url: string
  server: FastifyInstance
  identity: IdentityParts
  sessions: BrowserSessions
  tokens: AccessTokens
  providers: SignInParts['providers']
  /** the secret of the pass that `newcomer` gets */
  entrySecret: string
  spaceId: string
  close(): Promise<void>
}

/** What a test may replace. */
export interface IdentityServerOptions {
  database: Database
  clock?: Clock
  providers?: SignInParts['providers']
  /** which simulators there are; all when absent */
  kinds?: readonly SignInKind[]
  /** where the sign-in reaches the simulators, when that is not the server itself */
  providerOrigin?: () => string
}

const statuses: Record<string, number> = {
  refused: 403,
  absent: 404,
  incorrect: 400,
  unavailable: 503,
  unauthenticated: 401,
}

const storeTraits = async (identity: IdentityParts, database: Database, traits: Traits): Promise<string> => {
  const spaceId = randomId()
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' }
  await identity.storePerson(database, { spaceId, ins, traits })
  return spaceId
}

/** The register of this server knows Dominique alone. */
const holderWith = (pivot: PivotIdentity, spaceId: string): { spaceId: string; name: string } => {
  if (pivotText(pivot) !== pivotText(pivotOf(dominique.traits, providerParameters.france)))
    throw new Problem('absent', 'holder-not-found')
  return { spaceId, name: personName(dominique.traits) }
}

/** Starts it on a free port of this machine; `/whoami` answers with the session or 401. */
export const startIdentityServer = async (options: IdentityServerOptions): Promise<IdentityServer> => {
  const { database, clock = systemClock } = options
  const url = `http://127.0.0.1:${await freePort()}`
  const localOrigin = options.providerOrigin ?? (() => url)
  const publicUrl = new URL(url)
  const server = fastify()
  const identity = createIdentity({ database, keys: plainKeys, clock })
  const records = createOidcRecords(database)
  const sessions = createBrowserSessions({ identity, publicUrl })
  const common = { publicUrl, seed, records, log: silentLog, clock, identity }
  const cast = { citizens: [dominique, stranger, newcomer, weakDominique], professionals: doctors, staff: staffCast }
  const entrySecret = randomSecret()
  const spaceId = await storeTraits(identity, database, dominique.traits)
  const simulators = await registerSimulators(server, {
    ...common,
    mode: 'demonstration',
    kinds: options.kinds ?? signInKinds,
    cast,
    localOrigin,
  })
  const providers = { ...simulators, ...options.providers }
  registerSignIn(server, {
    ...common,
    sessions,
    providers,
    admitCitizen: async (pivot) =>
      pivot.family_name === newcomer.traits.birthFamily
        ? { outcome: 'entry', secret: entrySecret, to: '/open/contact' }
        : { outcome: 'session', ...holderWith(pivot, spaceId) },
    signIns: createSignIns({ database, clock }),
    professionLabel: (code) => code,
    renderProblem: (_request, reply, problem) =>
      reply.code(statuses[problem.kind] ?? 500).send({ reason: problem.reason }),
  })
  const tokens = await registerOAuth(server, common)
  server.get('/whoami', async (request, reply) => (await sessions.sessionOf(request)) ?? reply.code(401).send({}))
  await server.listen({ host: '127.0.0.1', port: Number(publicUrl.port) })
  return { url, server, identity, sessions, tokens, providers, entrySecret, spaceId, close: () => server.close() }
}
