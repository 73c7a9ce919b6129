import { createExportJournal } from './export-journal.ts'
import { createExplainAccess } from './explain-access.ts'
import { createReadHistory } from './read-history.ts'
import { createReadOlderHistory } from './read-older-history.ts'
import type { History } from './types.ts'
import { createWhoCouldSee, type PastParts } from './who-could-see.ts'

export { writeJournalFile } from './export-journal.ts'
export { historyLine, type NamedDocument } from './history-line.ts'
export { namesOf } from './read-history.ts'
export { readAllOlder } from './read-older-history.ts'
export type * from './types.ts'

/** Builds the history area: what the holder reads of who did what, and checks by themselves. */
export const createHistory = ({ logKey, ...parts }: PastParts & { logKey: string }): History => ({
  readHistory: createReadHistory(parts.door),
  readOlderHistory: createReadOlderHistory(parts.door),
  exportJournal: createExportJournal(parts.door, logKey),
  explainAccess: createExplainAccess(parts.door),
  whoCouldSee: createWhoCouldSee(parts),
})
