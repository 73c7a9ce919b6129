import { createHmac } from 'node:crypto'
import type { Audience } from '../access/types.ts'
import type { Keys } from '../keys/keys.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection, Database } from '../platform/database/database.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import { Problem } from '../platform/problem.ts'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { CommittedBody } from './entry.ts'
import { entryHash, firstHash, type HashedEntry } from './hash.ts'
import { findStone } from './pruned.ts'
import { checkTombstone } from './tombstone.ts'

/** A stored entry with the hash it claims. */
export interface StoredEntry extends HashedEntry {
  hash: Buffer
}

/** One place where the journal does not hold: which entry, and what is wrong with it. */
export interface Flaw {
  spaceId: string
  audience: string
  n: string
  what:
    | 'number-missing'
    | 'hash-wrong'
    | 'body-changed'
    | 'head-wrong'
    | 'head-missing'
    | 'keys-missing'
    | 'tombstone-wrong'
    | 'stone-wrong'
}

/** What a verification found. It holds only when there is no flaw. */
export interface Verdict {
  spaces: number
  chains: number
  /** chains whose oldest entries were taken away after their time */
  pruned: number
  entries: number
  /** entries whose body could be opened and compared with its commitment; the others belong to erased spaces */
  opened: number
  flaws: Flaw[]
}

/** The database as its owner reads it, who sees every entry: `snapshot` shows one moment, whatever is written meanwhile. */
export interface JournalOwner extends Connection {
  snapshot<T>(work: (connection: Connection) => Promise<T>): Promise<T>
}

/** Makes a JournalOwner of a database opened with the owner's login. */
export const journalOwner = (database: Database): JournalOwner => ({
  query: (statement) => database.query(statement),
  snapshot: (work) =>
    database.transaction(async (connection) => {
      await connection.query({ text: 'set transaction isolation level repeatable read, read only' })
      return work(connection)
    }),
})

/** What to verify, and who listens meanwhile. */
export interface Verification {
  owner: JournalOwner
  keys: Pick<Keys, 'spaceKeys' | 'systemKey'>
  spaceId?: string
  onEntry?: (entry: StoredEntry) => void
}

interface Chain {
  space_id: string
  audience: Audience
}

const batch = 1_000

const entriesText = `select space_id, audience, n, (extract(epoch from at) * 1000)::bigint as at_ms, effect, reach, act, document_id,
    transaction_id, commitment, body, hash
  from journal.entry where space_id = $1 and audience = $2 and n > $3 order by n limit ${batch}`

// Every space that ever opened began with an entry: one without any has lost its chain. Only the space of nobody begins empty.
const chainsText = `select space_id, audience from journal.chain where $1::uuid is null or space_id = $1
  union
  select space_id, audience from journal.entry where $1::uuid is null or space_id = $1
  union
  select space_id, 'main' from access.space where (state <> 'closed' or epoch > 0) and ($1::uuid is null or space_id = $1)
  order by 1, 2`

const headText = 'select n, hash from journal.chain where space_id = $1 and audience = $2'

const readChain = async function* (connection: Connection, chain: Chain): AsyncGenerator<StoredEntry> {
  let after = '0'
  for (;;) {
    const rows = await connection.query<StoredEntry>({
      text: entriesText,
      values: [chain.space_id, chain.audience, after],
    })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.n
  }
}

const isCommitted = (value: unknown): value is CommittedBody => hasMember(value, 'clear')

/** Whether the body was committed to, and says the same as the columns in clear. */
const bodyHolds = (keys: SpaceKeys, entry: StoredEntry): boolean => {
  try {
    const { r, body } = keys.openJournal(entry.body)
    const { clear } = readOwnJson(body, isCommitted)
    const { space_id: space, audience, effect, reach, act, document_id: document } = entry
    const same = canonicalJson(clear) === canonicalJson({ space, audience, effect, reach, act, document })
    return same && createHmac('sha256', r).update(body).digest().equals(entry.commitment)
  } catch (error) {
    if (error instanceof Problem || error instanceof TypeError) return false
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

interface ChainVerification extends Pick<Verification, 'onEntry'> {
  connection: Connection
  /** nothing for an erased space */
  keys: SpaceKeys | undefined
  /** the journal's own key: what its tombstones are signed with */
  seed: Buffer
}

/** One chain against its head, both as they stood at one moment: acts that come in meanwhile disturb nothing. */
const verifyChain = async (
  { connection, keys, seed, onEntry }: ChainVerification,
  chain: Chain,
  verdict: Verdict,
): Promise<void> => {
  const [head] = await connection.query<{ n: string; hash: Buffer }>({
    text: headText,
    values: [chain.space_id, chain.audience],
  })
  const place = { spaceId: chain.space_id, audience: chain.audience }
  const flaw = (n: string, what: Flaw['what']): void => void verdict.flaws.push({ ...place, n, what })
  const begun = await findStone(connection, seed, place)
  if (begun) verdict.pruned += 1
  if (begun && !begun.holds) flaw(begun.stone.n, 'stone-wrong')
  let previous = begun?.stone.hash ?? firstHash(chain.space_id, chain.audience)
  let n = BigInt(begun?.stone.n ?? 0)
  for await (const entry of readChain(connection, chain)) {
    verdict.entries += 1
    onEntry?.(entry)
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
  if (!head) flaw('0', 'head-missing')
  else if (BigInt(head.n) !== n || !head.hash.equals(previous)) flaw(head.n, 'head-wrong')
  const end = { ...place, n: String(n), hash: previous }
  const unburied = keys ? undefined : await checkTombstone(connection, seed, end)
  if (unburied) flaw(end.n, unburied)
}

/** Replays every chain, or those of one space, from the first entry to the head: numbers, hashes, commitments, heads. */
export const verifyJournal = async (verification: Verification): Promise<Verdict> => {
  const { owner, spaceId } = verification
  const chains = await owner.query<Chain>({ text: chainsText, values: [spaceId ?? null] })
  const spaces = new Set(chains.map((chain) => chain.space_id)).size
  const verdict: Verdict = { spaces, chains: chains.length, pruned: 0, entries: 0, opened: 0, flaws: [] }
  const seed = await verification.keys.systemKey('journal-signing')
  for (const chain of chains) {
    const keys = await keysOf(verification.keys, chain.space_id)
    await owner.snapshot((connection) =>
      verifyChain({ connection, keys, seed, onEntry: verification.onEntry }, chain, verdict),
    )
  }
  return verdict
}
