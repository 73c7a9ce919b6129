import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { problemOf } from '../../tests/support/problem-of.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import { fixedClock } from './clock.ts'
import { Problem } from './problem.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
beforeEach(() => database.owner.query({ text: 'truncate platform.attempt' }))
after(() => database.drop())

const hash = (subject: string): Buffer => createHash('sha256').update(subject).digest()
const start = () => {
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  return { clock, attempts: createAttempts({ database: database.app, clock, hash }) }
}
const key = { bucket: 'code', subject: 'dominique' }
const limit = { count: 5, seconds: 900 }

test('of two hundred tries at once on a limit of five, five are evaluated', async () => {
  const { attempts } = start()
  const answers = await Promise.all(Array.from({ length: 200 }, () => attempts.take(key, limit)))
  assert.equal(answers.filter(({ allowed }) => allowed).length, 5)
})

test('the same again after the first window, when two hundred arrive at its end', async () => {
  const { clock, attempts } = start()
  for (let tries = 0; tries < 7; tries += 1) await attempts.take(key, limit)
  clock.advance(900_000)
  const answers = await Promise.all(Array.from({ length: 200 }, () => attempts.take(key, limit)))
  assert.equal(answers.filter(({ allowed }) => allowed).length, 5)
})

test('a refused try says when the next may come, and does not prolong the wait', async () => {
  const { clock, attempts } = start()
  for (let tries = 0; tries < 5; tries += 1) assert.deepEqual(await attempts.take(key, limit), { allowed: true })
  clock.advance(600_500)
  for (let tries = 0; tries < 3; tries += 1) {
    const answer = await attempts.take(key, limit)
    assert.ok(!answer.allowed)
    assert.equal(answer.seconds, 300)
    assert.equal(Date.parse(answer.nextAt), Date.parse('2026-11-21T08:15:00Z'))
  }
  clock.advance(299_499)
  assert.equal((await attempts.take(key, limit)).allowed, false)
  clock.advance(1)
  assert.equal((await attempts.take(key, limit)).allowed, true)
})

test('subjects and buckets are counted apart, and a success forgets', async () => {
  const { attempts } = start()
  const once = { count: 1, seconds: 30 }
  assert.equal((await attempts.take(key, once)).allowed, true)
  assert.equal((await attempts.take({ ...key, subject: 'claude' }, once)).allowed, true)
  assert.equal((await attempts.take({ ...key, bucket: 'other' }, once)).allowed, true)
  assert.equal((await attempts.take(key, once)).allowed, false)
  await attempts.clear(key)
  assert.equal((await attempts.take(key, once)).allowed, true)
})

const [wait, whole] = [
  { bucket: 'wait', subject: 'claude' },
  { bucket: 'whole', subject: 'claude' },
]
const counted = async (attempts: Attempts): Promise<number[]> =>
  (await Promise.all([wait, whole].map((each) => attempts.count(each)))).map(({ count }) => count)

const outcomeOf = (work: Promise<void>): Promise<unknown> =>
  work.then(
    () => 'evaluated',
    (error: unknown) => (error instanceof Problem ? error.reason : error),
  )

test('keys that are tried together: the first full one refuses, and nothing of the refused try is counted', async () => {
  const { clock, attempts } = start()
  const both = () =>
    outcomeOf(
      attempts.requireAll([
        [wait, { count: 1, seconds: 30 }],
        [whole, { count: 2, seconds: 3_600 }],
      ]),
    )
  assert.equal(await both(), 'evaluated')
  assert.equal(await both(), 'wait-before-retry')
  assert.deepEqual(await counted(attempts), [1, 1])
  clock.advance(30_000)
  assert.equal(await both(), 'evaluated')
  clock.advance(30_000)
  assert.equal(await both(), 'too-many-tries')
  assert.deepEqual(await counted(attempts), [0, 2])
})

test('of two hundred tries at once on keys they share in part, no more than the least limit pass, and none waits for ever', async () => {
  const { attempts } = start()
  const tries = Array.from({ length: 200 }, (_, n) =>
    outcomeOf(
      attempts.requireAll([
        [
          { bucket: 'person', subject: `person ${n % 3}` },
          { count: 4, seconds: 60 },
        ],
        [
          { bucket: 'code', subject: `code ${n % 5}` },
          { count: 2, seconds: 60 },
        ],
      ]),
    ),
  )
  const passed = (await Promise.all(tries)).filter((outcome) => outcome === 'evaluated')
  assert.equal(passed.length, 10)
})

for (const [seconds, reason, details] of [
  [30, 'wait-before-retry', { seconds: 30 }],
  [900, 'too-many-tries', { minutes: 15, seconds: 900 }],
] as const) {
  test(`a wait of ${seconds} seconds is told as ${reason}`, async () => {
    const { attempts } = start()
    await attempts.require(key, { count: 1, seconds })
    assert.partialDeepStrictEqual(await problemOf(attempts.require(key, { count: 1, seconds })), {
      kind: 'busy',
      reason,
      details,
    })
  })
}

test('the table holds no subject, and the sweep drops what no longer counts', async () => {
  const { clock, attempts } = start()
  await attempts.take(key, limit)
  clock.advance(1_000_000)
  await attempts.take({ ...key, subject: 'claude' }, limit)
  const rows = await database.owner.query<{ row: string }>({ text: 'select a::text as row from platform.attempt a' })
  assert.doesNotMatch(rows.map(({ row }) => row).join(), /dominique|claude/)
  assert.equal(await attempts.sweep(), 1)
  assert.equal(await attempts.sweep(), 0)
})
