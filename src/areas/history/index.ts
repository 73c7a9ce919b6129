import type { Door } from '../../access/door.ts'
import { createExportJournal, type FileLog } from './export-journal.ts'
import { createReadHistory } from './read-history.ts'
import { createReadOlderHistory } from './read-older-history.ts'
import { createSearchJournal } from './search-journal.ts'
import type { History } from './types.ts'

export { writeJournalFile, type FileLog } from './export-journal.ts'
export { historyLine, type NamedDocument } from './history-line.ts'
export { namesOf } from './read-history.ts'
export { readAllOlder } from './read-older-history.ts'
export type * from './types.ts'

/** What the history area is built from; `lateSince`: what waits for the public log since before that instant is late. */
export interface HistoryParts {
  door: Door
  publicLog: FileLog
  lateSince(): Date
}

/** Builds the history area: what the holder reads of who did what, and checks by themselves. */
export const createHistory = ({ door, publicLog, lateSince }: HistoryParts): History => ({
  readHistory: createReadHistory(door, lateSince),
  readOlderHistory: createReadOlderHistory(door),
  searchJournal: createSearchJournal(door),
  exportJournal: createExportJournal(door, publicLog),
})
