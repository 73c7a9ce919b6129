import { chownSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { describeError, type Log } from '../../log.ts'
import { Problem } from '../../problem.ts'
import { randomId } from '../../ids.ts'
import { createDatabase, type ConnectionSettings } from '../database.ts'
import { chooseAccount, type Account } from './account.ts'
import { findBinaries } from './binaries.ts'
import { joinUsers, leaveUsers, withHomeLock } from './home-lock.ts'
import { initialiseCluster } from './initialise-cluster.ts'
import {
  matchesPlan,
  runningServer,
  serverSocketFolder,
  startServer,
  stopServer,
  type ServerPlan,
} from './postmaster.ts'
import { readDatabaseSecrets, type DatabaseSecrets } from './secrets.ts'

/** Which home to serve. `options` (`name=value`) come after ours and win: the test support asks for more connections. */
export interface ClusterRequest {
  readonly home: string
  readonly log: Log
  readonly options?: readonly string[]
}

/** A cluster in use, with its three logins. */
export interface Cluster {
  readonly superuser: ConnectionSettings
  readonly owner: ConnectionSettings
  readonly app: ConnectionSettings
  stop(): Promise<void>
}

const watchEveryMs = 500

// Long checkpoints with compressed full pages: fewer of them is what a deposit pays for durability.
const durableOptions = [
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'wal_compression=on',
  'max_wal_size=2GB',
  'checkpoint_timeout=30min',
  'shared_buffers=128MB',
  'max_connections=100',
  'max_wal_senders=0',
  'io_method=sync',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'password_encryption=scram-sha-256',
  'listen_addresses=',
  'unix_socket_permissions=0700',
  // Messages of failed statements may quote a value: only what the server says about itself is logged.
  'log_min_messages=log',
  'log_error_verbosity=terse',
]

const prepareHome = (home: string): string => {
  // 0711: the server's account walks through to its own folder and sees nothing else.
  mkdirSync(home, { recursive: true, mode: 0o711 })
  return realpathSync(home)
}

/**
 * A socket's address holds 107 bytes, so it cannot lie in any home. Trust: the folder is ours or we do not start; somebody
 * else's folder of the same name would see whom we try to log in as (never a password: SCRAM).
 */
const prepareSocketFolder = (home: string, account: Account | undefined): string => {
  const folder = join(tmpdir(), `carnet-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const uid = process.getuid?.()
  const stat = lstatSync(folder)
  const ours = stat.isDirectory() && (stat.uid === uid || stat.uid === account?.uid)
  if (!ours) throw new Problem('unavailable', 'database-socket-folder-taken', { details: { path: folder } })
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
  return folder
}

const checkReadable = (dataFolder: string): void => {
  const owner = lstatSync(realpathSync(dataFolder)).uid
  const uid = process.getuid?.()
  if (uid === undefined || uid === 0 || uid === owner) return
  throw new Problem('unavailable', 'database-folder-of-another', { details: { path: dataFolder } })
}

interface Parts {
  readonly home: string
  readonly secrets: DatabaseSecrets
  readonly server: ServerPlan
}

const prepare = async ({ home: place, log, options = [] }: ClusterRequest): Promise<Parts> => {
  const home = prepareHome(resolve(place))
  const dataFolder = join(home, 'postgres')
  const account = chooseAccount(dataFolder)
  const binFolder = findBinaries(account, account === undefined ? join(home, 'cache') : '/var/cache/carnet')
  const secrets = readDatabaseSecrets(home)
  if (!existsSync(dataFolder)) {
    log.info('database-created')
    await initialiseCluster({ home, binFolder, account, secrets })
  }
  checkReadable(dataFolder)
  const socketFolder = prepareSocketFolder(home, account)
  const logFile = join(home, 'postgres.log')
  const server = {
    binFolder,
    dataFolder: realpathSync(dataFolder),
    socketFolder,
    logFile,
    account,
    options: [...durableOptions, ...options],
  }
  return { home, secrets, server }
}

/** Under the home's lock: leaves the server running with our options. A survivor of a killed Carnet is taken over. */
const ensureRunning = async (server: ServerPlan, alone: boolean): Promise<void> => {
  if (runningServer(server.dataFolder) !== undefined) {
    // Started by another version with other options: restart it, unless somebody works with it.
    if (matchesPlan(server) || !alone) return
    await stopServer(server.dataFolder)
  }
  await startServer(server)
}

/** Brings the server back when it dies under us (killed for memory, by hand): what was acknowledged is in its log. */
const watch = ({ home, server }: Parts, log: Log): (() => void) => {
  let busy = false
  let left = false
  const timer = setInterval(() => {
    if (busy || runningServer(server.dataFolder) !== undefined) return
    busy = true
    log.warn('database-restarted')
    // Stopped meanwhile: the timer's last tick must not start it again behind our back.
    withHomeLock(home, async () => {
      if (!left) await ensureRunning(server, false)
    })
      .catch((error: unknown) => log.error('database-restart-failed', describeError(error)))
      .finally(() => {
        busy = false
      })
  }, watchEveryMs)
  timer.unref()
  return () => {
    left = true
    clearInterval(timer)
  }
}

const connectionTo = (parts: Parts, login: { user: keyof DatabaseSecrets; database: string }): ConnectionSettings => ({
  // As the running server says: whoever started it may have another temporary folder than we.
  host: serverSocketFolder(parts.server.dataFolder),
  port: 5432,
  ...login,
  password: parts.secrets[login.user],
})

const answers = async (parts: Parts): Promise<boolean> => {
  const probe = createDatabase({ ...connectionTo(parts, { user: 'carnet_app', database: 'carnet' }), max: 1 })
  const asked = probe.query({ text: 'select 1' })
  return asked
    .then(
      () => true,
      () => false,
    )
    .finally(() => probe.close())
}

/** A server taken over may be dying, or still reading its log: it is ours once it has answered. */
const ensureAnswering = async (parts: Parts, alone: boolean): Promise<void> => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await ensureRunning(parts.server, alone && attempt === 0)
    if (await answers(parts)) return
    await pause(100)
  }
  throw new Problem('unavailable', 'database-start-failed', { details: { file: parts.server.logFile } })
}

/** Starts or joins the server of a home; see `startEmbeddedPostgres`, which is this without the superuser. */
export const openCluster = async (request: ClusterRequest): Promise<Cluster> => {
  const home = prepareHome(resolve(request.home))
  const use = randomId()
  const parts = await withHomeLock(home, async () => {
    const prepared = await prepare(request)
    const shared = leaveUsers(home, use)
    await ensureAnswering(prepared, !shared)
    joinUsers(home, use)
    return prepared
  })
  const unwatch = watch(parts, request.log)
  return {
    superuser: connectionTo(parts, { user: 'postgres', database: 'postgres' }),
    owner: connectionTo(parts, { user: 'carnet_owner', database: 'carnet' }),
    app: connectionTo(parts, { user: 'carnet_app', database: 'carnet' }),
    stop: async () => {
      unwatch()
      await withHomeLock(home, async () => {
        if (leaveUsers(home, use)) return
        await stopServer(parts.server.dataFolder)
        rmSync(parts.server.socketFolder, { recursive: true, force: true })
      })
    },
  }
}
