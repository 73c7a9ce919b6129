import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { campaignParameters } from './parameters.ts'
import { judgePilot, type PilotFacts } from './pilot-rules.ts'

const limits = campaignParameters.pilot
const maskBelow = 11
const masked = (value: number): number | null => (value > 0 && value < maskBelow ? null : value)
const judge = (facts: PilotFacts) => {
  const { informed, byPost, returned, opposed } = facts
  const total = {
    informed: masked(informed),
    byPost: masked(byPost),
    returned: masked(returned),
    opposed: masked(opposed),
  }
  return judgePilot(facts, limits, { total, maskBelow })
}

test('a pilot is judged by its limits, and not before everybody had their time', () => {
  const good = { informed: 1000, byPost: 500, returned: 5, opposed: 20, untold: 1, exceptionsOpen: 3, silent: 0 }
  const verdicts = [
    good,
    { ...good, silent: 1 },
    { ...good, returned: 26 },
    { ...good, informed: 99, opposed: 1, exceptionsOpen: 0 },
  ]
  assert.deepEqual(
    verdicts.map((facts) => judge(facts).verdict),
    ['go', 'too-early', 'no-go', 'no-go'],
  )
})

test('a share of few persons is not shown, nor does its judgement tell how many they are', () => {
  const whole = fc.integer({ min: 1, max: 600 })
  fc.assert(
    fc.property(whole, whole, (informed, byPost) => {
      const base = { informed, byPost, returned: 0, opposed: 0, untold: 0, exceptionsOpen: 0, silent: 0 }
      for (const [figure, name] of [
        ['returned', 'returned'],
        ['opposed', 'opposed'],
        ['untold', 'untold'],
        ['exceptionsOpen', 'exceptions-open'],
      ] as const) {
        const judged = Array.from({ length: maskBelow - 1 }, (_, n) => judge({ ...base, [figure]: n + 1 }))
        const seen = judged.map(({ lines, verdict }) => JSON.stringify([lines, verdict]))
        assert.ok(judged.every(({ lines }) => lines.find((line) => line.figure === name)?.value === null))
        for (const one of seen) assert.ok(seen.filter((other) => other === one).length > 1, `${name}: ${one}`)
      }
    }),
  )
})
