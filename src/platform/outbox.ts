import type { Connection, Database } from './database/database.ts'
import { isUuid } from './ids.ts'
import { Problem } from './problem.ts'

/** Something that must still happen because of a fact. `id` is the idempotency key every receiver uses. */
export interface OutboxItem {
  spaceId: string
  id: string
  kind: string
  payload: Readonly<Record<string, string>>
  attempts: number
}

interface OutboxRow {
  space_id: string
  id: string
  kind: string
  payload: Record<string, string>
  attempts: number
}

/** An item that stopped after its last try. Whom it is about, and what it says, stay in the table. Instants are ISO. */
export interface ParkedItem {
  id: string
  kind: string
  queuedAt: string
  parkedAt: string
  /** the name of the last error */
  why: string
}

/** What a job throws whose kind may not be done yet, whoever it is for: nothing failed, and it is not a try. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack'
}

/** What leaves item by item, and what is queued by the million: neither waits behind the other. */
export type Lane = 'single' | 'bulk'

/** The queue as a worker sees it. */
export interface Outbox {
  /**
   * Leases due items of a lane for a minute. A worker that dies meanwhile leaves them to the next one: delivery is at least once,
   * the effect is made exactly once by the item's id.
   */
  leaseDue(limit: number, lane: Lane): Promise<OutboxItem[]>
  /** The item's effect is done: forget it. */
  settle(item: OutboxItem): Promise<void>
  /**
   * The item failed: it is due again later (1, 4, 9… minutes, a day at most), or parked with the reason after the fifth failure. What
   * is said to pass (a server that is down) is tried again for ever, and is none of the five.
   */
  postpone(item: OutboxItem, why: string, passes?: boolean): Promise<'due' | 'parked'>
  /** The item was held back: it is due again in a minute, as if it had not been leased. */
  giveBack(item: OutboxItem): Promise<void>
  /** The items that were parked first, at most `limit`. */
  listParked(limit: number): Promise<ParkedItem[]>
  /**
   * These parked items, or all of them, are due now, as if never tried; gives how many. Problem `absent`, `outbox-item-unknown`, and
   * nothing changed, where one of them is not parked.
   */
  retryParked(which: readonly string[] | 'all'): Promise<number>
  /** How many items wait and how many are parked: for readiness and metrics. */
  count(): Promise<{ waiting: number; parked: number }>
}

const leaseDue = async (database: Database, limit: number, lane: Lane): Promise<OutboxItem[]> => {
  const rows = await database.query<OutboxRow>({
    name: 'outbox-lease',
    text: `update platform.outbox o set attempts = attempts + 1, leased_until = now() + interval '1 minute'
      from (select space_id, id from platform.outbox
             where parked_at is null and is_bulk = $2 and due_at <= now() and (leased_until is null or leased_until < now())
             order by due_at limit $1 for update skip locked) due
      where o.space_id = due.space_id and o.id = due.id
      returning o.space_id, o.id, o.kind, o.payload, o.attempts`,
    values: [limit, lane === 'bulk'],
  })
  return rows.map(({ space_id: spaceId, ...row }) => ({ spaceId, ...row }))
}

const settle = async (database: Database, item: OutboxItem): Promise<void> => {
  await database.query({
    name: 'outbox-settle',
    text: 'delete from platform.outbox where space_id = $1 and id = $2',
    values: [item.spaceId, item.id],
  })
}

// After this many failures an item is parked, an operator is told by the log, and the others flow on.
const faultsBeforeParking = 5

const postpone = async (
  database: Database,
  item: OutboxItem,
  { why, passes }: { why: string; passes: boolean },
): Promise<'due' | 'parked'> => {
  const [row] = await database.query<{ parked: boolean }>({
    name: 'outbox-postpone',
    text: `update platform.outbox set leased_until = null, parked_why = $3, faults = faults + $4,
        parked_at = case when $4 > 0 and faults + $4 >= $5 then now() end,
        due_at = now() + least(attempts * attempts, 1440) * interval '1 minute'
      where space_id = $1 and id = $2 returning parked_at is not null as parked`,
    values: [item.spaceId, item.id, why, passes ? 0 : 1, faultsBeforeParking],
  })
  return row?.parked === true ? 'parked' : 'due'
}

const giveBack = async (database: Database, item: OutboxItem): Promise<void> => {
  await database.query({
    name: 'outbox-give-back',
    text: `update platform.outbox set leased_until = null, attempts = greatest(attempts - 1, 0), due_at = now() + interval '1 minute'
      where space_id = $1 and id = $2`,
    values: [item.spaceId, item.id],
  })
}

