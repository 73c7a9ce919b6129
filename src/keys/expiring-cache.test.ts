import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fixedClock } from '../platform/clock.ts'
import { createExpiringCache } from './expiring-cache.ts'

describe('the expiring cache', () => {
  test('forgets what is too old, counted from when it was put in', () => {
    const clock = fixedClock('2026-11-21T08:00:00Z')
    const cache = createExpiringCache<number>({ maxEntries: 10, maxAgeMs: 1000, clock })
    cache.set('a', 1)
    clock.advance(999)
    assert.equal(cache.get('a'), 1)
    clock.advance(1)
    assert.equal(cache.get('a'), undefined)
  })

  test('drops the one unused for longest when it is full', () => {
    const cache = createExpiringCache<number>({
      maxEntries: 2,
      maxAgeMs: 1000,
      clock: fixedClock('2026-11-21T08:00:00Z'),
    })
    cache.set('a', 1)
    cache.set('b', 2)
    cache.get('a')
    cache.set('c', 3)
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], [1, undefined, 3])
    cache.set('a', 4)
    assert.deepEqual([cache.get('a'), cache.get('c')], [4, 3])
  })

  test('forgets by prefix', () => {
    const cache = createExpiringCache<number>({
      maxEntries: 9,
      maxAgeMs: 1000,
      clock: fixedClock('2026-11-21T08:00:00Z'),
    })
    cache.set('a/1', 1)
    cache.set('a/2', 2)
    cache.set('b/1', 3)
    cache.forget('a/')
    assert.deepEqual([cache.get('a/1'), cache.get('a/2'), cache.get('b/1')], [undefined, undefined, 3])
  })
})
