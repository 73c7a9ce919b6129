import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshExample } from '../../../../scenarios/conformance/support/own-deposits.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { createParameters } from '../../../reference/create-parameters.ts'
import type { Submission } from '../types.ts'
import { createOlderDeposits } from './older-deposits.ts'

const clock = fixedClock('2026-11-22T09:00:00.000Z')
const parameters = createParameters()
const most = parameters.parameterAt('olderDepositsAtOnce', clock.now().toISOString())

const submission = (older: boolean): Submission => ({
  patient: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
  documents: [],
  supersedes: [],
  messageHash: Buffer.alloc(32),
  ...(older ? { older: true } : {}),
})

test('older deposits fill their lane and no more; those of today never wait; a failed one gives its place back', async () => {
  const lane = createOlderDeposits({ clock, parameters })
  const held = Array.from({ length: most }, () => Promise.withResolvers<void>())
  const under = held.map(({ promise }) => lane.inTurn(submission(true), () => promise))
  const problem = await problemOf(lane.inTurn(submission(true), async () => {}))
  assert.deepEqual(
    [problem.kind, problem.reason, problem.details.retryAfterSeconds],
    ['busy', 'older-deposits-wait', 1],
  )
  assert.equal(await lane.inTurn(submission(false), async () => 'today'), 'today')
  held[0]?.reject(new Error('no room'))
  await assert.rejects(Promise.all(under))
  assert.equal(await lane.inTurn(submission(true), async () => 'next'), 'next')
  for (const { resolve } of held) resolve()
})

test('one message brings a limited number of older documents', async () => {
  const lane = createOlderDeposits({ clock, parameters })
  const limit = parameters.parameterAt('olderDocumentsAMessage', clock.now().toISOString())
  const { metadata, bytes } = freshExample('discharge-letter.xml')
  const document = { metadata, content: { bytes }, field: 'document' }
  const bringing = (count: number) => ({
    ...submission(true),
    documents: Array.from({ length: count }, () => document),
  })
  assert.equal(await lane.inTurn(bringing(limit), async () => 'taken'), 'taken')
  const problem = await problemOf(lane.inTurn(bringing(limit + 1), async () => 'taken'))
  assert.deepEqual([problem.kind, problem.reason], ['incorrect', 'older-documents-too-many'])
})

test('an older document replaces none: what stands in place of one of today is of today', () => {
  const { requireOld } = createOlderDeposits({ clock, parameters })
  const supersedes = ['33333333-3333-4333-8333-333333333333']
  assert.throws(() => requireOld({ ...submission(true), supersedes }, []), { reason: 'older-replaces-nothing' })
  assert.doesNotThrow(() => requireOld({ ...submission(false), supersedes }, []))
})
