import type { Keys } from '../../keys/keys.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { Malformed } from '../check/bytes.ts'
import { openNote, readNoteKey, writeNoteKey } from '../check/note.ts'
import { createLogKey, signNote, type LogKey } from './sign-checkpoint.ts'

/** Every key that ever signed the log: at least one, the one that signs now last. */
export type KeyRing = readonly [LogKey, ...LogKey[]]

/** The keys of the log, as the database says at this moment: a rotation counts for the next signature, in every process. */
export interface LogKeys {
  all(connection: Connection): Promise<KeyRing>
  /** Makes the key that signs from now on; gives its line. What the older ones signed stays good. */
  rotate(database: Pick<Database, 'transaction'>): Promise<string>
}

/** What a handover says first, so that it can be taken for no checkpoint. */
const handoverLabel = 'carnet/log-key/v1'

const first = 'log-signing'

/** The key that signs now. */
export const activeOf = (ring: KeyRing): LogKey => ring.at(-1) ?? ring[0]

const rowsText = 'select purpose, handover from journal.log_key order by n'

interface KeyRow {
  purpose: string
  handover: string
}

const readRows = (connection: Connection): Promise<KeyRow[]> =>
  connection.query<KeyRow>({ name: 'log-keys', text: rowsText })

/** The handovers of the log, the oldest first. */
export const readHandovers = async (connection: Connection): Promise<string[]> =>
  (await readRows(connection)).map(({ handover }) => handover)

const writeHandover = (from: LogKey, to: LogKey): string => {
  const text = `${handoverLabel}\n${writeNoteKey(from.key)}\n${writeNoteKey(to.key)}\n`
  return signNote([from, to], text)
}

/** Opens the keys of the log; `origin` is its name. Trust: the sequencer's lock is taken to rotate, so that no checkpoint is between. */
export const createLogKeys = (keys: Pick<Keys, 'systemKey'>, origin: string): LogKeys => {
  const keyOf = async (purpose: string): Promise<LogKey> => createLogKey(origin, await keys.systemKey(purpose))
  const all = async (connection: Connection): Promise<KeyRing> => {
    const rows = await readRows(connection)
    return [await keyOf(first), ...(await Promise.all(rows.map(({ purpose }) => keyOf(purpose))))]
  }
  return {
    all,
    rotate: (database) =>
      database.transaction(async (connection) => {
        await connection.query({ text: 'select pg_advisory_xact_lock(7265233)' })
        const ring = await all(connection)
        const n = ring.length + 1
        const [purpose, old] = [`${first}-${n}`, activeOf(ring)]
        const fresh = await keyOf(purpose)
        await connection.query({
          text: 'insert into journal.log_key (n, purpose, handover) values ($1, $2, $3)',
          values: [n, purpose, writeHandover(old, fresh)],
        })
        return writeNoteKey(fresh.key)
      }),
  }
}

/** Cuts handovers that lie one after the other, as `/log/keys` serves them. */
export const splitHandovers = (text: string): string[] =>
  text.split(/^(?=carnet\/log-key\/v1\n)/m).filter((note) => note !== '')

const handedTo = async (from: string, note: string): Promise<string | undefined> => {
  const [label, old = '', fresh = '', end] = note.split('\n')
  if (label !== handoverLabel || old !== from || end !== '') return undefined
  const signers = [await readNoteKey(old), await readNoteKey(fresh)]
  const opened = await Promise.all(signers.map((key) => openNote(note, key)))
  return opened.includes(undefined) ? undefined : fresh
}

/** The keys that one key leads to, itself first: through each handover that the one before and the new one have both signed. */
export const followHandovers = async (key: string, notes: readonly string[]): Promise<string[]> => {
  const reached = [key]
  for (const note of notes) {
    const next = await handedTo(reached.at(-1) ?? key, note).catch((error: unknown) => {
      if (error instanceof Malformed) return undefined
      throw error
    })
    if (next !== undefined) reached.push(next)
  }
  return reached
}
