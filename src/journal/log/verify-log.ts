import type { Keys } from '../../keys/keys.ts'
import type { Connection } from '../../platform/database/database.ts'
import { noteKeyOf, openNote, readCheckpoint, writeNoteKey } from '../check/note.ts'
import { Malformed } from '../check/bytes.ts'
import type { TreeHead } from '../check/tree.ts'
import { treeRoot } from './prove.ts'
import { createTiles } from './log-rows.ts'
import { wrongCosignatures } from './cosignature-rows.ts'
import { createLogKeys, followHandovers, readHandovers, type KeyRing } from './log-keys.ts'
import { endsUnsigned, readCheckpoints, readLeaves, readUnplaced, type StoredLeaf } from './verify-rows.ts'
import { growTree, type Tiles } from './tile-tree.ts'

/** One place where the log does not hold. `at` names an entry, an index, a tile or the size that a checkpoint tells of. */
export interface LogFlaw {
  at: string
  what:
    | 'leaf-missing'
    | 'leaf-wrong'
    | 'entry-gone'
    | 'entry-unplaced'
    | 'entry-late'
    | 'tile-wrong'
    | 'checkpoint-signature'
    | 'checkpoint-differs'
    | 'checkpoint-missing'
    | 'handover-wrong'
    | 'cosignature-wrong'
    | 'remembered-differs'
}

/** What a verification of the log found. */
export interface LogVerdict {
  leaves: number
  checkpoints: number
  flaws: LogFlaw[]
}

/** The log as the owner of the tables reads it; entries may wait `lateSeconds` for their place. */
export interface LogVerification {
  owner: Connection
  keys: Pick<Keys, 'systemKey'>
  lateSeconds: number
  /** a tree that was seen earlier and kept elsewhere: a witness's file */
  remembered?: TreeHead
}

interface Rebuilding {
  verdict: LogVerdict
  tiles: Tiles
}

const fullTile = 8_192

const entryName = ({ space_id: space, audience, n }: Pick<StoredLeaf, 'space_id' | 'audience' | 'n'>): string =>
  `${n} of chain ${audience} of space ${space}`

/** What is wrong with a leaf's entry: gone before its time, or another than was taken in. */
const leafFlaws = (leaf: StoredLeaf): LogFlaw[] => {
  if (leaf.pruned) return []
  if (leaf.entry === null) return [{ at: entryName(leaf), what: 'entry-gone' }]
  return leaf.entry.equals(leaf.hash) ? [] : [{ at: entryName(leaf), what: 'leaf-wrong' }]
}

/** Tiles as the leaves give them; each is compared with what is served when it is full, the others at the end. */
const createRebuilt = (owner: Connection, wrong: (at: string) => void) => {
  const open = new Map<string, Buffer>()
  const compare = async (name: string, hashes: Buffer): Promise<void> => {
    const [level = 0, n = 0] = name.split('/').map(Number)
    const stored = await createTiles(owner).read(level, n)
    // It may have grown since the checkpoint that this verification ends with.
    if (!stored.subarray(0, hashes.length).equals(hashes)) wrong(`tile ${name}`)
  }
  const tiles: Tiles = {
    read: async (level, n) => open.get(`${level}/${n}`) ?? Buffer.alloc(0),
    write: async (level, n, hashes) => {
      const name = `${level}/${n}`
      if (hashes.length < fullTile) return void open.set(name, hashes)
      open.delete(name)
      await compare(name, hashes)
    },
  }
  const compareRest = async (): Promise<void> => {
    for (const [name, hashes] of open) await compare(name, hashes)
  }
  return { tiles, compareRest }
}

/** Takes the keys in their turn: once a newer one has signed, an older one signs no more. */
const createTurns = (ring: KeyRing) => {
  let turn = 0
  return async (note: string, origin: string): Promise<boolean> => {
    for (const [at, { key }] of ring.entries()) {
      if (at < turn || (await openNote(note, await noteKeyOf(origin, key.publicKey))) === undefined) continue
      turn = at
      return true
    }
    return false
  }
}

type IsSigned = ReturnType<typeof createTurns>

