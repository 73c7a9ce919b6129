import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fuzzOne } from './fuzz-one.ts'
import { isSound } from './report.ts'
import { runFuzz } from './run-fuzz.ts'
import { targets } from './targets.ts'

const patienceMs = 60_000

for (const name of targets.keys()) {
  test(`${name}: some hundred damaged files are answered, and reach what the whole ones do not`, async () => {
    const outcome = await runFuzz({ name, inputs: 600, seed: 7, patienceMs })
    assert.ok('found' in outcome, JSON.stringify(outcome))
    assert.deepEqual(outcome.found.crashes, [])
    assert.ok(outcome.found.newBlocks > 0)
    assert.ok(isSound(outcome))
  })
}

test('the same seed begins with the same inputs, another one with others', async () => {
  const begunWith = async (seed: number): Promise<string> => {
    const target = targets.get('xdm')
    assert.ok(target)
    const read = new Set<string>()
    await fuzzOne(target, { inputs: 1, seed, beforeEach: (input) => void read.add(input.toString('base64')) })
    return createHash('sha256')
      .update([...read].join())
      .digest('hex')
  }
  assert.equal(await begunWith(3), await begunWith(3))
  assert.notEqual(await begunWith(3), await begunWith(4))
})

test('a reader that throws what is no answer is found, once for each place', async () => {
  const broken = {
    read: (bytes: Buffer) => {
      if (bytes.includes('<') && bytes.length > 3) throw new RangeError('too far')
    },
    seeds: () => [Buffer.from('abc')],
    words: ['<'],
    structured: false,
  }
  const found = await fuzzOne(broken, { inputs: 500, seed: 1 })
  assert.equal(found.crashes.length, 1)
  assert.match(found.crashes[0]?.error ?? '', /RangeError: too far/)
  assert.ok(found.crashes[0]?.input.includes('<'))
})

test('a reader that hangs is stopped, and its input kept', async () => {
  const outcome = await runFuzz({ name: 'cda', inputs: 1_000_000, seed: 1, patienceMs: 1 })
  assert.ok(!('found' in outcome) && outcome.stopped === 'hung')
})

test('what grows is told', () => {
  const found = {
    inputs: 1,
    seconds: 1,
    seeds: 1,
    seedBlocks: 1,
    newBlocks: 1,
    crashes: [],
    slowest: { ms: 1, bytes: 1 },
  }
  assert.equal(isSound({ name: 'a', found: { ...found, heldEarly: 10, heldLate: 20 } }), true)
  assert.equal(isSound({ name: 'a', found: { ...found, heldEarly: 10, heldLate: 90_000_000 } }), false)
})
