import type { DocumentEntry, DocumentMetadata } from '../../reference/document-entry.ts'
import { objectionsFile } from './objections-file.ts'

/** Whose eyes what becomes of an objection is for: nobody's who represents the holder, or what is not listed would be told by that. */
export const objectionAudience = 'hidden-from-representatives'

/** Where a document comes from: the facility that deposited it, or the professional where there is none. */
export const sourceOf = ({ depositedBy }: Pick<DocumentEntry, 'depositedBy'>): string =>
  depositedBy.facilityId ?? depositedBy.id

/** The day of the act that a document tells, as its author wrote it. */
export const actDayOf = ({ periodStart, datedAt }: Pick<DocumentMetadata, 'periodStart' | 'datedAt'>): string =>
  (periodStart ?? datedAt).slice(0, 10)

/** An objection that stands. */
export interface StandingObjection {
  scope: 'document' | 'act'
  documentId: string
  partyId: string
  actOn: string
  /** a minor's own word: whoever represents them knows nothing of it */
  isSecret: boolean
}

/** What somebody is about to list: whoever wrote or deposits it, what it is of; its id where it is known already. */
export interface Listed {
  documentId?: string
  parties: readonly string[]
  metadata: Pick<DocumentMetadata, 'periodStart' | 'datedAt' | 'type'>
}

/** What of a document that is there already an objection is matched with: whoever deposited it is one of its parties. */
export const listedOf = (entry: DocumentEntry, authorIds: readonly string[]): Listed => ({
  documentId: entry.id,
  parties: [entry.depositedBy.id, ...authorIds],
  metadata: entry,
})

const tellsPayment = ({ type }: Listed['metadata']): boolean =>
  objectionsFile.reimbursementTypes.some(({ system, code }) => type.system === system && type.code === code)

/** Law: R.1111-50; rules PML-30: who pays tells of an act too, from elsewhere: on the day of a minor's, no reimbursement is listed. */
const isOfAct = (objection: StandingObjection, { parties, metadata }: Listed): boolean =>
  objection.actOn === actDayOf(metadata) &&
  (parties.includes(objection.partyId) || (objection.isSecret && tellsPayment(metadata)))

/** The objections that keep this out: the document itself, or the act of that day by that source, whatever tells it. Pure. */
export const objectionsTo = (standing: readonly StandingObjection[], listed: Listed): StandingObjection[] =>
  standing.filter((one) => (one.scope === 'document' ? one.documentId === listed.documentId : isOfAct(one, listed)))
