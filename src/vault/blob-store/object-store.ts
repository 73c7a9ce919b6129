import { randomBytes } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'

/** Bytes `start` (included) to `end` (left out) of an object, counted from 0. */
export interface ByteRange {
  start: number
  end: number
}

/** One stored object, as a sweep sees it. */
export interface StoredObject {
  name: string
  size: number
  storedAt: Date
}

/** Where sealed objects lie. It sees names that tell nothing and bytes that nobody reads without a key. */
export interface BlobStore {
  /** Stores a new object durably before it returns. Never overwrites (`object-name-taken`); a failure leaves nothing behind. */
  put(name: string, source: AsyncIterable<Buffer> | Buffer): Promise<void>
  /**
   * Streams an object or a range of it; a piece holds until the next one is asked for. A range beyond the end is cut; a missing
   * object fails with `object-missing`.
   */
  get(name: string, range?: ByteRange): AsyncIterable<Buffer>
  /** Like `get`, in one piece: for objects known to be small, and for headers. */
  getBuffer(name: string, range?: ByteRange): Promise<Buffer>
  /** Removes an object; one that is not there is fine. */
  remove(name: string): Promise<void>
  /** Every object, in no order: for sweeps that compare with the database. */
  list(): AsyncIterable<StoredObject>
  /** Removes what uploads that died before `before` left unfinished; says how many. */
  sweepUnfinished(before: Date): Promise<number>
}

/** A fresh name: 128 random bits, 32 hexadecimal digits. */
export const newObjectName = (): string => randomBytes(16).toString('hex')

const shape = /^[0-9a-f]{32}$/

/** Whether a name is one of ours: anything else never reaches a path or an address. */
export const isObjectName = (name: string): boolean => shape.test(name)

/** Stops at a name that is not one of ours. */
export const checkObjectName = (name: string): void => {
  if (!isObjectName(name)) throw new Error('not an object name')
}

/** The object is not where the database says: it was lost or removed by hand. */
export const missingObject = (cause?: unknown): Problem => new Problem('fault', 'object-missing', { cause })

/** The store does not answer, is full, or refuses us. */
export const storeUnavailable = (cause?: unknown): Problem =>
  new Problem('unavailable', 'blob-store-unavailable', { cause })
