import type { Keys } from '../../keys/keys.ts'
import type { Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { sameBytes } from '../check/bytes.ts'
import { readNoteKey, writeNoteKey } from '../check/note.ts'
import { findWitnessed, takeCosignature, withCosignatures } from './cosignature-rows.ts'
import { activeOf, createLogKeys, readHandovers } from './log-keys.ts'
import { createTiles, findCheckpoint } from './log-rows.ts'
import { createSequencer, signerOf } from './sequence.ts'
import { signNote } from './sign-checkpoint.ts'

/** The log of the journal as everybody may read it, and how it grows. It holds hashes only. */
export interface PublicLog {
  /** Takes in what waits, where no other process does, `most` entries at once; gives how many. */
  sequence(most: number): Promise<number>
  /** The newest signed checkpoint, with the lines of its witnesses; nothing before the first entry was taken in. */
  checkpoint(): Promise<string | undefined>
  /** The newest checkpoint with the lines of its witnesses; nothing before a witness cosigned one. */
  witnessed(): Promise<string | undefined>
  /** Keeps a cosignature that a witness sends; Problem `cosignature-wrong`. */
  takeCosignature(sent: string): Promise<void>
  /** Hashes of 32 bytes one after the other, as many as there are by now; of entries where the level is -1. */
  tile(level: number, n: number): Promise<Buffer>
  /** The line of the key that signed a checkpoint, the newest one's when none is given; of the key that signs now before the first. */
  verifierKey(checkpoint?: string): Promise<string>
  /** A note of this text by the key of that line; a fault where the log has no such key. */
  sign(text: string, verifierKey: string): Promise<string>
  /** How the log came from its first key to the one that signs now: signed notes, the oldest first. */
  handovers(): Promise<string[]>
  /** Makes the key that signs from now on, and gives its line. */
  rotateKey(): Promise<string>
}

/** What the log is built from; `publicUrl` is where people find it, and gives it its name. */
export interface PublicLogParts {
  database: Database
  keys: Pick<Keys, 'systemKey'>
  publicUrl: string
}

/** The name of the log of an installation. Spec: C2SP tlog-tiles, its address without the scheme. */
export const logOrigin = (publicUrl: string): string => `${new URL(publicUrl).host}/log`

/** Opens the log. */
export const createPublicLog = async ({ database, keys, publicUrl }: PublicLogParts): Promise<PublicLog> => {
  const logKeys = createLogKeys(keys, logOrigin(publicUrl))
  await logKeys.all(database)
  const verifierKey = async (checkpoint?: string): Promise<string> => {
    const note = checkpoint ?? (await findCheckpoint(database))
    const ring = await logKeys.all(database)
    const signer = note === undefined ? undefined : await signerOf(note, ring)
    return writeNoteKey(signer ?? activeOf(ring).key)
  }
  return {
    sequence: createSequencer(database, logKeys),
    checkpoint: async () => {
      const note = await findCheckpoint(database)
      return note && withCosignatures(database, note)
    },
    witnessed: () => findWitnessed(database),
    takeCosignature: (sent) => takeCosignature(database, sent),
    tile: (level, n) => createTiles(database).read(level, n),
    verifierKey,
    sign: async (text, line) => {
      const wanted = await readNoteKey(line)
      const signer = (await logKeys.all(database)).find(({ key }) => sameBytes(key.publicKey, wanted.publicKey))
      if (signer === undefined) throw new Problem('fault', 'log-damaged')
      return signNote([{ ...signer, key: wanted }], text)
    },
    handovers: () => readHandovers(database),
    rotateKey: () => logKeys.rotate(database),
  }
}
