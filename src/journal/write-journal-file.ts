import { createHash } from 'node:crypto'
import type { Audience, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import type { FileChain, FileEntry } from './check/journal-file.ts'
import { readCheckpoint } from './check/note.ts'
import { writeLogProof } from './check/proof-text.ts'
import type { HashedEntry } from './hash.ts'
import type { JournalSeed } from './journal-key.ts'
import { createTiles, findCheckpoint } from './log/log-rows.ts'
import { proveInclusion } from './log/prove.ts'
import { findStone, type Stone } from './pruned.ts'
import type { ReadableChain } from './readable-chains.ts'

/** Who reads: inside a granted visit, with the keys of the space. */
export interface JournalReader {
  grant: Grant
  keys: SpaceKeys
  /** the journal's own key */
  seed: JournalSeed
}

/** A chain as it was read: where lines before it were taken away after their time, with the stone that says so. */
export interface ReadChain extends FileChain {
  stone?: Stone
}

interface Row extends HashedEntry {
  hash: Buffer
}

const rowsText = `select space_id, audience, n, (extract(epoch from at) * 1000)::bigint as at_ms, effect, reach, act, document_id,
    transaction_id, commitment, body, hash
  from journal.entry where space_id = $1 and audience = $2 and n <= $3 order by n`

const leafText = `select index, n from journal.log_leaf where space_id = $1 and audience = $2 and n <= $3 order by n desc limit 1`

const everything = '9223372036854775807'

const fileEntry = (keys: SpaceKeys, row: Row): FileEntry => {
  const { r, body } = keys.openJournal(row.body)
  return {
    n: row.n,
    at: new Date(Number(row.at_ms)).toISOString(),
    effect: row.effect,
    reach: row.reach,
    act: row.act,
    document: row.document_id,
    transaction: row.transaction_id,
    commitment: row.commitment.toString('hex'),
    sealed: createHash('sha256').update(row.body).digest('hex'),
    hash: row.hash.toString('hex'),
    r: r.toString('hex'),
    body: body.toString(),
  }
}

const proveNewest = async (
  connection: Connection,
  values: readonly [spaceId: string, audience: Audience, upTo: string],
): Promise<FileChain['proof']> => {
  const [leaf] = await connection.query<{ index: string; n: string }>({
    name: 'log-newest',
    text: leafText,
    values: [...values],
  })
  // Read after the leaf: leaf and checkpoint are committed together, so this one holds it.
  const checkpoint = await findCheckpoint(connection)
  if (leaf === undefined || checkpoint === undefined) return null
  const index = Number(leaf.index)
  const path = await proveInclusion(createTiles(connection), index, readCheckpoint(checkpoint).size)
  const hashes = path.map((hash) => new Uint8Array(hash))
  return { n: leaf.n, text: writeLogProof({ index, hashes, checkpoint }) }
}

/** Chains with everything their hashes cover, as far as their reader may read, and what proves them in the public log; empty ones are left out. */
export const readFileChains = async (
  connection: Connection,
  { grant, keys, seed }: JournalReader,
  readable: readonly ReadableChain[],
): Promise<ReadChain[]> => {
  const chains: ReadChain[] = []
  for (const { audience, upTo = everything } of readable) {
    const values = [grant.spaceId, audience, upTo] as const
    const rows = await connection.query<Row>({ name: 'journal-file', text: rowsText, values: [...values] })
    const last = rows.at(-1)
    if (last === undefined) continue
    const entries = rows.map((row) => fileEntry(keys, row))
    const head = { n: last.n, hash: last.hash.toString('hex') }
    const begun = await findStone(connection, seed, { spaceId: grant.spaceId, audience })
    const stone = begun?.holds ? { stone: begun.stone } : {}
    chains.push({ audience, entries, head, proof: await proveNewest(connection, values), ...stone })
  }
  return chains
}
