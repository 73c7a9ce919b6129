import { createExportJournal, type FileLog } from './export-journal.ts'
import { createExplainAccess } from './explain-access.ts'
import { createReadHistory } from './read-history.ts'
import { createReadOlderHistory } from './read-older-history.ts'
import { createSearchJournal } from './search-journal.ts'
import type { History } from './types.ts'
import { createWhoCouldSee, type PastParts } from './who-could-see.ts'

export { writeJournalFile, type FileLog } from './export-journal.ts'
export { historyLine, type NamedDocument } from './history-line.ts'
export { namesOf } from './read-history.ts'
export { readAllOlder } from './read-older-history.ts'
export type * from './types.ts'

/** What the history area is built from; `lateSince`: what waits for the public log since before that instant is late. */
export interface HistoryParts extends PastParts {
  publicLog: FileLog
  lateSince(): Date
}

/** Builds the history area: what the holder reads of who did what, and checks by themselves. */
export const createHistory = ({ publicLog, lateSince, ...parts }: HistoryParts): History => ({
  readHistory: createReadHistory(parts.door, lateSince),
  readOlderHistory: createReadOlderHistory(parts.door),
  searchJournal: createSearchJournal(parts.door),
  exportJournal: createExportJournal(parts.door, publicLog),
  explainAccess: createExplainAccess(parts.door),
  whoCouldSee: createWhoCouldSee(parts),
})
