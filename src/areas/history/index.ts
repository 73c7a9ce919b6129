import type { Door } from '../../access/door.ts'
import { createReadHistory } from './read-history.ts'
import type { History } from './types.ts'

export { historyLine, type NamedDocument } from './history-line.ts'
export type * from './types.ts'

/** Builds the history area: what the holder reads of who did what. */
export const createHistory = (parts: { door: Door }): History => ({ readHistory: createReadHistory(parts.door) })
