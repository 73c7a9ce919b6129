import { processCost } from './process-cost.ts'

const lookEveryMs = 10

/** The most memory that a process has while something runs, in MB. */
export const watchMemory = (pid: number): { stop: () => number } => {
  let most = 0
  const look = (): void => void (most = Math.max(most, processCost(pid).rssMb))
  const timer = setInterval(look, lookEveryMs)
  return {
    stop: () => {
      look()
      clearInterval(timer)
      return most
    },
  }
}
