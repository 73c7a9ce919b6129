import type { FastifyRequest } from 'fastify'
import type { Submission } from '../../areas/documents/types.ts'

/** Whether the message brings documents made long ago. Spec: RFC 9651, a boolean; docs/api/fhir.md. */
export const readOlder = ({ headers }: Pick<FastifyRequest, 'headers'>): Pick<Submission, 'older'> =>
  headers['carnet-older-documents'] === '?1' ? { older: true } : {}