const count = async (database: Database): Promise<{ waiting: number; parked: number }> => {
  const [row] = await database.query<{ waiting: string; parked: string }>({
    text: `select count(*) filter (where parked_at is null) as waiting, count(parked_at) as parked from platform.outbox`,
  })
  return { waiting: Number(row?.waiting ?? 0), parked: Number(row?.parked ?? 0) }
}

const listParked = (database: Database, limit: number): Promise<ParkedItem[]> =>
  database.query<ParkedItem>({
    text: `select id, kind, created_at as "queuedAt", parked_at as "parkedAt", coalesce(parked_why, '') as why
      from platform.outbox where parked_at is not null order by parked_at, id limit $1`,
    values: [limit],
  })

const retrySql = `update platform.outbox set parked_at = null, faults = 0, attempts = 0, due_at = now()
  where parked_at is not null and ($1::uuid[] is null or id = any($1)) returning id`

const retryParked = async (database: Database, which: readonly string[] | 'all'): Promise<number> =>
  database.transaction(async (connection) => {
    const ids = which === 'all' ? null : which.filter(isUuid)
    const due = new Set((await connection.query<{ id: string }>({ text: retrySql, values: [ids] })).map(({ id }) => id))
    const unknown = which === 'all' ? [] : which.filter((id) => !due.has(id.toLowerCase()))
    if (unknown.length > 0)
      throw new Problem('absent', 'outbox-item-unknown', { details: { items: unknown.join(', ') } })
    return due.size
  })

/** The queue over a database. */
export const createOutbox = (database: Database): Outbox => ({
  leaseDue: (limit, lane) => leaseDue(database, limit, lane),
  settle: (item) => settle(database, item),
  postpone: (item, why, passes = false) => postpone(database, item, { why, passes }),
  giveBack: (item) => giveBack(database, item),
  listParked: (limit) => listParked(database, limit),
  retryParked: (which) => retryParked(database, which),
  count: () => count(database),
})

/**
 * Queues something in the caller's transaction, so that it happens exactly when the fact does: now, or from an instant on (ISO). The
 * same `id` again is nothing.
 */
export const enqueue = async (
  connection: Connection,
  item: Pick<OutboxItem, 'spaceId' | 'id' | 'kind' | 'payload'> & { dueAt?: string },
): Promise<void> => {
  await connection.query({
    name: 'outbox-enqueue',
    text: `insert into platform.outbox (space_id, id, kind, payload, due_at)
      values ($1, $2, $3, $4, coalesce($5::timestamptz, now())) on conflict do nothing`,
    values: [item.spaceId, item.id, item.kind, JSON.stringify(item.payload), item.dueAt ?? null],
  })
}

/** Takes back, in the caller's transaction, what was queued and is not wanted any more. */
export const dequeue = async (connection: Connection, spaceId: string, ids: readonly string[]): Promise<void> => {
  await connection.query({
    name: 'outbox-dequeue',
    text: 'delete from platform.outbox where space_id = $1 and id = any($2::uuid[])',
    values: [spaceId, ids],
  })
}

/**
 * What was queued follows what it is about, in the caller's transaction: all of it or those named, each due as it was. What a worker has
 * in hand is done where it is.
 */
export const moveQueued = async (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<void> => {
  await connection.query({
    name: 'outbox-move',
    text: `update platform.outbox o set space_id = $2 where space_id = $1 and ($3::uuid[] is null or id = any ($3))
      and (leased_until is null or leased_until < now())
      and not exists (select from platform.outbox there where there.space_id = $2 and there.id = o.id)`,
    values: [from, to, ids ?? null],
  })
}

/** Forgets what waits of one kind about a space, in the caller's transaction; what a worker has in hand goes on. */
export const dropQueued = async (
  connection: Connection,
  { spaceId, kind }: Pick<OutboxItem, 'spaceId' | 'kind'>,
): Promise<void> => {
  await connection.query({
    name: 'outbox-drop',
    text: `delete from platform.outbox where space_id = $1 and kind = $2 and (leased_until is null or leased_until < now())`,
    values: [spaceId, kind],
  })
}

/** Queues many of one kind, in the lane of what is many: one statement. */
export const enqueueBulk = async (
  connection: Connection,
  kind: string,
  items: readonly Pick<OutboxItem, 'spaceId' | 'id' | 'payload'>[],
): Promise<void> => {
  if (items.length === 0) return
  await connection.query({
    name: 'outbox-enqueue-bulk',
    text: `insert into platform.outbox (space_id, id, kind, payload, is_bulk)
      select space_id, id, $1, payload, true from unnest($2::uuid[], $3::uuid[], $4::jsonb[]) as given (space_id, id, payload)
      on conflict do nothing`,
    values: [
      kind,
      items.map(({ spaceId }) => spaceId),
      items.map(({ id }) => id),
      items.map(({ payload }) => JSON.stringify(payload)),
    ],
  })
}
