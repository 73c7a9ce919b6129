import pg from 'pg'

import { Problem } from '../problem.ts'

/**
 * The five-character SQLSTATE of a database error (`23505`: a row like this exists already), undefined for anything else.
 * Spec: PostgreSQL, appendix A.
 */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined

// 08 connection, 53 out of connections, memory or disk, 57P the server is stopping, starting or gone.
const unavailableState = /^(08|53|57P)/
const lostSocket = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND', 'EACCES'])
const lostMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered))/

const isUnavailable = (error: unknown): boolean => {
  const state = sqlState(error)
  if (state !== undefined) return unavailableState.test(state)
  if (!(error instanceof Error)) return false
  const lostCode = 'code' in error && typeof error.code === 'string' && lostSocket.has(error.code)
  return lostCode || lostMessage.test(error.message)
}

/**
 * A lost connection, a full pool or a stopping server becomes a Problem `database-unavailable`; every other error, those
 * with a SQLSTATE included, comes back untouched.
 */
export const translateDatabaseError = (error: unknown): unknown =>
  isUnavailable(error) ? new Problem('unavailable', 'database-unavailable', { cause: error }) : error
