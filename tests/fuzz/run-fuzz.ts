import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'

const foundShape = Type.Object({
  inputs: Type.Integer(),
  seconds: Type.Number(),
  seeds: Type.Integer(),
  seedBlocks: Type.Integer(),
  newBlocks: Type.Integer(),
  crashes: Type.Array(Type.Object({ input: Type.Unsafe<Uint8Array>({}), error: Type.String() })),
  slowest: Type.Object({ ms: Type.Number(), bytes: Type.Integer() }),
  heldEarly: Type.Number(),
  heldLate: Type.Number(),
})
const messageCheck = Compile(Type.Union([Type.Object({ done: Type.Integer() }), Type.Object({ found: foundShape })]))

/** What came of one target: what was found, or the input at which it hung or its thread died. */
export type Outcome =
  | { name: string; found: Static<typeof foundShape> }
  | { name: string; stopped: 'hung' | 'died'; done: number; input: Buffer; error: string }

/** One target to be tried, with so many inputs, and the seed of its chance. */
export interface Errand {
  name: string
  inputs: number
  seed: number
  /** a batch that takes longer than this hangs */
  patienceMs: number
  progress?(done: number): void
}

const longestInput = 1024 * 1024
const heapMb = 1024

const startThread = ({ name, inputs, seed }: Errand, current: SharedArrayBuffer): Worker =>
  new Worker(join(import.meta.dirname, 'fuzz-thread.js'), {
    workerData: { name, inputs, seed, current },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })

const lastInput = (current: SharedArrayBuffer): Buffer => {
  const [length = 0] = new Int32Array(current, 0, 1)
  return Buffer.from(new Uint8Array(current, 4, length))
}

/** Tries one target in a thread that may hang or die without harm. */
export const runFuzz = (errand: Errand): Promise<Outcome> =>
  new Promise((resolve) => {
    const { name, patienceMs } = errand
    const current = new SharedArrayBuffer(4 + longestInput)
    const thread = startThread(errand, current)
    let done = 0
    const stop = (stopped: 'hung' | 'died', error: string): void => {
      resolve({ name, stopped, done, input: lastInput(current), error })
      void thread.terminate()
    }
    const hung = setTimeout(() => stop('hung', `no answer for ${patienceMs / 1000} s`), patienceMs)
    thread.on('message', (message: unknown) => {
      if (!messageCheck.Check(message)) return stop('died', 'an answer of another shape')
      hung.refresh()
      if ('done' in message) {
        done = message.done
        return errand.progress?.(done)
      }
      clearTimeout(hung)
      resolve({ name, found: message.found })
    })
    thread.on('error', (error) => {
      clearTimeout(hung)
      stop('died', String(error))
    })
  })
