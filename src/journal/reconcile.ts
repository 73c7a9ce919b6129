import type { Clock } from '../platform/clock.ts'
import type { Connection, Database } from '../platform/database/database.ts'

/** What the monitor looks with; `lateMinutes`: an entry that waits longer for the public log is late. */
export interface ReconcilingParts {
  database: Pick<Database, 'query' | 'transaction'>
  clock: Clock
  lateMinutes(now: Date): number
}

/** A table below this many rows is read whole by the database's own choice: that tells nothing. */
const tellingRows = 10_000

const lateText = `insert into journal.gap (kind, what, began_at)
  select 'log-late', 'log', w.since from (select journal.waiting_since() as since) w where w.since < $1
  on conflict (kind) where kind = 'log-late' and ended_at is null do nothing`

const caughtUpText = `update journal.gap set ended_at = now()
  where kind = 'log-late' and ended_at is null and coalesce(journal.waiting_since() >= $1, true)`

// The counts are the database's own, of every session: a visit reads by its space's key and never a whole table.
const readsText = `with now_read as (
    select relname::text as table_name, seq_tup_read as rows_read, n_live_tup as size
      from pg_stat_user_tables where schemaname = 'vault'
  ), told as (
    insert into journal.gap (kind, what, ended_at)
    select case when n.rows_read < l.rows_read then 'counts-reset' else 'table-read' end, n.table_name, now()
      from now_read n join journal.read_count l using (table_name)
     where n.rows_read < l.rows_read or (n.size >= $1 and n.rows_read - l.rows_read >= n.size / 2)
  )
  insert into journal.read_count as c (table_name, rows_read) select table_name, rows_read from now_read
  on conflict (table_name) do update set rows_read = excluded.rows_read, at = now()`

const lookOnce = async (connection: Connection, lateSince: Date): Promise<void> => {
  await connection.query({ text: 'select pg_advisory_xact_lock(7265234)' })
  await connection.query({ text: lateText, values: [lateSince] })
  await connection.query({ text: caughtUpText, values: [lateSince] })
  await connection.query({ text: readsText, values: [tellingRows] })
}

/**
 * Notes what a look at the whole finds: entries that wait too long for the public log, and reads that no visit makes. Writes without an
 * entry are noted by the database at the moment they happen (migrations/0021). What it cannot see: docs/operating/journal.md.
 */
export const createReconciling =
  ({ database, clock, lateMinutes }: ReconcilingParts) =>
  (): Promise<void> => {
    const now = clock.now()
    const lateSince = new Date(now.getTime() - lateMinutes(now) * 60_000)
    return database.transaction((connection) => lookOnce(connection, lateSince))
  }
