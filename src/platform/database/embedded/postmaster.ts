import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { Problem } from '../../problem.ts'
import type { Account } from './account.ts'
import { isAlive } from './process-mark.ts'

/** What it takes to start a server on a folder. */
export interface ServerPlan {
  readonly binFolder: string
  readonly dataFolder: string
  readonly socketFolder: string
  readonly logFile: string
  readonly account: Account | undefined
  /** `name=value` pairs given on the command line, where no file of the folder can overrule them. */
  readonly options: readonly string[]
}

const pollMs = 5
const startWithinMs = 60_000
const stopWithinMs = 60_000
const oldLogBytes = 10_000_000

/** The children of this server get nothing of our environment: settings may hold passwords. */
export const bareEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

// Spec: PostgreSQL, miscadmin.h: 1 pid, 2 data folder, 3 start, 4 port, 5 socket folder, 6 address, 7 memory key, 8 status.
const readPidFile = (dataFolder: string): string[] => readText(join(dataFolder, 'postmaster.pid')).split('\n')

const isPostgres = (pid: number): boolean =>
  process.platform === 'linux'
    ? readText(`/proc/${pid}/cmdline`).split('\0')[0]?.endsWith('postgres') === true
    : isAlive(pid)

/** The process id of the server on this folder, undefined when none runs. A number taken over by another program is none. */
export const runningServer = (dataFolder: string): number | undefined => {
  const pid = Number(readPidFile(dataFolder)[0] ?? '')
  return pid > 0 && isPostgres(pid) ? pid : undefined
}

/** The folder of the running server's Unix socket. */
export const serverSocketFolder = (dataFolder: string): string => readPidFile(dataFolder)[4] ?? ''

const serverArguments = (plan: ServerPlan): string[] => {
  const options = [...plan.options, `unix_socket_directories=${plan.socketFolder}`]
  return ['-D', plan.dataFolder, ...options.flatMap((option) => ['-c', option])]
}

/** Whether the running server was started with exactly this plan, and so can serve us as it is. */
export const matchesPlan = (plan: ServerPlan): boolean => {
  const args = serverArguments(plan).map((argument) => ` "${argument}"`)
  const written = readText(join(plan.dataFolder, 'postmaster.opts'))
  return written.trim() === `${join(plan.binFolder, 'postgres')}${args.join('')}`
}

const openLog = (file: string): number => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > oldLogBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

// After a crash another program, or a dead one that nobody buried, may hold the number in the lock files, and the server would
// take it for itself. Nobody else uses this data folder or this socket folder, so what they say is stale.
const forgetStaleLocks = ({ dataFolder, socketFolder }: ServerPlan): void => {
  if (runningServer(dataFolder) !== undefined) return
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true })
  rmSync(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true })
}

const launch = (plan: ServerPlan): { ended: () => boolean; pid: number | undefined } => {
  const log = openLog(plan.logFile)
  try {
    const child = spawn(join(plan.binFolder, 'postgres'), serverArguments(plan), {
      ...plan.account,
      cwd: '/',
      env: bareEnvironment,
      // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the server when our work is done.
      detached: true,
      stdio: ['ignore', log, log],
    })
    let failed = false
    child.on('error', () => {
      failed = true
    })
    child.unref()
    return { ended: () => failed || child.exitCode !== null || child.signalCode !== null, pid: child.pid }
  } finally {
    closeSync(log)
  }
}

const becomesReady = async (plan: ServerPlan): Promise<boolean> => {
  const server = launch(plan)
  for (let waitedMs = 0; waitedMs < startWithinMs; waitedMs += pollMs) {
    const file = readPidFile(plan.dataFolder)
    if (Number(file[0]) === server.pid && file[7]?.trim() === 'ready') return true
    if (server.ended()) return false
    await pause(pollMs)
  }
  return false
}

/**
 * Starts the server and waits until it takes connections. After a `kill -9` of its predecessor the shared memory may still
 * be held for a moment by a dying backend: a few tries. Throws Problem `database-start-failed`, which names the log.
 */
export const startServer = async (plan: ServerPlan): Promise<void> => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    forgetStaleLocks(plan)
    if (await becomesReady(plan)) return
    await pause(200)
  }
  throw new Problem('unavailable', 'database-start-failed', { details: { file: plan.logFile } })
}

/** Stops the server on a folder: at once for its clients, with everything written (SIGINT is PostgreSQL's fast shutdown). */
export const stopServer = async (dataFolder: string): Promise<void> => {
  const pid = runningServer(dataFolder)
  if (pid === undefined) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; runningServer(dataFolder) === pid; waitedMs += pollMs) {
    // A disk that does not answer: leave by the crash door, which the next start repairs from the log.
    if (waitedMs === stopWithinMs) process.kill(pid, 'SIGQUIT')
    if (waitedMs > 2 * stopWithinMs) throw new Problem('unavailable', 'database-stop-failed')
    await pause(pollMs)
  }
}
