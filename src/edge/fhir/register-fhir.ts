import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Receipt, Visitor } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'
import { createCare, provideCare, tellsOfCare } from './care/provide-care.ts'
import { asksForLaboratory, readCareLine, searchCare } from './care/search-care.ts'
import { capabilityStatement } from './capability-statement.ts'
import { bodyLimit, bodyOf } from './fhir-body.ts'
import type { FhirParts, FhirRequest, Interaction } from './fhir-parts.ts'
import { neededScope } from './needed-scope.ts'
import { negotiate } from './negotiate.ts'
import { patchDocument, patchDocumentByIdentifier } from './patch-document.ts'
import { provideDocuments } from './provide-documents.ts'
import { createObservation, provideObservations } from './provide-observations.ts'
import { lineTypes, readLine, searchLines } from './profile/search-lines.ts'
import { publishDocument } from './publish-document.ts'
import { readDocumentInteraction, readPatientInteraction, readSetInteraction } from './read-interactions.ts'
import { readResource } from './read-resource.ts'
import { retrieveDocument } from './retrieve-document.ts'
import { readAuditEvent, searchAuditEvents } from './search-audit-events.ts'
import { searchDocuments } from './search-documents.ts'
import { readObservationInteraction, searchObservations } from './search-observations.ts'
import { searchSets } from './search-sets.ts'
import { summarizePatient } from './summary/summarize-patient.ts'
import { sendAnswer } from './send-answer.ts'
import { sendFailure } from './send-failure.ts'
import { registerValueSets } from './register-value-sets.ts'
import { registerValidate } from './validate-resource.ts'
import { declineTask, readTask, searchTasks } from './task-interactions.ts'
import { uploadContent } from './upload-content.ts'

const visitorKey = 'fhirVisitor'

const fhirTypes = [
  'application/fhir+json',
  'application/json',
  'text/json',
  'application/fhir+xml',
  'application/xml',
  'text/xml',
  'application/json-patch+json',
  'application/xml-patch+xml',
  'application/x-www-form-urlencoded',
]

const askedOf = (parts: FhirParts, request: FastifyRequest): FhirRequest => ({
  parts,
  request,
  visitor: request.getDecorator<Visitor>(visitorKey),
})

/** The wanted format is settled before anything is done: a 406 after a deposit would be a lie. */
const answerWith =
  (parts: FhirParts, interaction: Interaction) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const format = negotiate(request)
    return sendAnswer(reply, await interaction(askedOf(parts, request)), format)
  }

const keepBytes = (server: FastifyInstance, types: string | string[]): void => {
  server.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
}

const registerUpload = (server: FastifyInstance, parts: FhirParts): void => {
  server.removeAllContentTypeParsers()
  keepBytes(server, ['application/fhir+json', 'application/fhir+xml'])
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  server.post('/Binary', answerWith(parts, uploadContent))
}

const careTypes = ['ExplanationOfBenefit', 'MedicationDispense'] as const

/** Measurements of one kind; with the category of laboratories, what feeds tell that they found. */
const searchFound: Interaction = (asked) =>
  asksForLaboratory(asked) ? searchCare('Observation')(asked) : searchObservations(asked)

const registerReads = (server: FastifyInstance, parts: FhirParts): void => {
  server.get('/DocumentReference', answerWith(parts, searchDocuments))
  server.post('/DocumentReference/_search', answerWith(parts, searchDocuments))
  server.get('/DocumentReference/:id', answerWith(parts, readDocumentInteraction))
  server.get('/List', answerWith(parts, searchSets))
  server.post('/List/_search', answerWith(parts, searchSets))
  server.get('/List/:id', answerWith(parts, readSetInteraction))
  server.get('/Patient/:id', answerWith(parts, readPatientInteraction))
  for (const address of ['/Patient/$summary', '/Patient/:id/$summary']) {
    server.get(address, answerWith(parts, summarizePatient))
    server.post(address, answerWith(parts, summarizePatient))
  }
  for (const type of lineTypes) {
    server.get(`/${type}`, answerWith(parts, searchLines(type)))
    server.post(`/${type}/_search`, answerWith(parts, searchLines(type)))
    server.get(`/${type}/:id`, answerWith(parts, readLine(type)))
  }
  server.get('/Observation', answerWith(parts, searchFound))
  server.post('/Observation/_search', answerWith(parts, searchFound))
  server.get('/Observation/:id', answerWith(parts, readObservationInteraction))
  for (const type of careTypes) {
    server.get(`/${type}`, answerWith(parts, searchCare(type)))
    server.post(`/${type}/_search`, answerWith(parts, searchCare(type)))
    server.get(`/${type}/:id`, answerWith(parts, readCareLine(type)))
  }
  server.get('/Task', answerWith(parts, searchTasks))
  server.get('/Task/:id', answerWith(parts, readTask))
  server.get('/AuditEvent', answerWith(parts, searchAuditEvents))
  server.post('/AuditEvent/_search', answerWith(parts, searchAuditEvents))
  server.get('/AuditEvent/:id', answerWith(parts, readAuditEvent))
  server.get('/Binary/:id', (request, reply) => retrieveDocument(askedOf(parts, request), reply))
}

