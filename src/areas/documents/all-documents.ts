import type { DocumentBin } from './bin/types.ts'
import type { DocumentAdding } from './adding/types.ts'
import type { DocumentArranging } from './arrange/types.ts'
import type { DocumentBrowsing } from './browse/types.ts'
import type { DocumentReading } from './read-document-body.ts'
import type { PhotoAdding } from './photos/types.ts'
import type { ResultFollowing } from './results/follow-result.ts'
import type { ResultTabling } from './results/tabulate-results.ts'
import type { SpaceCopying } from './copy-space.ts'
import type { OwnDeposits, OwnProposals } from './own/types.ts'
import type { ContentScanning } from './scan/types.ts'
import type { DocumentSearch } from './search/types.ts'
import type { DocumentSets } from './sets/types.ts'
import type { PiecedUploads } from './pieces/types.ts'
import type { NewDocuments } from './new-documents/types.ts'
import type { TalkingFirst } from './talk-first/types.ts'
import type { Documents } from './types.ts'

/** Everything the area offers. */
export type AllDocuments = Documents &
  ResultFollowing &
  ResultTabling &
  DocumentBrowsing &
  DocumentReading &
  DocumentSearch &
  DocumentSets &
  OwnDeposits &
  OwnProposals &
  DocumentAdding &
  DocumentBin &
  PhotoAdding &
  TalkingFirst &
  NewDocuments &
  PiecedUploads &
  SpaceCopying &
  ContentScanning &
  DocumentArranging & {
    /** reads the text of a document after its deposit, once: for the worker */
    extractText: (documentId: string) => Promise<void>
  }
