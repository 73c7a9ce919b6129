import type { Keys } from '../keys/keys.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/database.ts'
import { signStone, type Stone } from './pruned.ts'

/** What a pruning is built from; `keptSince` says from which instant on entries are kept, on a day. */
export interface PruningParts {
  database: Pick<Database, 'query'>
  keys: Pick<Keys, 'systemKey'>
  clock: Clock
  keptSince(now: Date): Date
}

const chainsAtOnce = 100

/** So many times a hundred chains are looked through before others have their turn; what is left goes the next time. */
const rounds = 50

const prunableText = `select space_id, audience, n, hash, (extract(epoch from last_at) * 1000)::bigint as last_at_ms
  from journal.prunable($1, $2)`

const pruneText = `select journal.prune(row($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0),
    to_timestamp($6::bigint / 1000.0), $7)::journal.pruned) as gone`

/**
 * Takes away the entries whose time is over, the oldest of each chain first; gives how many went. Each chain is one statement with its
 * signed stone: a crash leaves what was done, and whoever comes next goes on. Erased spaces go the same way. Law: EHDS article 9; rules U-3.
 */
export const createPruning =
  ({ database, keys, clock, keptSince }: PruningParts) =>
  async (): Promise<number> => {
    const seed = await keys.systemKey('journal-signing')
    const before = keptSince(clock.now()).toISOString()
    const prune = async (found: Omit<Stone, 'pruned_at_ms'>): Promise<number> => {
      const stone = { ...found, pruned_at_ms: String(clock.now().getTime()) }
      const { space_id: space, audience, n, hash, last_at_ms: last, pruned_at_ms: pruned } = stone
      const values = [space, audience, n, hash, last, pruned, signStone(seed, stone)]
      const [row] = await database.query<{ gone: number }>({ text: pruneText, values })
      return row?.gone ?? 0
    }
    let gone = 0
    for (let round = 0; round < rounds; round += 1) {
      const already = gone
      const chains = await database.query<Omit<Stone, 'pruned_at_ms'>>({
        text: prunableText,
        values: [before, chainsAtOnce],
      })
      for (const chain of chains) gone += await prune(chain)
      if (gone === already) break
    }
    return gone
  }