/** A producer's message that is refused, for whatever it is told, counts as one. */
const counted =
  (interaction: Interaction): Interaction =>
  async (asked) => {
    try {
      return await interaction(asked)
    } catch (error) {
      asked.parts.noteRefused(asked.visitor, error)
      throw error
    }
  }

/** A Bundle of documents, measurements or lines of care: each asks for its own scope. */
const provideBundle: Interaction = async (asked) => {
  const bundle = readResource(bodyOf(asked.request), 'Bundle')
  if (tellsOfCare(asked.parts, asked.visitor, bundle)) {
    const types = new Set((bundle.entry ?? []).flatMap(({ resource }) => resource?.resourceType ?? []))
    for (const type of types) await asked.parts.authenticate(asked.request, { type, letter: 'c' })
    return provideCare(asked, bundle)
  }
  const isMeasured = (bundle.entry ?? []).some(({ resource }) => resource?.resourceType === 'Observation')
  await asked.parts.authenticate(asked.request, { type: isMeasured ? 'Observation' : 'DocumentReference', letter: 'c' })
  return isMeasured ? provideObservations(asked, bundle) : counted((one) => provideDocuments(one, bundle))(asked)
}

const registerWrites = (server: FastifyInstance, parts: FhirParts): void => {
  server.post('/', answerWith(parts, provideBundle))
  server.post('/Observation', answerWith(parts, createObservation))
  for (const type of careTypes) server.post(`/${type}`, answerWith(parts, createCare(type)))
  server.post('/DocumentReference', answerWith(parts, counted(publishDocument)))
  server.patch('/DocumentReference', answerWith(parts, patchDocumentByIdentifier))
  server.patch('/DocumentReference/:id', answerWith(parts, patchDocument))
  server.patch('/Task/:id', answerWith(parts, declineTask))
}

const knownTypes = new RegExp(
  `^/fhir/(DocumentReference|List|Patient|Binary|AuditEvent|Task|Observation|${[...careTypes, ...lineTypes].join('|')})(/|\\?|$)`,
)

const refuseUnknown = (request: FastifyRequest): never => {
  const isKnown = knownTypes.test(request.url) && !['GET', 'HEAD'].includes(request.method)
  if (!isKnown) throw new Problem('absent', 'interaction-not-found')
  throw new Problem('incorrect', 'interaction-not-offered', { details: { method: request.method } })
}

/**
 * Spec: RFC 9651, an item of a list: the chain, with the hash of this visit's entry. Its number is the holder's alone: two of them would
 * tell a professional how often anybody, the holder too, was there in between, and that something came which they may not see.
 */
const writeReceipt = ({ audience, n, hash }: Receipt, { actor }: Visitor): string =>
  `${audience}${actor.kind === 'holder' ? `; n=${n}` : ''}; hash=:${Buffer.from(hash, 'hex').toString('base64')}:`

/** Software keeps what the journal says of its visits where the operator cannot reach. Spec: docs/api/log.md. */
const withReceipts = (visitor: Visitor, reply: FastifyReply): Visitor => {
  const receipts: string[] = []
  const receive = (receipt: Receipt): void => {
    receipts.push(writeReceipt(receipt, visitor))
    void reply.header('carnet-receipt', receipts.join(', '))
  }
  return { ...visitor, receive }
}

/** Spec: RFC 9651, a boolean; docs/api/fhir.md. Rules: DOC-24, whoever sees a minor alone says so, and it is written. */
const secretVisitOf = ({ headers }: FastifyRequest, { actor }: Visitor): Pick<Visitor, 'secretVisit'> =>
  // an app sees nobody: it could only hide that it tried
  headers['carnet-secret-visit'] === '?1' && actor.kind !== 'app' ? { secretVisit: true } : {}

const registerVisited = (server: FastifyInstance, parts: FhirParts): void => {
  // Who asks is settled on the headers alone: a stranger's forty megabytes are never read.
  server.addHook('onRequest', async (request, reply) => {
    const visitor = await parts.authenticate(request, neededScope(request.method, request.url))
    request.setDecorator(visitorKey, withReceipts({ ...visitor, ...secretVisitOf(request, visitor) }, reply))
  })
  keepBytes(server, fhirTypes)
  registerReads(server, parts)
  registerWrites(server, parts)
  server.register(async (upload) => registerUpload(upload, parts))
}

/**
 * Mounts the FHIR R4 edge at /fhir: ITI-65, 67, 68 and 105, PDSm updates, reads, the journal as AuditEvents, and the capability statement.
 * Everything needs a visitor but `/fhir/metadata`, `$validate` and the
 * value sets. Spec: IHE MHD 4.2, PDSm 3.1.1.
 */
export const registerFhir = (server: FastifyInstance, parts: FhirParts): void => {
  const statement = capabilityStatement(parts.baseUrl, parts.tokenUrl)
  server.register(
    async (fhir) => {
      fhir.removeAllContentTypeParsers()
      fhir.decorateRequest(visitorKey, null)
      fhir.setErrorHandler(sendFailure(parts))
      fhir.setNotFoundHandler(refuseUnknown)
      fhir.get('/metadata', (request, reply) =>
        sendAnswer(reply, { status: 200, resource: statement }, negotiate(request)),
      )
      registerValueSets(fhir, parts)
      fhir.register(async (open) => registerValidate(open, parts))
      fhir.register(async (visited) => registerVisited(visited, parts))
    },
    { prefix: '/fhir' },
  )
}
