import type { Connection, Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { noteKeyOf, openNote, readCheckpoint, type NoteKey } from '../check/note.ts'
import { consistencyHolds, type TreeHead } from '../check/tree.ts'
import { createTiles, findCheckpoint, sequenceEntries, writeCheckpoint } from './log-rows.ts'
import { proveConsistency, treeRoot } from './prove.ts'
import { activeOf, type KeyRing, type LogKeys } from './log-keys.ts'
import { signCheckpoint } from './sign-checkpoint.ts'
import { growTree, type Tiles } from './tile-tree.ts'

const damaged = (): Problem => new Problem('fault', 'log-damaged')

/** The key of the log that signed a checkpoint; nothing where none did. */
export const signerOf = async (note: string, ring: KeyRing): Promise<NoteKey | undefined> => {
  // An installation that moved to another address has another name under the same key: its log goes on.
  const { origin } = readCheckpoint(note)
  for (const { key } of ring.toReversed()) {
    const named = await noteKeyOf(origin, key.publicKey)
    if ((await openNote(note, named)) !== undefined) return named
  }
  return undefined
}

/** What was signed last. Trust: by a key of the log; whoever owns the tables could have put another one there. */
const findLastHead = async (connection: Connection, ring: KeyRing): Promise<TreeHead | undefined> => {
  const note = await findCheckpoint(connection)
  if (note === undefined) return undefined
  if ((await signerOf(note, ring)) === undefined) throw damaged()
  return readCheckpoint(note)
}

/** The root to sign. Trust: nothing is signed that does not begin with all that was signed before, whatever the tiles say now. */
const rootToSign = async (tiles: Tiles, last: TreeHead | undefined, size: number): Promise<Buffer> => {
  const root = await treeRoot(tiles, size)
  if (last === undefined) return root
  const proof = await proveConsistency(tiles, last.size, size)
  const hashes = proof.map((hash) => new Uint8Array(hash))
  if (!(await consistencyHolds(last, { size, root: new Uint8Array(root) }, hashes))) throw damaged()
  return root
}

/**
 * Builds the sequencer: takes the entries that wait into the log, `most` of them at once, gives how many. Places, tiles and checkpoint are one transaction,
 * the checkpoint last: a crash leaves nothing of it, and whoever leads next takes the same entries. One leads, by a lock that goes
 * with the transaction; the others find nothing to do.
 */
export const createSequencer =
  (database: Pick<Database, 'transaction'>, logKeys: Pick<LogKeys, 'all'>) =>
  (most: number): Promise<number> =>
    database.transaction(async (connection) => {
      const leaves = await sequenceEntries(connection, most)
      const [first] = leaves
      if (first === undefined) return 0
      const ring = await logKeys.all(connection)
      const last = await findLastHead(connection, ring)
      if (first.index !== (last?.size ?? 0)) throw damaged()
      const [tiles, size] = [createTiles(connection), first.index + leaves.length]
      await growTree(
        tiles,
        first.index,
        leaves.map(({ hash }) => hash),
      )
      await writeCheckpoint(connection, size, signCheckpoint(activeOf(ring), size, await rootToSign(tiles, last, size)))
      return leaves.length
    })
