import type { Connection } from '../../platform/database/database.ts'
import type { Tiles } from './tile-tree.ts'

/** The tiles in the database, each read at most once: within one transaction what was written is what is read. */
export const createTiles = (connection: Connection): Tiles => {
  const held = new Map<string, Buffer>()
  const text = 'select hashes from journal.log_tile where level = $1 and n = $2'
  return {
    read: async (level, n) => {
      const known = held.get(`${level}/${n}`)
      if (known !== undefined) return known
      const [row] = await connection.query<{ hashes: Buffer }>({ name: 'log-tile', text, values: [level, n] })
      const hashes = row?.hashes ?? Buffer.alloc(0)
      held.set(`${level}/${n}`, hashes)
      return hashes
    },
    write: async (level, n, hashes) => {
      held.set(`${level}/${n}`, hashes)
      await connection.query({
        name: 'log-tile-write',
        text: `insert into journal.log_tile (level, n, hashes) values ($1, $2, $3)
          on conflict (level, n) do update set hashes = excluded.hashes`,
        values: [level, n, hashes],
      })
    },
  }
}

/** The newest checkpoint, as it was signed; nothing before the first entry is sequenced. */
export const findCheckpoint = async (connection: Connection): Promise<string | undefined> => {
  const text = 'select note from journal.log_checkpoint order by size desc limit 1'
  const [row] = await connection.query<{ note: string }>({ name: 'log-checkpoint', text })
  return row?.note
}

/** Keeps a checkpoint. */
export const writeCheckpoint = async (connection: Connection, size: number, note: string): Promise<void> => {
  const text = 'insert into journal.log_checkpoint (size, note) values ($1, $2)'
  await connection.query({ name: 'log-checkpoint-write', text, values: [size, note] })
}

/** An entry that has just got its place. */
export interface Leaf {
  index: number
  hash: Buffer
}

/** Gives the next entries their places, in this transaction; none while another process leads. */
export const sequenceEntries = async (connection: Connection, most: number): Promise<Leaf[]> => {
  const text = 'select index, hash from journal.sequence_entries($1)'
  const rows = await connection.query<{ index: string; hash: Buffer }>({ name: 'log-sequence', text, values: [most] })
  return rows.map(({ index, hash }) => ({ index: Number(index), hash }))
}
