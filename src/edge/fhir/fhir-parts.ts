import type { FastifyRequest } from 'fastify'
import type { Visitor } from '../../access/types.ts'
import type { WithdrawnCopies } from '../../areas/disputes/index.ts'
import type { DocumentSets, Documents, NoteFed, PublicValidator, ResultTabling } from '../../areas/documents/index.ts'
import type { History } from '../../areas/history/types.ts'
import type { Identity } from '../../areas/identity/types.ts'
import type { CareHistory } from '../../areas/care-history/index.ts'
import type { CareFeeds } from '../../reference/create-care-feeds.ts'
import type { Observations } from '../../areas/observations/index.ts'
import type { Profile } from '../../areas/profile/index.ts'
import type { ReceivedRequests } from '../../areas/requests/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { ProblemDetails } from '../../platform/problem.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Language } from '../../reference/language.ts'
import type { VisibilityCodes } from './visibility-labels.ts'
import type { NeededScope } from './needed-scope.ts'

/** What the FHIR edge is handed: the areas it calls, who tells visitors apart, and where it stands. */
export interface FhirParts {
  documents: Pick<
    Documents,
    'submitDocuments' | 'stageContent' | 'listDocuments' | 'readDocument' | 'openContent' | 'updateDocument'
  > &
    DocumentSets &
    ResultTabling
  /** counts a message that is refused as its sender’s */
  noteRefused: NoteFed['refused']
  identity: Pick<Identity, 'readPerson'>
  /** checks what nobody deposits */
  validator: PublicValidator
  /** what the visitor's place is asked for */
  receivedRequests: ReceivedRequests
  withdrawnCopies: WithdrawnCopies
  observations: Pick<
    Observations,
    'readMeasurements' | 'readMeasurement' | 'surveyMeasurements' | 'addMeasurements' | 'addEachMeasurement'
  >
  profile: Pick<Profile, 'readProfile'>
  careHistory: Pick<CareHistory, 'bringCare' | 'bringEachCare' | 'readCare' | 'findCareLine'>
  careFeeds: Pick<CareFeeds, 'feedOf'>
  history: Pick<History, 'searchJournal'>
  /** who a bearer token stands for; throws `unauthenticated`, or `refused` when the token does not permit what is needed */
  authenticate: (request: FastifyRequest, needed: NeededScope) => Promise<Visitor>
  /** public address of the FHIR base without a slash at its end, e.g. `https://carnet.example/fhir` */
  baseUrl: string
  /** where software asks for its tokens */
  tokenUrl: string
  log: Log
  clock: Clock
  /** the civil day of an instant, `YYYY-MM-DD` */
  dayOf: (at: string) => string
  /** the nomenclatures: the visibility codes, and the lists */
  codes: VisibilityCodes & Pick<Reference, 'all'>
  /** the sentence of a reason in a language, its details filled in */
  reasons: (reason: string, language: Language, details: ProblemDetails) => string
}

/** One request to an interaction: who asks, what came, and the parts to answer with. */
export interface FhirRequest {
  parts: FhirParts
  visitor: Visitor
  request: FastifyRequest
}

/** What an interaction answers: a status, a resource to write in the wanted format, and headers. */
export interface FhirAnswer {
  status: number
  resource?: object
  headers?: Record<string, string>
}

/** One interaction: translates, calls an area, translates back. */
export type Interaction = (asked: FhirRequest) => Promise<FhirAnswer>
