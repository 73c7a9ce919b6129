import { createPublicKey, sign, verify } from 'node:crypto'
import type { LifeAct } from '../access/life-act.ts'
import type { Audience } from '../access/types.ts'
import { uuidBytes } from '../platform/ids.ts'
import type { Connection } from '../platform/database/database.ts'
import type { EntryPlace } from './entry.ts'
import { int8 } from './hash.ts'
import { privateKeyOf, type JournalSeed } from './journal-key.ts'

/** Where an erased space's chain ended, and by which act. `hash` is the last entry's. */
interface Tombstone {
  spaceId: string
  audience: Audience
  n: string
  hash: Buffer
  /** milliseconds since 1970 */
  atMs: string
  act: LifeAct
}

/** Spec: "carnet/tombstone/v1" 0 space(16) audience 0 n(8) hash(32) at(8, ms) act, as docs/decisions/0005-journal-format.md says. */
const signedBytes = ({ spaceId, audience, n, hash, atMs, act }: Tombstone): Buffer =>
  Buffer.concat([
    Buffer.from('carnet/tombstone/v1\0'),
    uuidBytes(spaceId),
    Buffer.from(`${audience}\0`),
    int8(n),
    hash,
    int8(atMs),
    Buffer.from(act),
  ])

/** Signs the end of a chain with Ed25519 (64 bytes). */
const signTombstone = (seed: JournalSeed, tombstone: Tombstone): Buffer =>
  sign(null, signedBytes(tombstone), privateKeyOf(seed))

/** Whether a signature is the journal's own for this end of a chain. */
const tombstoneHolds = (seed: JournalSeed, tombstone: Tombstone, signature: Buffer): boolean =>
  verify(null, signedBytes(tombstone), createPublicKey(privateKeyOf(seed)), signature)

/**
 * Writes the tombstone of a space behind the entry that erases it, in the same transaction: `place` is that entry's, the last of
 * its chain for ever, since its keys go with it.
 */
export const writeTombstone = async (
  connection: Connection,
  seed: JournalSeed,
  last: { spaceId: string; audience: Audience; place: EntryPlace; act: LifeAct },
): Promise<void> => {
  const { spaceId, audience, place, act } = last
  const atMs = String(Date.parse(place.at))
  const tombstone = { spaceId, audience, n: place.n, hash: Buffer.from(place.hash, 'hex'), atMs, act }
  await connection.query({
    name: 'tombstone-write',
    text: `insert into journal.tombstone (space_id, audience, n, hash, at, act, signature)
      values ($1, $7, $2, $3, to_timestamp($4::bigint / 1000.0), $5, $6)`,
    values: [spaceId, place.n, tombstone.hash, atMs, act, signTombstone(seed, tombstone), audience],
  })
}

interface TombstoneRow {
  n: string
  hash: Buffer
  at_ms: string
  act: LifeAct
  signature: Buffer
}

/** What a space without keys leaves: a tombstone that is the journal's own and names the chain's last entry, or a flaw. */
export const checkTombstone = async (
  connection: Connection,
  seed: JournalSeed,
  end: { spaceId: string; audience: Audience; n: string; hash: Buffer },
): Promise<'keys-missing' | 'tombstone-wrong' | undefined> => {
  const { spaceId, audience } = end
  const [row] = await connection.query<TombstoneRow>({
    text: `select n, hash, (extract(epoch from at) * 1000)::bigint as at_ms, act, signature
      from journal.tombstone where space_id = $1 and audience = $2`,
    values: [spaceId, audience],
  })
  if (!row) return 'keys-missing'
  const { n, hash, at_ms: atMs, act, signature } = row
  const signed = tombstoneHolds(seed, { spaceId, audience, n, hash, atMs, act }, signature)
  return signed && n === end.n && hash.equals(end.hash) ? undefined : 'tombstone-wrong'
}
