import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '../../../src/platform/log.ts'
import { projectRoot } from '../../../src/platform/project.ts'
import { readSettings } from '../../../src/platform/settings.ts'
import { openCarnet, type Carnet } from '../../../src/startup.ts'
import { freePort } from '../../../tests/support/free-port.ts'
import { until } from '../../conformance/support/until.ts'

/** A home of its own and the address its server answers at, whichever process serves it. */
export interface Home {
  origin: string
  fhir: string
  /** Starts the server as `npm start` does; ready when it answers. On another port it is one more beside the first. */
  start(otherPort?: number): Promise<ServerProcess>
  /** Joins the home from this very process, while a server runs. Close it. */
  join(): Promise<Carnet>
  /** Runs an operator's command on the home and gives what it printed. */
  run(...words: string[]): Promise<{ code: number | null; printed: string }>
  token(name: string): Promise<string>
  remove(): Promise<void>
}

/** A server in a process of its own. */
export interface ServerProcess {
  /** As the machine would: at once, nothing tidied. */
  kill(): Promise<void>
  /** As the service manager asks: what is under way is finished. Gives the exit code. */
  stop(): Promise<number | null>
  /** what it wrote to its standard error and output */
  said(): string
}

const main = join(projectRoot, 'dist/src/main.js')

const environmentOf = (home: string, { origin, port }: { origin: string; port: number }): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  CARNET_MODE: 'demonstration',
  CARNET_HOME: join(home, 'var'),
  CARNET_URL: origin,
  CARNET_PORT: String(port),
  CARNET_METRICS_PORT: '0',
  CARNET_LOG: 'warn',
})

const gather = (child: ChildProcess): (() => string) => {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => (text += piece.toString()))
  return () => text
}

const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  )

/** The database of a home outlives a killed server: ours is ended before its folder goes. */
const endDatabase = async (home: string): Promise<void> => {
  const [pid] = (await readFile(join(home, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  if (!pid) return
  process.kill(Number(pid), 'SIGINT')
  await until('the database ends', async () => !existsSync(join(home, 'postgres/postmaster.pid')))
}

/** Makes a home with nothing in it. Remove it after the tests; what still runs then is ended. */
export const createHome = async (): Promise<Home> => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-fault-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const children: ChildProcess[] = []
  const begin = (words: readonly string[], at = port): ChildProcess => {
    const child = spawn(process.execPath, [main, ...words], {
      env: environmentOf(folder, { origin, port: at }),
      cwd: folder,
    })
    children.push(child)
    return child
  }
  const run: Home['run'] = async (...words) => {
    const child = begin(words)
    const said = gather(child)
    await once(child, 'close')
    return { code: child.exitCode, printed: said() }
  }
  return {
    origin,
    fhir: `${origin}/fhir`,
    run,
    join: () => openCarnet(readSettings(environmentOf(folder, { origin, port })), silentLog),
    start: async (otherPort) => {
      const child = begin([], otherPort)
      const said = gather(child)
      await until(
        'the server answers',
        async () => {
          assert.equal(child.exitCode, null, said())
          return isReady(otherPort === undefined ? origin : `http://localhost:${otherPort}`)
        },
        60_000,
      )
      return {
        said,
        kill: async () => {
          child.kill('SIGKILL')
          await ended(child)
        },
        stop: async () => {
          child.kill('SIGTERM')
          return ended(child)
        },
      }
    },
    token: async (name) => {
      const { code, printed } = await run('token', '--as', name)
      assert.equal(code, 0, printed)
      return printed.match(/^ey\S+$/m)?.[0] ?? ''
    },
    remove: async () => {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(children.map(ended))
      await endDatabase(join(folder, 'var'))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
