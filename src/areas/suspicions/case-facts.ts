import { caseNumber } from './rules.ts'
import type { CaseRow } from './store.ts'
import type { CaseFacts, SuspicionCase } from './types.ts'

/** What a holder is shown of their own case. */
export const factsOf = ({ id, party, openedAt, seenAt, dueOn, outcome, answeredAt }: CaseRow): CaseFacts => ({
  id,
  number: caseNumber(id),
  openedAt,
  party,
  dueOn,
  ...(seenAt === null ? {} : { seenAt }),
  ...(outcome === null ? {} : { outcome }),
  ...(answeredAt === null ? {} : { answeredAt }),
})

/** What the staff is shown: not whose space it is. */
export const caseOf = (row: CaseRow): SuspicionCase => ({
  ...factsOf(row),
  source: row.source,
  held: row.held,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.counted === null ? {} : { counted: row.counted }),
})
