import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startClamdStub, stubVirus, type ClamdStub } from '../../../tests/support/clamd-stub.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { createScanner } from './scan-stream.ts'

let clamd: ClamdStub
before(async () => {
  clamd = await startClamdStub()
})
beforeEach(() => {
  clamd.mood = 'well'
  clamd.scanned.length = 0
})
after(() => clamd.close())

const pieces = async function* (...all: Buffer[]): AsyncGenerator<Buffer> {
  yield* all
}

test('bytes in any pieces arrive as they are; the verdict comes back', async () => {
  const scanner = createScanner(clamd.url)
  const large = Buffer.alloc(3 * 1024 * 1024 + 7, 'x')
  assert.equal(await scanner.scan(pieces(Buffer.from('a'), Buffer.alloc(0), large)), 'clean')
  assert.deepEqual(clamd.scanned, [Buffer.concat([Buffer.from('a'), large])])
  assert.equal(await scanner.scan(pieces(stubVirus.subarray(0, 9), stubVirus.subarray(9))), 'infected')
  assert.equal(await scanner.scan(pieces()), 'clean')
})

test('one that answers a ping is there; one that hangs up, or that nobody runs, is not', async () => {
  await createScanner(clamd.url).ping()
  clamd.mood = 'hang-up'
  assert.equal((await problemOf(createScanner(clamd.url).ping())).reason, 'scanner-unavailable')
  assert.equal((await problemOf(createScanner(clamd.url).scan(pieces(stubVirus)))).reason, 'scanner-unavailable')
  assert.equal((await problemOf(createScanner('tcp://127.0.0.1:1').ping())).kind, 'unavailable')
  assert.equal((await problemOf(createScanner('unix:///no/such/socket').ping())).kind, 'unavailable')
})

test('a stream that is too long for it is no verdict', async () => {
  clamd.mood = 'small'
  const problem = await problemOf(createScanner(clamd.url).scan(pieces(Buffer.alloc(100))))
  assert.deepEqual([problem.kind, problem.reason], ['fault', 'scanner-refuses'])
})

const impatient = { silenceMs: 400, answerMs: 600 }

for (const mood of ['silent', 'dribbling', 'endless'] as const) {
  test(`one that is ${mood} is not there, whatever it began to say`, async () => {
    clamd.mood = mood
    const scanner = createScanner(clamd.url, impatient)
    assert.equal((await problemOf(scanner.ping())).reason, 'scanner-unavailable')
    assert.equal((await problemOf(scanner.scan(pieces(Buffer.from('a'))))).reason, 'scanner-unavailable')
  })
}

test('one that says more than a line is cut off at once, not when its time is over', async () => {
  clamd.mood = 'endless'
  const patient = { silenceMs: 600_000, answerMs: 600_000 }
  assert.equal((await problemOf(createScanner(clamd.url, patient).ping())).reason, 'scanner-unavailable')
})

test('bytes that fail on their way pass their own failure on', async () => {
  const broken = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('a')
    throw new Error('damaged')
  }
  await assert.rejects(createScanner(clamd.url).scan(broken()), /damaged/)
})
