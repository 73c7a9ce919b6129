import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

const everyMs = 20

/** Waits until something holds, looking every twenty milliseconds; fails after `limitMs`. */
export const until = async (what: string, holds: () => Promise<boolean>, limitMs = 10_000): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += everyMs) {
    assert.ok(waited < limitMs, `in time: ${what}`)
    await wait(everyMs)
  }
}
