import { performance } from 'node:perf_hooks'
import { Problem } from '../../src/platform/problem.ts'
import { seededNumbers } from '../cda/xml-mutation.ts'
import { startCoverage, type Block, type Coverage } from './coverage.ts'
import { mutate, type Chance } from './mutate.ts'
import type { Target } from './targets.ts'

/** What a run over one target found. */
export interface Found {
  inputs: number
  seconds: number
  seeds: number
  /** blocks of our own code that the seeds ran, and that mutants ran besides */
  seedBlocks: number
  newBlocks: number
  crashes: { input: Buffer; error: string }[]
  slowest: { ms: number; bytes: number }
  /** bytes held after a collection, when a fifth was done and at the end */
  heldEarly: number
  heldLate: number
}

/** How a run goes: how many inputs, of which chance, and who hears of each input before it is read. */
export interface Extent {
  inputs: number
  seed: number
  beforeEach?(input: Buffer): void
  progress?(inputs: number): void
}

const batchSize = 250
const mostKept = 400
const mostCrashes = 20

const tryRead = async (target: Target, input: Buffer): Promise<unknown> => {
  try {
    const reading = target.read(input)
    if (reading instanceof Promise) await reading
    return undefined
  } catch (error) {
    return error instanceof Problem && error.kind === 'incorrect' ? undefined : error
  }
}

const signatureOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.stack?.split('\n').slice(0, 3).join(' ') ?? ''}` : String(error)

class Run {
  readonly found: Found
  private readonly inputs: Buffer[]
  private readonly errors = new Set<string>()
  private readonly reached = new Set<Block>()
  private readonly target: Target
  private readonly extent: Extent
  private readonly coverage: Coverage
  private readonly chance: Chance

  constructor(target: Target, extent: Extent, coverage: Coverage) {
    this.target = target
    this.extent = extent
    this.coverage = coverage
    this.chance = seededNumbers(extent.seed)
    this.inputs = target.seeds()
    this.found = {
      inputs: 0,
      seconds: 0,
      seeds: this.inputs.length,
      seedBlocks: 0,
      newBlocks: 0,
      crashes: [],
      slowest: { ms: 0, bytes: 0 },
      heldEarly: 0,
      heldLate: 0,
    }
  }

  /** Reads the seeds twice: what they reach is known before anything is invented, and the compiler has settled. */
  async warmUp(): Promise<void> {
    for (const input of [...this.inputs, ...this.inputs]) await this.read(input)
    this.found.slowest = { ms: 0, bytes: 0 }
    for (const block of await this.coverage.take()) this.reached.add(block)
    this.found.seedBlocks = this.reached.size
  }

  async batch(): Promise<void> {
    const count = Math.min(batchSize, this.extent.inputs - this.found.inputs)
    const invented = Array.from({ length: count }, () => this.invent())
    for (const input of invented) await this.read(input)
    this.found.inputs += count
    const fresh = [...(await this.coverage.take())].filter((block) => !this.reached.has(block))
    for (const block of fresh) this.reached.add(block)
    this.found.newBlocks += fresh.length
    if (fresh.length > 0) for (const input of await this.thatReach(fresh, invented)) this.keep(input)
    this.extent.progress?.(this.found.inputs)
  }

  private async read(input: Buffer): Promise<void> {
    this.extent.beforeEach?.(input)
    const begun = performance.now()
    const error = await tryRead(this.target, input)
    const ms = performance.now() - begun
    if (ms > this.found.slowest.ms) this.found.slowest = { ms, bytes: input.length }
    if (error !== undefined) this.noteCrash(input, signatureOf(error))
  }

  private invent(): Buffer {
    const choose = (): Buffer => this.inputs[Math.floor(this.chance() * this.inputs.length)] ?? Buffer.alloc(0)
    const { words, structured } = this.target
    return mutate([choose(), choose()], words, { chance: this.chance, structured })
  }

  /** Which of these inputs reach blocks, found by halving. */
  private async thatReach(blocks: readonly Block[], inputs: readonly Buffer[]): Promise<Buffer[]> {
    for (const input of inputs) await this.read(input)
    const ran = await this.coverage.take()
    const here = blocks.filter((block) => ran.has(block))
    if (here.length === 0) return []
    if (inputs.length === 1) return [...inputs]
    const middle = inputs.length >> 1
    const first = await this.thatReach(here, inputs.slice(0, middle))
    return first.length > 0 ? first : this.thatReach(here, inputs.slice(middle))
  }

  private keep(input: Buffer): void {
    if (this.inputs.length < mostKept) this.inputs.push(input)
    else this.inputs[this.found.seeds + Math.floor(this.chance() * (mostKept - this.found.seeds))] = input
  }

  private noteCrash(input: Buffer, error: string): void {
    if (this.errors.has(error) || this.errors.size >= mostCrashes) return
    this.errors.add(error)
    this.found.crashes.push({ input: Buffer.from(input), error })
  }
}

/**
 * Throws invented inputs at one target. Those that reach code of ours which none reached before are kept, and changed further. The same
 * seed begins with the same inputs.
 */
export const fuzzOne = async (target: Target, extent: Extent): Promise<Found> => {
  const coverage = await startCoverage()
  const begun = performance.now()
  const run = new Run(target, extent, coverage)
  const { found } = run
  await run.warmUp()
  while (found.inputs < extent.inputs) {
    await run.batch()
    if (found.heldEarly === 0 && found.inputs * 5 >= extent.inputs) found.heldEarly = await coverage.heldBytes()
  }
  found.heldLate = await coverage.heldBytes()
  found.seconds = (performance.now() - begun) / 1000
  coverage.stop()
  return found
}
