import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../src/platform/database/database.ts'

/** Waits until so many stand before rows that others hold. */
export const waitForLocks = async (database: Pick<Database, 'query'>, count: number): Promise<void> => {
  const text = `select from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where not l.granted and a.datname = current_database()`
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await database.query({ text })).length >= count) return
    await delay(10)
  }
  assert.fail('nobody waited')
}
