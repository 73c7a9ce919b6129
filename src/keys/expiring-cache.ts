import type { Clock } from '../platform/clock.ts'

/** Bounds of a cache: how many values it keeps at most, and how long one lives after it was put in, in milliseconds. */
export interface CacheBounds {
  maxEntries: number
  maxAgeMs: number
  clock: Clock
}

/** Keeps the values used last, for a bounded time and in bounded number. */
export interface ExpiringCache<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  /** Forgets every key that begins with `prefix`. */
  forget(prefix: string): void
}

/** An empty cache. A `Map` keeps insertion order, so its first key is always the one unused for longest. */
export const createExpiringCache = <Value>(bounds: CacheBounds): ExpiringCache<Value> => {
  const entries = new Map<string, { value: Value; expiresAtMs: number }>()
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (entry.expiresAtMs <= bounds.clock.now().getTime()) return undefined
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value) => {
      entries.delete(key)
      entries.set(key, { value, expiresAtMs: bounds.clock.now().getTime() + bounds.maxAgeMs })
      const [oldest] = entries.keys()
      if (entries.size > bounds.maxEntries && oldest !== undefined) entries.delete(oldest)
    },
    forget: (prefix) => {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key)
    },
  }
}
