import assert from 'node:assert/strict'
import { test } from 'node:test'

import pg from 'pg'

import { Problem } from '../problem.ts'
import { sqlState, translateDatabaseError } from './sql-state.ts'

const databaseError = (code: string): Error => Object.assign(new pg.DatabaseError('said', 4, 'error'), { code })
const systemError = (code: string): Error => Object.assign(new Error('said'), { code })

const table: [error: unknown, state: string | undefined, unavailable: boolean][] = [
  [databaseError('23505'), '23505', false],
  [databaseError('CN001'), 'CN001', false],
  [databaseError('53300'), '53300', true],
  [databaseError('57P01'), '57P01', true],
  [databaseError('57014'), '57014', false],
  [databaseError('08006'), '08006', true],
  [systemError('EPIPE'), undefined, true],
  [systemError('ECONNREFUSED'), undefined, true],
  [systemError('ERR_INVALID_ARG_TYPE'), undefined, false],
  [new Error('timeout exceeded when trying to connect'), undefined, true],
  [new Error('Connection terminated unexpectedly'), undefined, true],
  [new Error('A query must have either text or a name'), undefined, false],
  ['thrown text', undefined, false],
]

test('a server that is gone or full is a Problem, everything else comes through as it is', () => {
  for (const [error, state, unavailable] of table) {
    assert.equal(sqlState(error), state)
    const translated = translateDatabaseError(error)
    if (unavailable) assert.ok(translated instanceof Problem && translated.reason === 'database-unavailable')
    else assert.equal(translated, error)
  }
})
