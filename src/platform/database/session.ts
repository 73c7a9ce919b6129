import type pg from 'pg'

import { Problem } from '../problem.ts'
import type { Connection, Statement } from './connection.ts'
import { translateDatabaseError } from './sql-state.ts'

/** The part of a connection of `pg` that we use, with rows of the type that the statement's author gives them. */
interface Client {
  query<Row>(statement: Mutable | string): Promise<Answer<Row>>
  connection: { stream: { cork(): void; uncork(): void } }
}

interface Answer<Row> {
  command: string
  rows?: Row[]
}

interface Mutable {
  name?: string
  text: string
  values: unknown[]
}

/** Runs one statement on a connection and gives its rows; lost connections become Problems. */
export const runStatement = async <Row>(client: Client, statement: Statement): Promise<Row[]> => {
  try {
    const { name, text, values = [] } = statement
    const result = await client.query<Row>({ name, text, values: [...values] })
    // Several statements in one text (a migration) answer with a list and no rows.
    return result.rows ?? []
  } catch (error) {
    throw translateDatabaseError(error)
  }
}

const ignore = (): void => {}

interface Scope {
  readonly connection: Connection
  /** From here on a statement would run outside the transaction: it is a fault instead. */
  close(): void
  firstError(): Error | undefined
}

/** What is sent before the next wait leaves in one write: a write costs more than most statements do. */
const createGathering = ({ connection: { stream } }: Client): (() => void) => {
  let corked = false
  return () => {
    if (corked) return
    corked = true
    stream.cork()
    process.nextTick(() => {
      corked = false
      stream.uncork()
    })
  }
}

const openScope = (client: Client): Scope => {
  const gather = createGathering(client)
  gather()
  let open = true
  let firstError: Error | undefined
  const query = <Row>(statement: Statement): Promise<Row[]> => {
    if (!open) return Promise.reject(new Problem('fault', 'statement-after-transaction'))
    gather()
    const rows = runStatement<Row>(client, statement)
    // Statements sent together fail together: one that nobody awaits any more must not end the process.
    rows.catch((error: unknown) => {
      firstError ??= error instanceof Error ? error : new Problem('fault', 'transaction-rolled-back', { cause: error })
    })
    return rows
  }
  return {
    connection: { query },
    close: () => {
      open = false
    },
    firstError: () => firstError,
  }
}

// A COMMIT of a failed transaction succeeds, and says ROLLBACK.
const checkCommitted = (command: string, firstError: Error | undefined): void => {
  if (command === 'COMMIT') return
  if (firstError !== undefined) throw firstError
  throw new Problem('fault', 'transaction-rolled-back')
}

/** BEGIN, `work`, COMMIT; ROLLBACK when `work` throws. BEGIN leaves together with the first statement. */
export const inTransaction = async <T>(client: Client, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const scope = openScope(client)
  client.query('begin').catch(ignore)
  try {
    const result = await work(scope.connection)
    scope.close()
    const commit = await client.query('commit')
    checkCommitted(commit.command, scope.firstError())
    return result
  } catch (error) {
    scope.close()
    await client.query('rollback').catch(ignore)
    throw translateDatabaseError(error)
  }
}

const startWork = <T>(work: (connection: Connection) => Promise<T>, connection: Connection): Promise<T> => {
  try {
    return work(connection)
  } catch (error) {
    return Promise.reject(error)
  }
}

/** BEGIN, what `work` issues before its first await, and COMMIT in one write; see `Database.pipeline`. */
export const inPipeline = async <T>(
  client: pg.PoolClient,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const scope = openScope(client)
  const { stream } = client.connection
  stream.cork()
  client.query('begin').catch(ignore)
  const outcome = startWork(work, scope.connection)
  let refused = false
  outcome.catch(() => {
    refused = true
  })
  // One turn of the microtask queue: long enough to see a `work` that threw before it awaited anything.
  await Promise.resolve()
  scope.close()
  const undone = refused
  const end = client.query(undone ? 'rollback' : 'commit')
  stream.uncork()
  const [result, ended] = await Promise.allSettled([outcome, end])
  if (undone && result.status === 'rejected') throw result.reason
  if (ended.status === 'rejected') throw scope.firstError() ?? translateDatabaseError(ended.reason)
  checkCommitted(ended.value.command, scope.firstError())
  if (result.status === 'rejected') throw result.reason
  return result.value
}
