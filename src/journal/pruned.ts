import { createPublicKey, sign, verify } from 'node:crypto'
import { uuidBytes } from '../platform/ids.ts'
import type { Connection } from '../platform/database/database.ts'
import { int8 } from './hash.ts'
import { privateKeyOf, type JournalSeed } from './journal-key.ts'

/** Where a chain begins once its oldest entries were taken away after their time: the last of those. */
export interface Stone {
  space_id: string
  audience: string
  n: string
  hash: Buffer
  /** milliseconds since 1970: of that entry, and of the taking away */
  last_at_ms: string
  pruned_at_ms: string
}

/** Spec: "carnet/pruned/v1" 0 space(16) audience 0 n(8) hash(32) last(8, ms) pruned(8, ms), as docs/decisions/0005-journal-format.md says. */
const signedBytes = (stone: Stone): Buffer =>
  Buffer.concat([
    Buffer.from('carnet/pruned/v1\0'),
    uuidBytes(stone.space_id),
    Buffer.from(`${stone.audience}\0`),
    int8(stone.n),
    stone.hash,
    int8(stone.last_at_ms),
    int8(stone.pruned_at_ms),
  ])

/** Signs where a chain begins, with Ed25519 (64 bytes). */
export const signStone = (seed: JournalSeed, stone: Stone): Buffer => sign(null, signedBytes(stone), privateKeyOf(seed))

interface StoneRow extends Stone {
  signature: Buffer
}

const text = `select space_id, audience, n, hash, (extract(epoch from last_at) * 1000)::bigint as last_at_ms,
    (extract(epoch from pruned_at) * 1000)::bigint as pruned_at_ms, signature
  from journal.pruned where space_id = $1 and audience = $2`

/** The stone before a chain, and whether it is the journal's own; nothing where the chain still begins with its first entry. */
export const findStone = async (
  connection: Connection,
  seed: JournalSeed,
  chain: { spaceId: string; audience: string },
): Promise<{ stone: Stone; holds: boolean } | undefined> => {
  const values = [chain.spaceId, chain.audience]
  const [row] = await connection.query<StoneRow>({ name: 'journal-stone', text, values })
  if (row === undefined) return undefined
  const { signature, ...stone } = row
  return { stone, holds: verify(null, signedBytes(stone), createPublicKey(privateKeyOf(seed)), signature) }
}
