import type { Clock } from './clock.ts'
import type { Connection, Database } from './database/database.ts'
import { Problem } from './problem.ts'

/** What is counted together: a bucket (`sign-in-login`) and whoever or whatever is tried, of which only a hash is kept. */
export interface AttemptKey {
  bucket: string
  subject: string
}

/** At most `count` tries in `seconds`, counted from the first of them. `{ count: 1, seconds: 30 }` is a wait after an error. */
export interface AttemptLimit {
  count: number
  seconds: number
}

/** Whether a try may be evaluated; when not, after how many seconds and at which instant (ISO) the next one may. */
export type AttemptAnswer = { allowed: true } | { allowed: false; seconds: number; nextAt: string }

/** Counts tries of what must not be guessed. A refused try is not to be evaluated, and does not prolong the wait. */
export interface Attempts {
  /** Counts a try before it is evaluated. Exact however many arrive at once: never more than the limit are allowed. */
  take(key: AttemptKey, limit: AttemptLimit): Promise<AttemptAnswer>
  /** Like `take`, but throws Problem `busy`: `wait-before-retry` (seconds) for a short wait, `too-many-tries` (minutes) else. */
  require(key: AttemptKey, limit: AttemptLimit): Promise<void>
  /** `require` for several keys of one try, each in a bucket of its own: where the first that is full refuses it, none has counted it. */
  requireAll(tries: readonly [key: AttemptKey, limit: AttemptLimit][]): Promise<void>
  /** How many tries stand at a key now, one more than its limit at most, and until when; looks and counts nothing. */
  count(key: AttemptKey): Promise<{ count: number; endsAt?: string }>
  /** Forgets the tries of a key: after a success. */
  clear(key: AttemptKey): Promise<void>
  /** Drops what no longer counts; gives how many rows. Nothing depends on it but the size of the table. */
  sweep(): Promise<number>
}

// One statement: the row lock of the conflicting insert makes parallel tries queue and see each other's count. A full count
// stays at limit + 1, and its end stays where the first try put it.
const takeSql = `insert into platform.attempt as a (bucket, subject_hash, count, ends_at)
  values ($1, $2, 1, $3::timestamptz + make_interval(secs => $4))
  on conflict (bucket, subject_hash) do update set
    count = case when a.ends_at <= $3::timestamptz then 1 else least(a.count, $5::integer) + 1 end,
    ends_at = case when a.ends_at <= $3::timestamptz then excluded.ends_at else a.ends_at end
  returning count, ends_at, ceil(extract(epoch from ends_at - $3::timestamptz))::integer as seconds`
// The same for several keys: whoever finds one full undoes them all, so that no count passes its limit. The rows are locked in the
// order given, which is one order of buckets for each kind of try.
const takeAllSql = `insert into platform.attempt as a (bucket, subject_hash, count, ends_at)
  select bucket, subject_hash, 1, $1::timestamptz + make_interval(secs => seconds)
    from unnest($2::text[], $3::bytea[], $4::integer[]) as tried (bucket, subject_hash, seconds)
  on conflict (bucket, subject_hash) do update set
    count = case when a.ends_at <= $1::timestamptz then 1 else a.count + 1 end,
    ends_at = case when a.ends_at <= $1::timestamptz then excluded.ends_at else a.ends_at end
  returning bucket, count, ends_at, ceil(extract(epoch from ends_at - $1::timestamptz))::integer as seconds`
const countSql = `select count, ends_at from platform.attempt where bucket = $1 and subject_hash = $2 and ends_at > $3`
const clearSql = `delete from platform.attempt where bucket = $1 and subject_hash = $2`
const sweepSql = `with gone as (delete from platform.attempt where ends_at <= $1 returning 1)
  select count(*)::integer as count from gone`

interface AttemptRow {
  /** of several at once */
  bucket: string
  count: number
  ends_at: string
  seconds: number
}

// Longer waits are told in minutes.
const longestWaitInSeconds = 90

const refuse = (seconds: number, nextAt: string): Problem =>
  seconds <= longestWaitInSeconds
    ? new Problem('busy', 'wait-before-retry', { details: { seconds, nextAt } })
    : new Problem('busy', 'too-many-tries', { details: { minutes: Math.ceil(seconds / 60), seconds, nextAt } })

/** The counters over a database. `hash` makes the stored form of a subject: keyed where subjects could be guessed. */
export const createAttempts = (parts: {
  database: Database
  clock: Clock
  hash: (subject: string) => Buffer
}): Attempts => {
  const { database, clock, hash } = parts
  const now = (): string => clock.now().toISOString()
  const take: Attempts['take'] = async ({ bucket, subject }, limit) => {
    const values = [bucket, hash(subject), now(), limit.seconds, limit.count]
    const [row] = await database.query<AttemptRow>({ name: 'attempt-take', text: takeSql, values })
    if (row !== undefined && row.count <= limit.count) return { allowed: true }
    return { allowed: false, seconds: row?.seconds ?? limit.seconds, nextAt: row?.ends_at ?? now() }
  }
  const takeAll = async (
    connection: Connection,
    tries: readonly [key: AttemptKey, limit: AttemptLimit][],
  ): Promise<void> => {
    const subjects = tries.map(([{ subject }]) => hash(subject))
    const values = [now(), tries.map(([key]) => key.bucket), subjects, tries.map(([, limit]) => limit.seconds)]
    const rows = await connection.query<AttemptRow>({ name: 'attempt-take-all', text: takeAllSql, values })
    for (const [{ bucket }, { count }] of tries) {
      const row = rows.find((counted) => counted.bucket === bucket)
      if (row !== undefined && row.count > count) throw refuse(row.seconds, row.ends_at)
    }
  }
  return {
    take,
    requireAll: (tries) => database.transaction((connection) => takeAll(connection, tries)),
    require: async (key, limit) => {
      const answer = await take(key, limit)
      if (!answer.allowed) throw refuse(answer.seconds, answer.nextAt)
    },
    count: async ({ bucket, subject }) => {
      const values = [bucket, hash(subject), now()]
      const [row] = await database.query<Pick<AttemptRow, 'count' | 'ends_at'>>({ text: countSql, values })
      return row === undefined ? { count: 0 } : { count: row.count, endsAt: row.ends_at }
    },
    clear: async ({ bucket, subject }) => {
      await database.query({ text: clearSql, values: [bucket, hash(subject)] })
    },
    sweep: async () => {
      const [row] = await database.query<{ count: number }>({ text: sweepSql, values: [now()] })
      return row?.count ?? 0
    },
  }
}
