import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { projectRoot } from '../project.ts'

/** How far one confined process may go. */
export interface ConfinedLimits {
  /** clock and processor time, whichever ends first */
  seconds: number
  /** memory that it holds, Node's own included */
  memoryBytes: number
  inputBytes: number
  answerBytes: number
}

/** Why there is no answer: the bytes or what they unfold to are too big, take too long, cannot be read, or too many wait already. */
export type ConfinedFailure = 'too-big' | 'too-slow' | 'unreadable' | 'busy'

/** What comes of a confined task. `answer` is as untrusted as the bytes it was made from: check its shape. */
export type ConfinedOutcome = { answer: Buffer } | { failure: ConfinedFailure }

/** One task to be done. `wish` is a word without blanks. */
export interface Errand {
  task: string
  bytes: Buffer
  wish: string
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const heapBytes = 128 * 1024 * 1024
const complaintCharacters = 4000
const memoryCheckMs = 20

// Trust: what runs inside reads strangers' bytes with libraries that may have holes. It has no network, no processes, threads or native
// code, no files but our program and its libraries, nothing of our environment, no hand on other processes; and no `eval`.
const nodeOptions = [
  '--permission',
  ...['package.json', 'dist/*', 'node_modules/*'].map((path) => `--allow-fs-read=${join(projectRoot, path)}`),
  '--disallow-code-generation-from-strings',
  // It opens and makes files by itself, past the permissions.
  '--no-experimental-sqlite',
  `--max-old-space-size=${heapBytes / 1024 / 1024}`,
  '--no-warnings',
]

// The kernel counts processor time: a process whose parent died ends too. At the soft limit it says why (SIGXCPU); where both limits
// are one it only kills. No memory image is left behind.
const underLimits = 'ulimit -c 0; ulimit -S -t "$0"; ulimit -H -t $(($0 + 1)); exec "$@"'

const start = (program: string, { seconds }: ConfinedLimits): Child => {
  const command = [String(seconds), process.execPath, ...nodeOptions, program]
  return spawn('/bin/sh', ['-c', underLimits, ...command], { cwd: '/', env: {}, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** The memory a process holds. Only Linux tells: elsewhere the limit of its heap must do. */
const heldBytes = (pid: number): number => {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

const yieldToOthers = (pid: number): void => {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It ended already.
  }
}

/** Watches over a process; `kill` ends it with a failure, the first of which counts. */
const watchOver = (child: Child, pid: number, limits: ConfinedLimits) => {
  let failure: ConfinedFailure | undefined
  const kill = (why: ConfinedFailure): void => {
    failure ??= why
    child.kill('SIGKILL')
  }
  const tooSlow = setTimeout(() => kill('too-slow'), limits.seconds * 1000)
  const memory = setInterval(() => {
    if (heldBytes(pid) > limits.memoryBytes) kill('too-big')
  }, memoryCheckMs)
  yieldToOthers(pid)
  const end = (): ConfinedFailure | undefined => {
    clearTimeout(tooSlow)
    clearInterval(memory)
    return failure
  }
  return { kill, end }
}

const failureOf = (signal: NodeJS.Signals | null, complaint: string): ConfinedFailure => {
  if (signal === 'SIGXCPU') return 'too-slow'
  return /out of memory|allocation failed/i.test(complaint) ? 'too-big' : 'unreadable'
}

/** A process that does one errand and ends, by itself or by its limits. */
export interface ConfinedProcess {
  outcome: Promise<ConfinedOutcome>
  stop(): void
}

/** Starts a program of ours in a process of its own for one errand. */
export const startConfined = (program: string, limits: ConfinedLimits, errand: Errand): ConfinedProcess => {
  const child = start(program, limits)
  child.on('error', () => {})
  const { pid } = child
  // No process or no file handle left on the machine: then there are no pipes either.
  if (pid === undefined) return { outcome: Promise.resolve({ failure: 'busy' }), stop: () => {} }
  const watch = watchOver(child, pid, limits)
  const answer: Buffer[] = []
  let [answered, complaint] = [0, '']
  child.stdout.on('data', (piece: Buffer) => {
    answered += piece.length
    if (answered > limits.answerBytes) watch.kill('too-big')
    else answer.push(piece)
  })
  child.stderr.on('data', (piece: Buffer) => {
    if (complaint.length < complaintCharacters) complaint += piece.toString('latin1')
  })
  // A process that ended before it heard everything: its end tells why.
  child.stdin.on('error', () => {})
  child.stdin.write(`${errand.task} ${errand.wish}\n`)
  child.stdin.end(errand.bytes)
  const outcome = new Promise<ConfinedOutcome>((resolve) => {
    child.on('close', (code, signal) => {
      const failure = watch.end() ?? (code === 0 ? undefined : failureOf(signal, complaint))
      resolve(failure === undefined ? { answer: Buffer.concat(answer) } : { failure })
    })
  })
  return { outcome, stop: () => watch.kill('busy') }
}
