import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { professionalPages, startPages } from '../../../../tests/support/pages/start-pages.ts'
import { Problem, type ProblemKind } from '../../../platform/problem.ts'

const record = professionalPages.find((url) => /^\/pro\/patients\/[\w-]+$/.test(url)) ?? ''

const answered = async (kind: ProblemKind, reason: string) => {
  const parts = fakeParts(professionalSession())
  const readPerson = async (): Promise<never> => {
    throw new Problem(kind, reason)
  }
  return (await startPages({ ...parts, identity: { ...parts.identity, readPerson } })).inject({ url: record })
}

test('a measure that is spent has a page of its own: what stays open, and the way of an emergency', async () => {
  const { statusCode, body } = await answered('busy', 'too-many-persons')
  assert.equal(statusCode, 429)
  assert.match(body, /fr:too-many-persons[\s\S]*restent ouverts[\s\S]*href="\/pro\/emergency"/)
})

test('any other lack of room is told as ever', async () => {
  const { body } = await answered('busy', 'space-busy')
  assert.doesNotMatch(body, /restent ouverts/)
})
