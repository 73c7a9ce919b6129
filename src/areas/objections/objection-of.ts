import type { FieldSeal } from '../identity/index.ts'
import { openAct } from './sealed-act.ts'
import type { SealedObjection } from './store.ts'
import type { Objection } from './types.ts'

/** What is shown of an objection, opened with the key of its space: not whose space it is about, nor which document. */
export const objectionOf = (seal: FieldSeal, row: SealedObjection): Objection => {
  const { id, scope, details, reason, askedAt, dueOn, outcome, because, answeredAt } = row
  return {
    id,
    scope,
    ...openAct(seal, id, details),
    reason,
    askedAt,
    ...(dueOn === null ? {} : { dueOn }),
    ...(outcome === null ? {} : { outcome }),
    ...(because === null ? {} : { because }),
    ...(answeredAt === null ? {} : { answeredAt }),
  }
}
