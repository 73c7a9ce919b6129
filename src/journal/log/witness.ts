import { consistencyHolds, type TreeHead } from '../check/tree.ts'
import { openNote, readCheckpoint, readNoteKey } from '../check/note.ts'
import type { JournalSeed } from '../journal-key.ts'
import { Problem } from '../../platform/problem.ts'
import { cosignCheckpoint } from './cosignature.ts'
import { followHandovers } from './log-keys.ts'
import { proveConsistency, treeRoot } from './prove.ts'
import type { Tiles } from './tile-tree.ts'

/** What a witness keeps, outside of the database it watches: its own key, the log's as it was pinned, the last tree it saw. */
export interface WitnessMemory {
  name: string
  seed: JournalSeed
  /** the line of the log's key; after a handover the newer one's */
  logKey: string
  /** absent before the first look */
  seen?: TreeHead
}

/** The log as a witness reads it: what everybody can. */
export interface WatchedLog {
  checkpoint(): Promise<string>
  handovers(): Promise<string[]>
  /** the tiles of the tree of that size */
  tiles(size: number): Pick<Tiles, 'read'>
}

/** What a look gave: what to remember from now on, and the checkpoint with the witness's line. */
export interface Witnessed {
  memory: WitnessMemory
  size: number
  /** the cosignature: to be sent only when the memory is on the disk */
  line: string
  note: string
}

const contradicts = (): Problem => new Problem('fault', 'log-contradicts')

const signedKey = async (note: string, { logKey }: WitnessMemory, log: WatchedLog): Promise<string> => {
  for (const line of (await followHandovers(logKey, await log.handovers())).toReversed()) {
    if ((await openNote(note, await readNoteKey(line))) !== undefined) return line
  }
  throw contradicts()
}

/** Whether the tree begins with the one that was seen before. The tiles must also give the root that was signed. */
const goesOn = async (head: TreeHead, seen: TreeHead | undefined, tiles: Pick<Tiles, 'read'>): Promise<boolean> => {
  const root = new Uint8Array(await treeRoot(tiles, head.size))
  if (!Buffer.from(root).equals(head.root)) return false
  if (seen === undefined) return true
  if (seen.size > head.size) return false
  const proof = seen.size === head.size ? [] : await proveConsistency(tiles, seen.size, head.size)
  return consistencyHolds(
    seen,
    head,
    proof.map((hash) => new Uint8Array(hash)),
  )
}

/**
 * One look of a witness: the newest checkpoint, signed by the pinned key or one it was handed over to, must begin with all that was seen
 * before. Only then it is cosigned, with the time. Problem `log-contradicts` otherwise: two signed checkpoints that cannot both be true.
 */
export const lookAsWitness = async (memory: WitnessMemory, log: WatchedLog, nowMs: number): Promise<Witnessed> => {
  const note = await log.checkpoint()
  const logKey = await signedKey(note, memory, log)
  const { size, root } = readCheckpoint(note)
  if (!(await goesOn({ size, root }, memory.seen, log.tiles(size)))) throw contradicts()
  const line = await cosignCheckpoint(note, memory, nowMs)
  return { memory: { ...memory, logKey, seen: { size, root } }, size, line, note }
}
