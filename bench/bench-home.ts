import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../src/access/types.ts'
import { createAccessTokens } from '../src/edge/oauth/access-tokens.ts'
import { createDatabase, type Database } from '../src/platform/database/database.ts'
import { openCluster } from '../src/platform/database/embedded/cluster.ts'
import { runningServer } from '../src/platform/database/embedded/postmaster.ts'
import { silentLog } from '../src/platform/log.ts'
import { projectRoot } from '../src/platform/project.ts'
import { readSettings } from '../src/platform/settings.ts'
import { openCarnet, type Carnet } from '../src/startup.ts'
import { loadDemonstration } from '../src/startup/load-demonstration.ts'
import { freePort } from '../tests/support/free-port.ts'

/** A Carnet of its own for one run: durable database, server in its own process, the load generator's view of both. */
export interface BenchHome {
  port: number
  carnet: Carnet
  /** sees every row, to count what was really stored; also runs the bare references */
  superuser: Database
  folder: string
  serverPid: number
  databasePid: number
  /** A bearer token for an actor, good for the longest cell. */
  mint(actor: Actor): Promise<string>
  /** The last lines the server wrote: what to look at when it went away. */
  lastWords(): string
  close(): Promise<void>
}

const startServer = (folder: string, environment: Record<string, string>, nodeOptions: readonly string[]) => {
  const output = openSync(join(folder, 'server.log'), 'a')
  const main = join(projectRoot, 'dist', 'src', 'main.js')
  const child = spawn(process.execPath, [...nodeOptions, main, 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    cwd: folder,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  return child
}

const untilReady = async (port: number, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error('the server did not start: see server.log')
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await pause(50)
  }
  throw new Error('the server did not become ready')
}

const stopServer = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/**
 * Opens a temporary home beside the ordinary one, on the same disk, with the cast and no documents, and starts the server on
 * it. `nodeOptions` go to the server's node, e.g. `--cpu-prof`. Close it: that removes everything.
 */
export const openBenchHome = async (nodeOptions: readonly string[] = []): Promise<BenchHome> => {
  mkdirSync(join(projectRoot, 'var'), { recursive: true, mode: 0o711 })
  const folder = realpathSync(mkdtempSync(join(projectRoot, 'var', 'bench-')))
  const port = await freePort()
  const home = join(folder, 'home')
  const environment = {
    CARNET_MODE: 'demonstration',
    CARNET_HOME: home,
    CARNET_PORT: String(port),
    CARNET_URL: `http://localhost:${port}`,
  }
  const carnet = await openCarnet(readSettings(environment), silentLog)
  await loadDemonstration(carnet, { examples: false })
  const cluster = await openCluster({ home, log: silentLog })
  const superuser = createDatabase({ ...cluster.superuser, database: 'carnet', max: 40 })
  const child = startServer(folder, environment, nodeOptions)
  const close = async (): Promise<void> => {
    await stopServer(child)
    await superuser.close()
    await cluster.stop()
    await carnet.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(port, child)
  } catch (error) {
    await close()
    throw error
  }
  const seed = await carnet.keys.systemKey('token-signing')
  const tokens = await createAccessTokens({ publicUrl: new URL(carnet.settings.url), seed, clock: carnet.clock })
  return {
    port,
    carnet,
    superuser,
    folder,
    serverPid: child.pid ?? 0,
    databasePid: runningServer(join(home, 'postgres')) ?? 0,
    mint: (actor) => tokens.mint(actor),
    lastWords: () => readFileSync(join(folder, 'server.log'), 'utf8').split('\n').slice(-15).join('\n'),
    close,
  }
}
