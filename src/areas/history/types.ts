import type { Capacity, Decision } from '../../access/decision.ts'
import type { PermissionRow } from '../../access/policy.ts'
import type { Act, AuthLevel, Justification, Relation, SpaceAddress, Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Gap, Span } from './rules.ts'

/** One line of the holder's history: an act of somebody on the space, permitted or refused. */
export interface HistoryLine {
  n: string
  at: string
  effect: 'permit' | 'refuse'
  /** why it was permitted or refused: a reason of data/reasons.json */
  reason: string
  act: Act
  actor: {
    kind: 'holder' | 'representative' | 'professional' | 'software' | 'app' | 'staff' | 'system'
    id: string
    name: string
    profession?: string
    facility?: string
    facilityId?: string
  }
  /** in what capacity: the relation the decision rested on */
  capacity: Capacity
  channel: 'pages' | 'fhir' | 'cli' | 'jobs'
  /** the client id of the software that was used */
  software?: string
  /** why an emergency was opened, or what was noted after it */
  justification?: Justification
  /** what the holder closed to emergencies; empty: nothing */
  emergencyRule?: readonly string[]
  documentId?: string
  /** title of the document when it is still one of the space's: shown to the holder only */
  documentTitle?: string
  /** id of the titled document where `documentId` is that of its content */
  contentOf?: string
  /** language the titled document says it is in, e.g. `fr-FR` */
  documentLanguage?: string
}

/** A page of history, newest first. `next` is the `before` of the page that follows. */
export interface HistoryPage {
  lines: HistoryLine[]
  next?: string
  /** on the last page: whether accesses of a time before this journal are kept */
  hasOlder?: boolean
  /** on the first page: where the journal and what happened do not agree, or its proofs are late */
  gaps?: { kind: 'write-without-entry' | 'log-late'; from: string; to?: string }[]
  /** since when the holder has paused the space, an ISO instant */
  pausedSince?: string
}

/** An access of the time before this space's journal: in an older record, or in a space merged into this one. */
export interface OlderLine extends Pick<
  HistoryLine,
  'at' | 'effect' | 'act' | 'documentId' | 'documentTitle' | 'documentLanguage'
> {
  origin: 'legacy' | 'merged'
  /** why, and by which way: said of a merged space only */
  reason?: string
  channel?: HistoryLine['channel']
  actor: { id: string; name: string; profession?: string; facility?: string }
}

/** Accesses of an earlier time, newest first; `more`: there are others, which the copy of the space holds. */
export interface OlderLines {
  lines: OlderLine[]
  more: boolean
}

/** Why a line of the history was what it was, by the journal, and what became of it. */
export interface AccessExplanation {
  line: HistoryLine
  /** name of the rule set that decided then */
  rules: string
  authLevel: AuthLevel
  /** the tie or permission that stood then; without `since`, nothing of it stands any more and no other line tells of it */
  ground: {
    relation: Relation
    since?: string
    until?: string
    /** the facility whose tie it was */
    through?: string
    evidence?: PermissionRow['evidence']
    /** how many document types and documents the permission names; none of either: everything */
    names?: { types: number; documents: number }
  }
  /** later changes to what this visitor finds, or to this document, oldest first */
  since: HistoryLine[]
  /** what the same look would be now; nothing where nobody can tell */
  now?: Decision
}

/** Somebody who had a tie or a permission on a past day. */
export interface PastViewer {
  partyId: string
  name: string
  profession?: string
  facility?: string
  /** what is said of a facility holds for whoever came from it, in a profession that may read this type of document */
  isFacility: boolean
  sight: 'all-day' | 'part' | 'no'
  reason: Decision['reason']
}

/** Who could have seen a document on a day, as far as the journal lets one say. */
export interface PastSight {
  entry: DocumentEntry
  /** whether the document and the journal were there on that day at all */
  isThere: boolean
  /** whether the document was there, and the lines of that day went with their time: nobody knows any more who could see it */
  isForgotten: boolean
  journalBegan?: string
  /** since when lines are kept, where older ones went with their time */
  keptFrom?: string
  viewers: PastViewer[]
  /** what was done with this document on that day, newest first */
  looks: HistoryLine[]
  gaps: Gap[]
}

/** Which lines of the history: of others alone or of all, of one person or facility, of one day. At most 100 lines a page (rules ACC-26). */
export interface HistoryQuery {
  who: 'others' | 'all'
  before?: string
  count?: number
  /** whether somebody with this identifier is meant: a person, or whoever acts for a facility */
  by?: (id: string) => boolean
  span?: Span
}

export type { Gap, Span } from './rules.ts'

/** What a search of the journal asks: every filter that is given must hold. */
export interface JournalQuery {
  /** from this instant on (ISO), and before that one */
  from?: string
  to?: string
  acts?: readonly string[]
  effects?: readonly ('permit' | 'refuse')[]
  /** national identifiers, client ids or space ids: whose act it was, or for which facility */
  agentIds?: readonly string[]
  /** beginnings of the actor's name or of a part of it */
  agentNames?: readonly string[]
  documentIds?: readonly string[]
  /** this one entry */
  n?: string
  /** oldest first; newest first otherwise */
  ascending?: boolean
  /** at most 100, 50 when absent */
  count?: number
  /** the `next` of the page before */
  after?: string
}

/** A page of a search. It may hold fewer lines than asked, or none, and still have a `next`: what follows is searched then. */
export interface FoundLines {
  spaceId: string
  lines: HistoryLine[]
  /** an opaque cursor */
  next?: string
}

/** What the history area offers to edges. */
export interface History {
  readHistory(visitor: Visitor, spaceId: string, query: HistoryQuery): Promise<HistoryPage>
  explainAccess(visitor: Visitor, spaceId: string, n: string): Promise<AccessExplanation | undefined>
  /** `span`: the day, as instants. */
  whoCouldSee(visitor: Visitor, spaceId: string, query: { documentId: string; span: Span }): Promise<PastSight>
  /** The same lines, for programs: searched, in either order, in pages. The search is an entry too. */
  searchJournal(visitor: Visitor, space: SpaceAddress, query: JournalQuery): Promise<FoundLines>
  /** What is kept of accesses before the space's own journal, newest first: of an older record, of merged spaces. */
  readOlderHistory(visitor: Visitor, spaceId: string): Promise<OlderLines>
  /** The file “my journal”: every entry with what its hash covers, and the proofs. Spec: docs/api/journal.md. */
  exportJournal(visitor: Visitor, spaceId: string): Promise<string>
}
