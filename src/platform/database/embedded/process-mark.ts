import { readFileSync } from 'node:fs'

const startTicks = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The command name, in parentheses, may hold spaces: count the fields after it. Field 3 is the state, 22 the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** Whether a process lives, ours or somebody else's. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * What tells this life of a process id from the next holder of the same number: its start time where /proc has it,
 * `alive` elsewhere; undefined when nobody holds the number.
 */
export const processMark = (pid: number): string | undefined =>
  process.platform === 'linux' ? startTicks(pid) : isAlive(pid) ? 'alive' : undefined

/** Our own line for lock files: `pid mark`. */
export const ownMark = (): string => `${process.pid} ${processMark(process.pid) ?? ''}`

/** Whether the process that wrote `line` (by `ownMark`) still lives. */
export const isMarkAlive = (line: string): boolean => {
  const [pid = '', mark] = line.trim().split(' ')
  return /^\d+$/.test(pid) && processMark(Number(pid)) === mark
}
