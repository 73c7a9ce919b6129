import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { silentLog } from '../log.ts'
import { projectRoot } from '../project.ts'
import { createDatabase, type ConnectionSettings } from './database.ts'
import { runningServer } from './embedded/postmaster.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'

let parent: string
let home: string
before(() => {
  parent = mkdtempSync(join(tmpdir(), 'carnet-home-'))
  chmodSync(parent, 0o755)
  home = join(parent, 'var')
})
// The runner was interrupted: a server outlives its process by design, but not this one.
process.once('SIGTERM', () => {
  if (serverPid() > 0) process.kill(serverPid(), 'SIGQUIT')
  rmSync(parent, { recursive: true, force: true })
  process.exit(1)
})
after(() => rmSync(parent, { recursive: true, force: true }))

const ask = async <Row>(settings: ConnectionSettings, text: string): Promise<Row[]> => {
  const database = createDatabase({ ...settings, max: 1 })
  return database.query<Row>({ text }).finally(() => database.close())
}

const withServer = async <T>(work: (server: EmbeddedPostgres) => Promise<T>): Promise<T> => {
  const server = await startEmbeddedPostgres(home, silentLog)
  return work(server).finally(() => server.stop())
}

const serverPid = (): number => runningServer(join(home, 'postgres')) ?? 0

/** A child process that writes rows and prints each number once it is acknowledged. */
const startWriter = (): { child: ChildProcess; acknowledged: number[]; ended: Promise<unknown> } => {
  const script = join(projectRoot, 'dist/tests/support/embedded-process.js')
  const child = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: number[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    acknowledged.push(...lines.map(Number))
  })
  return { child, acknowledged, ended: new Promise((resolve) => child.once('close', resolve)) }
}

const untilAcknowledged = async (numbers: readonly number[], count: number): Promise<void> => {
  for (let tries = 0; numbers.length < count; tries += 1) {
    assert.ok(tries < 1_000, `${numbers.length} of ${count} rows after ten seconds`)
    await pause(10)
  }
}

const missingRows = async (acknowledged: readonly number[]): Promise<number[]> => {
  const rows = await withServer(({ owner }) => ask<{ n: number }>(owner, 'select n from written'))
  const kept = new Set(rows.map(({ n }) => n))
  return acknowledged.filter((n) => !kept.has(n))
}

test('a first start makes a durable server that nobody reaches without a password, and a second keeps everything', async () => {
  await withServer(async ({ owner, app }) => {
    await ask(owner, 'create table kept as select 42 as n')
    const [facts] = await ask(
      app,
      `select current_user as me, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
        current_setting('listen_addresses') as listens, current_setting('TimeZone') as zone, rolsuper or rolbypassrls as strong
        from pg_roles where rolname = current_user`,
    )
    assert.deepEqual(facts, { me: 'carnet_app', fsync: 'on', pages: 'on', listens: '', zone: 'UTC', strong: false })
    await assert.rejects(ask({ ...app, password: 'wrong' }, 'select 1'), /password/)
    await assert.rejects(ask({ ...app, user: 'carnet_owner' }, 'select 1'), /password/)
    await assert.rejects(ask(app, 'create table mine (id int)'), /permission denied/)
    await assert.rejects(ask(app, 'create temporary table mine (id int)'), /permission denied/)
  })
  assert.equal(serverPid(), 0)
  assert.equal(statSync(join(home, 'secrets')).mode & 0o777, 0o700)
  assert.equal(statSync(join(home, 'secrets/database-app')).mode & 0o777, 0o600)
  assert.deepEqual(await withServer(({ owner }) => ask(owner, 'select n from kept')), [{ n: 42 }])
})

test('two processes share the server of a home, and the last to leave stops it', async () => {
  const first = await startEmbeddedPostgres(home, silentLog)
  const second = await startEmbeddedPostgres(home, silentLog)
  await first.stop()
  assert.deepEqual(await ask(second.app, 'select 1 as one'), [{ one: 1 }])
  await second.stop()
  assert.equal(serverPid(), 0)
})

test('kill -9 of Carnet: the next start takes the server over and every acknowledged row is there', async () => {
  const { child, acknowledged, ended } = startWriter()
  await untilAcknowledged(acknowledged, 50)
  child.kill('SIGKILL')
  await ended
  const survivor = serverPid()
  assert.notEqual(survivor, 0)
  await withServer(async () => assert.equal(serverPid(), survivor))
  assert.equal(serverPid(), 0)
  assert.deepEqual(await missingRows(acknowledged), [])
})

test('kill -9 of the server: it comes back by itself and every acknowledged row is there', async () => {
  const { child, acknowledged, ended } = startWriter()
  await untilAcknowledged(acknowledged, 50)
  process.kill(serverPid(), 'SIGKILL')
  const sofar = acknowledged.length
  await untilAcknowledged(acknowledged, sofar + 50)
  child.kill('SIGTERM')
  await ended
  assert.equal(serverPid(), 0)
  assert.deepEqual(await missingRows(acknowledged), [])
})

test('kill -9 of both at once loses nothing acknowledged', async () => {
  const { child, acknowledged, ended } = startWriter()
  await untilAcknowledged(acknowledged, 50)
  process.kill(serverPid(), 'SIGKILL')
  child.kill('SIGKILL')
  await ended
  assert.deepEqual(await missingRows(acknowledged), [])
})

test('the log holds no statement and no value', async () => {
  await withServer(({ owner }) => assert.rejects(ask(owner, `select 'a-secret-value'::uuid`)))
  assert.doesNotMatch(readFileSync(join(home, 'postgres.log'), 'utf8'), /a-secret-value|insert into/)
})

test('a private folder is no obstacle: the data, or the account, move', async () => {
  const hidden = join(parent, 'private')
  mkdirSync(hidden, { mode: 0o700 })
  const server = await startEmbeddedPostgres(join(hidden, 'var'), silentLog)
  assert.deepEqual(await ask(server.app, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
  const data = realpathSync(join(hidden, 'var/postgres'))
  if (!data.startsWith(realpathSync(hidden))) rmSync(join(data, '..'), { recursive: true })
})
