import type { ObjectionRow } from './store.ts'
import type { Objection } from './types.ts'

/** What is shown of an objection: not whose space it is about, nor which document. */
export const objectionOf = (row: ObjectionRow): Objection => {
  const { id, scope, partyName, actOn, reason, askedAt, dueOn, outcome, because, answeredAt } = row
  return {
    id,
    scope,
    partyName,
    actOn,
    reason,
    askedAt,
    ...(dueOn === null ? {} : { dueOn }),
    ...(outcome === null ? {} : { outcome }),
    ...(because === null ? {} : { because }),
    ...(answeredAt === null ? {} : { answeredAt }),
  }
}
