import assert from 'node:assert/strict'
import { Problem, type ProblemDetails } from '../../src/platform/problem.ts'

/** How something fails: the Problem that it must throw, as plain kind, reason and details. */
export const problemOf = async (
  work: Promise<unknown>,
): Promise<{ kind: string; reason: string; details: ProblemDetails }> => {
  const error: unknown = await work.then(
    () => assert.fail('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Problem, String(error))
  return { kind: error.kind, reason: error.reason, details: error.details }
}

/** The Problem that a function throws at once. */
export const thrownBy = (work: () => unknown): Problem => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  return assert.fail('nothing was thrown')
}
