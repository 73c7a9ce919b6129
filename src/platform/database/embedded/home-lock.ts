import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { Problem } from '../../problem.ts'
import { isMarkAlive, ownMark } from './process-mark.ts'

const pollMs = 10
// A first start (initdb) holds the lock for a few seconds; a stop that must write much, longer.
const patienceMs = 120_000

const readMark = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const tryCreate = (path: string): boolean => {
  // Written aside, then linked: the lock is never seen empty, and linking fails when somebody holds it.
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, ownMark(), { mode: 0o600 })
  try {
    linkSync(aside, path)
    return true
  } catch {
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}

// Between our look and our rename another waiter may have taken over a dead holder's lock: give back what is alive.
const removeDead = (path: string): void => {
  const taken = `${path}.${process.pid}.dead`
  try {
    renameSync(path, taken)
    if (isMarkAlive(readMark(taken) ?? '')) linkSync(taken, path)
  } catch {
    // Somebody else was quicker.
  } finally {
    rmSync(taken, { force: true })
  }
}

/** Runs `work` while no other process on this home does: starting and stopping the server. A dead holder is passed over. */
export const withHomeLock = async <T>(home: string, work: () => Promise<T>): Promise<T> => {
  const path = join(home, 'postgres.lock')
  for (let waitedMs = 0; !tryCreate(path); waitedMs += pollMs) {
    const holder = readMark(path)
    if (holder !== undefined && !isMarkAlive(holder)) removeDead(path)
    else if (waitedMs > patienceMs) throw new Problem('unavailable', 'database-home-locked', { details: { path } })
    else await pause(pollMs)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

const usersFolder = (home: string): string => join(home, 'postgres-users')

/** Says that this process uses the server of this home, once per `use` name. */
export const joinUsers = (home: string, use: string): void => {
  mkdirSync(usersFolder(home), { recursive: true, mode: 0o700 })
  writeFileSync(join(usersFolder(home), use), ownMark(), { mode: 0o600 })
}

/** Takes back `joinUsers`, forgets the dead, and says whether anybody still uses the server. */
export const leaveUsers = (home: string, use: string): boolean => {
  const folder = usersFolder(home)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  rmSync(join(folder, use), { force: true })
  const others = readdirSync(folder).map((name) => join(folder, name))
  const dead = others.filter((path) => !isMarkAlive(readMark(path) ?? ''))
  for (const path of dead) rmSync(path, { force: true })
  return others.length > dead.length
}
