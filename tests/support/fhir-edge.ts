import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'
import { createPublicValidator } from '../../src/areas/documents/index.ts'
import { registerFhir } from '../../src/edge/fhir/register-fhir.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createReasons } from '../../src/reference/create-reasons.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { fakeCareParts } from './pages/fake-care.ts'
import { fakeObservations } from './pages/fake-observations.ts'
import { fakeProfile } from './pages/fake-profile.ts'
import { fakeRequestRoom } from './pages/fake-requests.ts'
import { sampleTable } from './pages/sample-results.ts'
import { createFakeDocuments } from './fake-documents.ts'

/** Where the edge under test says it stands. */
export const baseUrl = 'https://carnet.example/fhir'

/** Dominique's national identifier as a token. */
export const ins = 'urn:oid:1.2.250.1.213.1.4.10|279035121518989'

/** The id of the only space there is. */
export const spaceId = '11111111-2222-4333-8444-555555555555'

const codes = createReference()
const reasons = createReasons()

const person = {
  spaceId,
  ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
  traits: {
    birthFamily: 'PAT-TROIS',
    birthGiven: ['DOMINIQUE'],
    gender: 'female',
    birthDate: '1979-03-28',
    birthPlace: '51215',
  },
} as const

const laboratory = {
  actor: { kind: 'software', id: 'laboratory', name: 'Laboratoire', facility: { id: '1', name: 'Laboratoire' } },
  authLevel: 'substantial',
  origin: { channel: 'fhir', software: 'laboratory' },
} as const

/** What a test sends: JSON by default, with a good token. */
export interface Sent {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  payload?: string | Buffer
  headers?: Record<string, string>
}

const isJson = (contentType: unknown): boolean => String(contentType).includes('json')

/** The FHIR edge over the FAKE documents area: what it translates, not what the product stores. Close it after use. */
export const startFhirEdge = () => {
  const fake = createFakeDocuments()
  const validator = createPublicValidator({ reference: codes, attempts: { require: async () => {} } })
  const server: FastifyInstance = fastify()
  registerFhir(server, {
    documents: Object.assign(fake.documents, { tabulateResults: async () => sampleTable('Glucose') }),
    noteRefused: () => {},
    validator,
    history: { searchJournal: async () => ({ spaceId, lines: [] }) },
    receivedRequests: fakeRequestRoom.receivedRequests,
    withdrawnCopies: { list: async () => [] },
    observations: fakeObservations('Balance'),
    profile: fakeProfile('Pollen'),
    ...fakeCareParts('Consultation'),
    clock: systemClock,
    dayOf: (at) => at.slice(0, 10),
    identity: {
      readPerson: async () => ({ ...person, traits: { ...person.traits, birthGiven: [...person.traits.birthGiven] } }),
    },
    authenticate: async ({ headers }) => {
      if (headers.authorization !== 'Bearer good') throw new Problem('unauthenticated', 'token-missing')
      return laboratory
    },
    baseUrl,
    tokenUrl: 'https://carnet.example/oauth/token',
    log: silentLog,
    codes,
    reasons: reasons.sentence,
  })
  const call = async (path: string, sent: Sent = {}) => {
    const headers = { authorization: 'Bearer good', 'content-type': 'application/fhir+json', ...sent.headers }
    const { method = 'GET', payload } = sent
    const answer = await server.inject({ method, url: `/fhir${path}`, headers, ...(payload ? { payload } : {}) })
    const body: unknown = isJson(answer.headers['content-type']) ? answer.json() : undefined
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, bytes: answer.rawPayload, body }
  }
  const post = (path: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
    call(path, { method: 'POST', payload, headers })
  const search = (query: string) => call(`/DocumentReference?patient.identifier=${ins}&status=current${query}`)
  return { server, call, post, search, fake, validator, firstId: () => [...fake.entries.keys()][0] ?? 'none' }
}
