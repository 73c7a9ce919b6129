import pg from 'pg'

import type { Connection } from './connection.ts'
import { Problem } from '../problem.ts'
import { inPipeline, inTransaction, runStatement } from './session.ts'
import { translateDatabaseError } from './sql-state.ts'
import { textTypes } from './text-types.ts'

export type { Connection, Statement } from './connection.ts'
export { sqlState } from './sql-state.ts'

/** A pool of connections. A `query` outside `transaction` and `pipeline` is a transaction of its own. */
export interface Database extends Connection {
  /** Begins, runs `work`, commits, and only then gives its result; a throw of `work` rolls everything back. */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /**
   * A transaction in one round trip: BEGIN, every statement that `work` issues before its first `await`, and COMMIT leave
   * together. A later statement is a fault, and a throw after the first `await` no longer undoes: whoever must look at an
   * answer before deciding takes `transaction`. The result is given only after the commit succeeded; otherwise the first
   * failed statement's error is thrown and nothing was kept.
   */
  pipeline<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** Waits for the statements under way, then closes every connection. */
  close(): Promise<void>
}

/** Where a server is and as whom to log in: a connection string, or its parts. A `host` beginning with `/` is a socket folder. */
export interface ConnectionSettings {
  readonly connectionString?: string
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** How many connections at most; 10 when unset. */
  readonly max?: number
}

// Longer than any restart of the embedded server, shorter than a reader's patience.
const connectWithinMs = 10_000

const setUtc = async (client: pg.ClientBase): Promise<void> => {
  await client.query("set timezone = 'UTC'; set datestyle = 'ISO'")
}

const createPool = (settings: ConnectionSettings): pg.Pool => {
  const pool = new pg.Pool({
    max: 10,
    ...settings,
    application_name: 'carnet',
    connectionTimeoutMillis: connectWithinMs,
    idleTimeoutMillis: 60_000,
    pipeline: true,
    types: textTypes,
    onConnect: setUtc,
  })
  // A connection lost while idle is replaced at the next query; without these listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Opens a pool on a server. Nothing is sent before the first statement; call `close` at the end. */
export const createDatabase = (settings: ConnectionSettings): Database => {
  const pool = createPool(settings)
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw translateDatabaseError(error)
    })
    let lost = false
    try {
      return await work(client)
    } catch (error) {
      lost = error instanceof Problem && error.kind === 'unavailable'
      throw error
    } finally {
      // A dying connection, or one left inside a transaction by a rollback that failed, must not serve anybody else.
      client.release(lost || client.getTransactionStatus() !== 'I')
    }
  }
  return {
    query: (statement) => withClient((client) => runStatement(client, statement)),
    transaction: (work) => withClient((client) => inTransaction(client, work)),
    pipeline: (work) => withClient((client) => inPipeline(client, work)),
    close: () => pool.end(),
  }
}
