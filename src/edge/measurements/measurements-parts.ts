import type { FastifyRequest } from 'fastify'
import type { Actor, Visitor } from '../../access/types.ts'
import type { Observations } from '../../areas/observations/index.ts'
import type { IdentityParts } from '../../areas/identity/index.ts'
import type { FhirParts } from '../fhir/fhir-parts.ts'
import type { PairedHolder, ReadIdentityToken } from '../oauth/identity-token.ts'

/** What the national measurement service is handed. */
export interface MeasurementsParts {
  observations: Pick<Observations, 'readMeasurements' | 'addMeasurements'>
  identity: Pick<IdentityParts, 'findApp'>
  authenticate: FhirParts['authenticate']
  readIdentityToken: ReadIdentityToken
  /** public address of this base without a slash at its end, e.g. `https://carnet.example/measurements` */
  baseUrl: string
  log: FhirParts['log']
  reasons: FhirParts['reasons']
}

/** One request to the service: the app, for whom it comes, what it sent. */
export interface MeasurementsRequest {
  parts: MeasurementsParts
  request: FastifyRequest
  visitor: Visitor & { actor: Extract<Actor, { kind: 'app' }> }
  holder: PairedHolder
}
