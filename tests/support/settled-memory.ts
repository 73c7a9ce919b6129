import { setInterval } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes in a mebibyte. */
export const mebibyte: number = 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

const memoryMiB = (): number => {
  if (typeof collectGarbage === 'function') collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / mebibyte
}

/**
 * What this process has in use, in mebibytes, once everything that nobody holds is gone: buffers are given back by a thread of their own, so
 * the least of a few looks counts.
 */
export const settledMiB = async (): Promise<number> => {
  const looks: number[] = []
  for await (const look of setInterval(20, memoryMiB)) {
    looks.push(look())
    if (looks.length === 6) break
  }
  return Math.min(...looks)
}
