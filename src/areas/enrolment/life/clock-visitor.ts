import type { Visitor } from '../../../access/types.ts'

/** The visitor that time is: what the law does at its date, in nobody's name. */
export const clockVisitor: Visitor = {
  actor: { kind: 'system', id: 'enrolment', name: 'Carnet' },
  authLevel: 'high',
  origin: { channel: 'jobs' },
}
