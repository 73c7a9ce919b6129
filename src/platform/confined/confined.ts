import { join } from 'node:path'
import { startConfined, type ConfinedLimits, type ConfinedOutcome, type ConfinedProcess } from './confined-process.ts'
import type { TaskName } from './inside.ts'
import { createPlaces } from './places.ts'

export type { ConfinedFailure, ConfinedLimits, ConfinedOutcome } from './confined-process.ts'

/** Reads strangers' bytes in processes that can do nothing else (docs/decisions/0024-strangers-bytes.md). */
export interface Confined<Name extends string = TaskName> {
  /** Does a task over bytes, for ourselves. Never throws: what goes wrong is an outcome. */
  run(task: Name, bytes: Buffer, wish?: string): Promise<ConfinedOutcome>
  /** The same for somebody: what is done for one of them does not make another wait. */
  runFor(who: string): Pick<Confined<Name>, 'run'>
  /** Ends what runs and what waits, as `busy`. */
  close(): void
}

/** How many processes at once, and how many errands wait for one. */
export interface ConfinedParts {
  limits?: Partial<ConfinedLimits>
  atOnce?: number
  waiting?: number
  /** the compiled program that runs inside; ours when left out */
  program?: string
}

const mebibyte = 1024 * 1024

/** As far as any of our tasks may go (security.md T22). */
export const usualLimits: ConfinedLimits = {
  seconds: 20,
  memoryBytes: 256 * mebibyte,
  inputBytes: 40 * mebibyte,
  answerBytes: 32 * mebibyte,
}

/** A HEIC is unfolded whole by its library: a photo of twelve million pixels, as phones take them, needs this much. */
const roomierBytes: ReadonlyMap<string, number> = new Map([['heic', 400 * mebibyte]])

/** Makes the confined processes: few at once, a bounded line before them, so that nothing else waits for them. */
export const createConfined = <Name extends string = TaskName>(parts: ConfinedParts = {}): Confined<Name> => {
  const { atOnce = 2, waiting = 32, program = join(import.meta.dirname, 'inside.js') } = parts
  const limits = { ...usualLimits, ...parts.limits }
  const limitsOf = (task: string): ConfinedLimits => ({
    ...limits,
    memoryBytes: parts.limits?.memoryBytes ?? roomierBytes.get(task) ?? limits.memoryBytes,
  })
  const places = createPlaces(atOnce, waiting)
  const running = new Set<ConfinedProcess>()
  let closed = false
  const runFor = (who: string): Pick<Confined<Name>, 'run'> => ({
    run: async (task, bytes, wish = '') => {
      if (bytes.length > limits.inputBytes) return { failure: 'too-big' }
      if (closed || !(await places.enter(who))) return { failure: 'busy' }
      try {
        if (closed) return { failure: 'busy' }
        const process = startConfined(program, limitsOf(task), { task, bytes, wish })
        running.add(process)
        return await process.outcome.finally(() => running.delete(process))
      } catch {
        // The machine has no room for a process: the place must not be lost with it.
        return { failure: 'busy' }
      } finally {
        places.leave(who)
      }
    },
  })
  return {
    ...runFor(''),
    runFor,
    close: () => {
      closed = true
      places.sendAway()
      for (const process of running) process.stop()
    },
  }
}
