import type { Visitor } from '../../../access/types.ts'
import type { TalkFirstKind } from '../../../reference/talk-first-kinds.ts'

/** A kind of result, and whether this visitor wants to hear of new ones from their doctor first. */
export interface TalkFirstChoice {
  kind: Pick<TalkFirstKind, 'code' | 'fr' | 'en'>
  chosen: boolean
}

/**
 * What the holder, or who represents them, wants to hear from their doctor first. A wish about what they are shown, each for themselves:
 * nobody is kept from anything by it, they neither (rules DOC-22, EHDS-3).
 */
export interface TalkingFirst {
  listTalkFirst(visitor: Visitor, spaceId: string): Promise<TalkFirstChoice[]>
  /** Takes the place of what was chosen before; of a kind that stays chosen, what waits goes on waiting. Problem `incorrect`, `talk-first-kind-unknown`. */
  wishTalkFirst(visitor: Visitor, spaceId: string, kinds: readonly string[]): Promise<void>
  /** Shows the visitor one that waits, from now on. Problem `absent`, `document-not-open`. */
  seeBeforeTalk(visitor: Visitor, documentId: string): Promise<void>
  /** A professional who may read it has talked with the patient about it: it waits for nobody any more. The same problem. */
  noteTalk(visitor: Visitor, documentId: string): Promise<void>
}
