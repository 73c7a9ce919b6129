import type { FileChain } from './journal-file.ts'
import { openNote, type NoteKey } from './note.ts'

/** Why a chain does not begin with its first entry: which was the last that was taken away, of when it was, and when it went. */
export interface Start {
  space: string
  audience: string
  n: string
  /** hexadecimal */
  hash: string
  /** ISO 8601, UTC: of that entry, and of its going */
  lastAt: string
  prunedAt: string
}

const startLabel = 'carnet/pruned/v1'

/** What the key of the log signs of it. Spec: docs/api/journal.md. */
export const writeStart = ({ space, audience, n, hash, lastAt, prunedAt }: Start): string =>
  `${[startLabel, space, audience, n, hash, lastAt, prunedAt].join('\n')}\n`

/** Whether the log's key says that this chain begins there, and the first entry is the next one, and no older. */
export const startHolds = async (space: string, chain: FileChain, key: NoteKey): Promise<boolean> => {
  const { start, audience, entries } = chain
  const [first] = entries
  const text = start && (await openNote(start.note, key))
  if (start === undefined || text === undefined || first === undefined) return false
  const { n, hash } = start
  const [, , , , , lastAt = '', prunedAt = ''] = text.split('\n')
  const said = writeStart({ space, audience, n, hash, lastAt, prunedAt })
  return said === text && lastAt <= first.at && lastAt < prunedAt
}
