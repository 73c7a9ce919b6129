/** What one operation came to. */
export interface Outcome {
  ok: boolean
  bytes: number
  firstByteMs?: number
}

/** One of the users of a closed loop: asks, waits for the answer, asks again. */
export interface Lane {
  next(): Promise<Outcome>
  close?(): void
}

/** How many lanes, and for how long: the warm-up is not counted. */
export interface LoopPlan {
  lanes: number
  warmMs: number
  measureMs: number
}

/** What a loop measured: times in milliseconds, sorted. */
export interface LoopResult {
  lanes: number
  seconds: number
  operations: number
  errors: number
  bytes: number
  times: Float64Array
  firstBytes: Float64Array
}

/** Called at both ends of the measured time, to read what the processes spent. */
export type Meter = (edge: 'start' | 'end') => void

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** Runs a closed loop bounded in time; every operation that ends inside the measured time counts. */
export const runClosedLoop = async (
  plan: LoopPlan,
  openLane: (lane: number) => Lane,
  meter: Meter = () => {},
): Promise<LoopResult> => {
  const times: number[] = []
  const firstBytes: number[] = []
  const state = { phase: 'warm', errors: 0, bytes: 0 }
  const runLane = async (lane: Lane): Promise<void> => {
    while (state.phase !== 'over') {
      const startedAt = performance.now()
      const outcome = await lane.next()
      if (!outcome.ok) state.errors += 1
      if (state.phase !== 'measured') continue
      times.push(performance.now() - startedAt)
      firstBytes.push(outcome.firstByteMs ?? 0)
      state.bytes += outcome.bytes
    }
    lane.close?.()
  }
  const running = Array.from({ length: plan.lanes }, (_, lane) => runLane(openLane(lane)))
  await pause(plan.warmMs)
  meter('start')
  const startedAt = performance.now()
  state.phase = 'measured'
  await pause(plan.measureMs)
  state.phase = 'over'
  const seconds = (performance.now() - startedAt) / 1000
  meter('end')
  await Promise.all(running)
  return {
    lanes: plan.lanes,
    seconds,
    operations: times.length,
    errors: state.errors,
    bytes: state.bytes,
    times: Float64Array.from(times).sort(),
    firstBytes: Float64Array.from(firstBytes).sort(),
  }
}

/** The value below which a share of the sorted values lies; 0 of none. */
export const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
