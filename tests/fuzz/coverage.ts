import { Session } from 'node:inspector/promises'

/** A block of compiled code that ran, by its script and place. */
export type Block = string

/** What of our own compiled code runs, block by block, as V8 counts it. */
export interface Coverage {
  /** The blocks that ran since the last time. */
  take(): Promise<Set<Block>>
  /** Bytes that this thread holds after a collection: its heap, and what libraries hold beside it. */
  heldBytes(): Promise<number>
  stop(): void
}

const isOurs = (url: string): boolean => url.includes('/dist/src/')

/** Begins to count. Everything that the target loads must be loaded before. */
export const startCoverage = async (): Promise<Coverage> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const take = async (): Promise<Set<Block>> => {
    const ran = new Set<Block>()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    for (const { scriptId, functions } of result.filter(({ url }) => isOurs(url))) {
      const ranges = functions.flatMap((one) => one.ranges.filter(({ count }) => count > 0))
      for (const { startOffset, endOffset } of ranges) ran.add(`${scriptId}:${startOffset}:${endOffset}`)
    }
    return ran
  }
  return {
    take,
    heldBytes: async () => {
      await session.post('HeapProfiler.collectGarbage')
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    },
    stop: () => session.disconnect(),
  }
}
