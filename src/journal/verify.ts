import { createHmac } from 'node:crypto'
import type { Keys } from '../keys/keys.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import { entryHash, firstHash, type HashedEntry } from './hash.ts'

/** A stored entry with the hash it claims. */
export interface StoredEntry extends HashedEntry {
  hash: Buffer
}

/** One place where the journal does not hold: which entry, and what is wrong with it. */
export interface Flaw {
  spaceId: string
  audience: string
  n: string
  what: 'number-missing' | 'hash-wrong' | 'body-changed' | 'head-wrong' | 'head-missing'
}

/** What a verification found. It holds only when there is no flaw. */
export interface Verdict {
  spaces: number
  chains: number
  entries: number
  /** entries whose body could be opened and compared with its commitment; the others belong to erased spaces */
  opened: number
  flaws: Flaw[]
}

/** What to verify, and who listens meanwhile. `owner` is a connection of the database's owner, who sees every entry. */
export interface Verification {
  owner: Connection
  keys: Pick<Keys, 'spaceKeys'>
  spaceId?: string
  onEntry?: (entry: StoredEntry) => void
}

interface Head {
  space_id: string
  audience: string
  n: string
  /** null where entries have no head row at all */
  hash: Buffer | null
}

const batch = 1_000

const entriesText = `select space_id, audience, n, (extract(epoch from at) * 1000)::bigint as at_ms, effect, reach, act, document_id,
    transaction_id, commitment, body, hash
  from journal.entry where space_id = $1 and audience = $2 and n > $3 order by n limit ${batch}`

const headsText = `select c.space_id, c.audience, c.n, c.hash from journal.chain c where $1::uuid is null or c.space_id = $1
  union all
  select distinct e.space_id, e.audience, 0::bigint, null::bytea from journal.entry e
   where ($1::uuid is null or e.space_id = $1)
     and not exists (select from journal.chain c where c.space_id = e.space_id and c.audience = e.audience)
  order by 1, 2`

const readChain = async function* (owner: Connection, head: Head): AsyncGenerator<StoredEntry> {
  let after = '0'
  for (;;) {
    const rows = await owner.query<StoredEntry>({ text: entriesText, values: [head.space_id, head.audience, after] })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.n
  }
}

const bodyHolds = (keys: SpaceKeys, entry: StoredEntry): boolean => {
  try {
    const { r, body } = keys.openJournal(entry.body)
    return createHmac('sha256', r).update(body).digest().equals(entry.commitment)
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** The keys of a space, or nothing when it was erased: its chain still holds, its bodies are gone for ever. */
const keysOf = async (keys: Verification['keys'], spaceId: string): Promise<SpaceKeys | undefined> => {
  try {
    return await keys.spaceKeys(spaceId)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'absent') return undefined
    throw error
  }
}

const verifyChain = async (verification: Verification, head: Head, verdict: Verdict): Promise<void> => {
  const place = { spaceId: head.space_id, audience: head.audience }
  const flaw = (n: string, what: Flaw['what']): void => void verdict.flaws.push({ ...place, n, what })
  const keys = await keysOf(verification.keys, head.space_id)
  let previous = firstHash(head.space_id, head.audience)
  let n = 0n
  for await (const entry of readChain(verification.owner, head)) {
    verdict.entries += 1
    verification.onEntry?.(entry)
    n += 1n
    if (BigInt(entry.n) !== n) flaw(String(n), 'number-missing')
    else if (!entryHash(entry, previous).equals(entry.hash)) flaw(entry.n, 'hash-wrong')
    if (keys) {
      verdict.opened += 1
      if (!bodyHolds(keys, entry)) flaw(entry.n, 'body-changed')
    }
    // Going on from what is stored names every entry that is wrong by itself, not all that follow the first.
    n = BigInt(entry.n)
    previous = entry.hash
  }
  if (head.hash === null) flaw('0', 'head-missing')
  else if (BigInt(head.n) !== n || !head.hash.equals(previous)) flaw(head.n, 'head-wrong')
}

/** Replays every chain, or those of one space, from the first entry to the head: numbers, hashes, commitments, heads. */
export const verifyJournal = async (verification: Verification): Promise<Verdict> => {
  const { owner, spaceId } = verification
  const heads = await owner.query<Head>({ text: headsText, values: [spaceId ?? null] })
  const verdict: Verdict = { spaces: 0, chains: heads.length, entries: 0, opened: 0, flaws: [] }
  verdict.spaces = new Set(heads.map((head) => head.space_id)).size
  for (const head of heads) await verifyChain(verification, head, verdict)
  return verdict
}
