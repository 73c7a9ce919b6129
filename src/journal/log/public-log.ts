import type { Keys } from '../../keys/keys.ts'
import type { Database } from '../../platform/database/database.ts'
import { writeNoteKey } from '../check/note.ts'
import { createTiles, findCheckpoint } from './log-rows.ts'
import { createSequencer } from './sequence.ts'
import { createLogKey } from './sign-checkpoint.ts'

/** The log of the journal as everybody may read it, and how it grows. It holds hashes only. */
export interface PublicLog {
  /** Takes in what waits, where no other process does, `most` entries at once; gives how many. */
  sequence(most: number): Promise<number>
  /** The newest signed checkpoint; nothing before the first entry was taken in. */
  checkpoint(): Promise<string | undefined>
  /** Hashes of 32 bytes one after the other, as many as there are by now; of entries where the level is -1. */
  tile(level: number, n: number): Promise<Buffer>
  /** the line that people pin: name, id and key */
  verifierKey: string
}

/** What the log is built from; `publicUrl` is where people find it, and gives it its name. */
export interface PublicLogParts {
  database: Database
  keys: Pick<Keys, 'systemKey'>
  publicUrl: string
}

/** The name of the log of an installation. Spec: C2SP tlog-tiles, its address without the scheme. */
export const logOrigin = (publicUrl: string): string => `${new URL(publicUrl).host}/log`

/** Which of the service's own keys signs checkpoints. */
export const logKeyPurpose = 'log-signing'

/** Opens the log. */
export const createPublicLog = async ({ database, keys, publicUrl }: PublicLogParts): Promise<PublicLog> => {
  const logKey = await createLogKey(logOrigin(publicUrl), await keys.systemKey(logKeyPurpose))
  return {
    sequence: createSequencer(database, logKey),
    checkpoint: () => findCheckpoint(database),
    tile: (level, n) => createTiles(database).read(level, n),
    verifierKey: writeNoteKey(logKey.key),
  }
}
