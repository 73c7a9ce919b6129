import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshExample } from '../../../../scenarios/conformance/support/own-deposits.ts'
import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { fedOf, notingRefusals } from './note-fed.ts'

const visitor: Visitor = {
  actor: { kind: 'professional', id: '810000001015', name: 'Dr', profession: '10' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}

test('of a document its type, its day and whether there were remarks are counted, and nothing else of it', () => {
  const { metadata, bytes } = freshExample('laboratory-report.xml')
  const ready = [
    {
      id: 'one',
      document: { metadata, content: { bytes }, field: 'f' },
      inspected: { metadata, warnings: ['w'], results: [] },
    },
  ]
  const { createdAt } = metadata
  const fed = { typeCode: '11502-2', createdAt, older: false, remarked: true }
  assert.deepEqual(fedOf({}, ready), [fed])
  assert.deepEqual(fedOf({ older: true }, ready), [{ ...fed, older: true }])
})

test('a refusal is noted with what is told, and told as it was; what succeeds is no refusal', async () => {
  const noted: unknown[] = []
  const unexpected = (): never => assert.fail()
  const noteFed = {
    taken: unexpected,
    again: unexpected,
    refused: (_visitor: Visitor, error: unknown) => void noted.push(error),
  }
  const problem = new Problem('incorrect', 'content-empty')
  const work = notingRefusals(noteFed, async (_visitor, asked: string) => {
    if (asked === 'wrong') throw problem
    return asked
  })
  assert.equal(await work(visitor, 'right'), 'right')
  await assert.rejects(work(visitor, 'wrong'), (error) => error === problem)
  assert.deepEqual(noted, [problem])
})
