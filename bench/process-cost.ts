import { readdirSync, readFileSync } from 'node:fs'

/** CPU time in milliseconds and resident memory in megabytes of a process; zeros where the system does not tell (not Linux). */
export interface ProcessCost {
  cpuMs: number
  rssMb: number
}

const tickMs = 10

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** Fields of /proc/<pid>/stat behind the name, which may hold spaces. Spec: proc(5): 4 parent, 14 user time, 15 system time. */
const statOf = (pid: number | string): number[] => {
  const text = readText(`/proc/${pid}/stat`)
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}

const cpuOf = (pid: number | string): number => {
  const fields = statOf(pid)
  return ((fields[11] ?? 0) + (fields[12] ?? 0)) * tickMs
}

/** What one process has spent so far. */
export const processCost = (pid: number): ProcessCost => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readText(`/proc/${pid}/status`)) ?? []
  return { cpuMs: cpuOf(pid), rssMb: Math.round(Number(kilobytes) / 1024) }
}

const processIds = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** CPU of the children that ended meanwhile. Spec: proc(5): 16 and 17, times of children waited for. */
const endedChildrenMs = (pid: number): number => {
  const fields = statOf(pid)
  return ((fields[13] ?? 0) + (fields[14] ?? 0)) * tickMs
}

/** The CPU milliseconds of a process and its children, living and ended: PostgreSQL has one for each connection. */
export const familyCpuMs = (pid: number): number =>
  processIds()
    .filter((each) => Number(each) === pid || statOf(each)[1] === pid)
    .reduce((sum, each) => sum + cpuOf(each), endedChildrenMs(pid))
