import type { FieldSeal } from '../identity/index.ts'
import { numberOf } from './rules.ts'
import { openTold } from './sealed-case.ts'
import type { SealedDispute } from './store.ts'
import type { AuthorsDispute, CopyHolder, Dispute, ListedDispute, OwnDispute } from './types.ts'

/** What a list tells of a case without opening it. */
export const listedOf = ({ id, kind, state, openedAt, dueOn }: SealedDispute): ListedDispute => ({
  id,
  number: numberOf(id),
  kind,
  state,
  openedAt,
  dueOn,
})

/** A case, opened with the key of its space: not whose space it is, nor what was written about it for its author. */
export const disputeOf = (seal: FieldSeal, row: SealedDispute): Dispute => {
  const { partyName, depositedAt, answer } = openTold(seal, row.id, row.details)
  return {
    ...listedOf(row),
    documentId: row.documentId,
    partyName,
    depositedAt,
    ...(answer === undefined ? {} : { answer }),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
  }
}

/** The apps that may have kept a copy of what is withdrawn; none before. */
export const copiesOf = (seal: FieldSeal, { id, state, details }: SealedDispute): readonly CopyHolder[] =>
  state === 'withdrawn' ? (openTold(seal, id, details).copies ?? []) : []

/** The same as the holder reads it: with the apps that may have kept a copy. */
export const forHolder = (seal: FieldSeal, row: SealedDispute): OwnDispute => ({
  ...disputeOf(seal, row),
  copies: copiesOf(seal, row),
})

/** The same with who had opened it. Right: whom a person sees is told to nobody while the document may be theirs. */
export const withOpeners = (seal: FieldSeal, row: SealedDispute): AuthorsDispute => {
  const { openers } = openTold(seal, row.id, row.details)
  return { ...disputeOf(seal, row), openers: row.state === 'withdrawn' ? openers : [] }
}

/** The same as the author reads it: with the holder's words. */
export const forAuthor = (seal: FieldSeal, row: SealedDispute): AuthorsDispute => {
  const { note } = openTold(seal, row.id, row.details)
  return { ...withOpeners(seal, row), ...(note === undefined ? {} : { note }) }
}
