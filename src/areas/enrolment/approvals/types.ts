import type { Visitor } from '../../../access/types.ts'
import { textApproval } from '../texts/store.ts'

/** What two persons decide: a deed of data/enrolment/staff-deeds.json, about somebody or something. */
export interface AskedDeed {
  kind: string
  subjectId: string
}

/** What is decided about: the name by which its id stands in the record of the staff. */
export const subjectNameOf = ({
  kind,
}: Pick<AskedDeed, 'kind'>): 'person' | 'request' | 'text' | 'case' | 'campaign' => {
  if (kind.startsWith('person-')) return 'person'
  if (kind.startsWith('identity-')) return 'request'
  if (kind.startsWith('suspicion-')) return 'case'
  return kind === textApproval ? 'text' : 'campaign'
}

/** Something that waits for a second person. Instants are ISO. */
export interface PendingApproval extends AskedDeed {
  id: string
  askedAt: string
  expiresAt: string
  /** the one who looks asked for it: somebody else must confirm */
  isOwn: boolean
}

/**
 * What takes two persons. Problem `refused`, `staff-deed-refused` for who may not; `absent`, `approval-gone` for what was decided,
 * withdrawn or forgotten meanwhile; `refused`, `second-person-needed` for one's own.
 */
export interface Approvals {
  /** Asks, under an id of its own or the one given; the same again while it waits changes nothing. The caller has written down who asks. */
  ask(visitor: Visitor, asked: AskedDeed & { id?: string }): Promise<void>
  /** The kinds that wait about a subject. */
  listAsked(subjectId: string): Promise<string[]>
  /** How many wait. */
  count(): Promise<number>
  list(visitor: Visitor): Promise<PendingApproval[]>
  find(visitor: Visitor, id: string): Promise<PendingApproval>
  /** Does what was asked, in the name of the one who confirms. */
  confirm(visitor: Visitor, id: string): Promise<void>
  /** Gives it up: whoever asked may, and whoever may confirm. */
  withdraw(visitor: Visitor, id: string): Promise<void>
}