const checkNote = async (note: string, isSigned: IsSigned, expected: { size: number; root: Buffer }) => {
  try {
    const { origin, size, root } = readCheckpoint(note)
    if (!(await isSigned(note, origin))) return 'checkpoint-signature'
    return size === expected.size && expected.root.equals(root) ? undefined : 'checkpoint-differs'
  } catch (error) {
    if (error instanceof Malformed) return 'checkpoint-signature'
    throw error
  }
}

/** Takes the leaves up to a checkpoint into the rebuilt tree; gives whether all of them are there. */
const rebuildTo = async (size: number, owner: Connection, { verdict, tiles }: Rebuilding): Promise<boolean> => {
  for await (const batch of readLeaves(owner, verdict.leaves, size)) {
    const gap = batch.findIndex(({ index }, at) => Number(index) !== verdict.leaves + at)
    const there = gap < 0 ? batch : batch.slice(0, gap)
    verdict.flaws.push(...there.flatMap(leafFlaws))
    const hashes = there.map(({ hash }) => hash)
    await growTree(tiles, verdict.leaves, hashes)
    verdict.leaves += there.length
    if (gap >= 0) return false
  }
  return verdict.leaves === size
}

/** Every checkpoint in turn; gives false where the tree cannot be rebuilt any further. */
const rebuildAll = async (owner: Connection, isSigned: IsSigned, { verdict, tiles }: Rebuilding): Promise<boolean> => {
  for await (const { size, note } of readCheckpoints(owner)) {
    verdict.checkpoints += 1
    if (!(await rebuildTo(size, owner, { verdict, tiles }))) {
      verdict.flaws.push({ at: `index ${verdict.leaves}`, what: 'leaf-missing' })
      return false
    }
    const what = await checkNote(note, isSigned, { size, root: await treeRoot(tiles, size) })
    if (what !== undefined) verdict.flaws.push({ at: `size ${size}`, what })
    // Whatever was signed later rests on this one: it would be named again and again.
    if (what === 'checkpoint-differs') return false
  }
  return true
}

/** Whether the tree still begins with one that was seen earlier. Its tiles were compared with the leaves before. */
const isStillThere = async (owner: Connection, { size, root }: TreeHead, leaves: number): Promise<boolean> =>
  size <= leaves && (await treeRoot(createTiles(owner), size)).equals(root)

/** Whether the handovers lead from the first key to the one that signs now, through all of them. A name may have changed meanwhile. */
const handoversHold = async (owner: Connection, ring: KeyRing): Promise<boolean> => {
  const notes = await readHandovers(owner)
  const [from] = notes.flatMap((note) => note.split('\n')[1] ?? [])
  const reached = from === undefined ? [] : await followHandovers(from, notes)
  const bare = (line: string): string => line.slice(line.lastIndexOf('+') + 1)
  const known = ring.map(({ key }) => bare(writeNoteKey(key)))
  return notes.length === 0 ? ring.length === 1 : reached.map(bare).join() === known.join()
}

/**
 * Builds the log anew from its leaves and compares: every leaf with its entry, every tile with what is served, every checkpoint that
 * was ever signed with the tree as it was at that size, so that each begins with all before it. What comes in meanwhile is left out.
 */
export const verifyLog = async ({ owner, keys, lateSeconds, remembered }: LogVerification): Promise<LogVerdict> => {
  const ring = await createLogKeys(keys, 'log').all(owner)
  const verdict: LogVerdict = { leaves: 0, checkpoints: 0, flaws: [] }
  const { tiles, compareRest } = createRebuilt(owner, (at) => verdict.flaws.push({ at, what: 'tile-wrong' }))
  if (await rebuildAll(owner, createTurns(ring), { verdict, tiles })) await compareRest()
  for (const { kind, ...entry } of await readUnplaced(owner, lateSeconds)) {
    verdict.flaws.push({ at: entryName(entry), what: kind })
  }
  if (!(await handoversHold(owner, ring))) verdict.flaws.push({ at: 'keys', what: 'handover-wrong' })
  for (const size of await wrongCosignatures(owner))
    verdict.flaws.push({ at: `size ${size}`, what: 'cosignature-wrong' })
  if (remembered && !(await isStillThere(owner, remembered, verdict.leaves)))
    verdict.flaws.push({ at: `size ${remembered.size}`, what: 'remembered-differs' })
  if (await endsUnsigned(owner)) verdict.flaws.push({ at: `index ${verdict.leaves}`, what: 'checkpoint-missing' })
  return verdict
}
