import type { DocumentFacts, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'

/** What every vault function needs: the transaction that wrote the entry, the grant it earned, the space's keys. */
export interface VaultAccess {
  connection: Connection
  grant: Grant
  keys: SpaceKeys
  /** which relations of a document are shown when it is opened; all where documents move as they are */
  relations: 'all' | ShownRelations
  /** who looks, where what they want to hear from their doctor first waits for them; absent for everybody else, and for every other act */
  readerId?: string
}

/** What decides whether a relation of one document to another is shown. */
export interface ShownRelations {
  /** whether this visitor may read the document that it leads to */
  isShown(facts: DocumentFacts): boolean
  /** whether those of rows from before relations were kept in clear are shown (migrations/0029) */
  ofOlderRows: boolean
}
