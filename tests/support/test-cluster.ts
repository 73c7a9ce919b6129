import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

import { createDatabase, type ConnectionSettings } from '../../src/platform/database/database.ts'
import { openCluster } from '../../src/platform/database/embedded/cluster.ts'
import { silentLog } from '../../src/platform/log.ts'
import { projectRoot } from '../../src/platform/project.ts'

/** The three logins of the server under the tests; each test database has the same ones. */
export interface TestLogins {
  readonly superuser: ConnectionSettings
  readonly owner: ConnectionSettings
  readonly app: ConnectionSettings
}

/** A server for tests and how to leave it. */
export interface TestCluster extends TestLogins {
  stop(): Promise<void>
}

const variable = 'CARNET_TEST_CLUSTER'

const connection = Type.Object({
  connectionString: Type.Optional(Type.String()),
  host: Type.Optional(Type.String()),
  port: Type.Optional(Type.Number()),
  user: Type.Optional(Type.String()),
  password: Type.Optional(Type.String()),
  database: Type.Optional(Type.String()),
})
const logins = Compile(Type.Object({ superuser: connection, owner: connection, app: connection }))

/** Tells the test processes that we start where the server is. */
export const announceCluster = ({ superuser, owner, app }: TestLogins): void => {
  process.env[variable] = JSON.stringify({ superuser, owner, app })
}

// Durable like any other server: Carnet refuses one that is not. Many test processes share it.
const roomy = ['max_connections=200']

// One home per checkout, kept between runs: the second run finds a warm server and the migrated template.
const hash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8)
const home = join(tmpdir(), `carnet-tests-${process.getuid?.() ?? 'user'}-${hash}`)

const openEmbedded = async (): Promise<TestCluster> => {
  const request = { home, log: silentLog, options: roomy }
  try {
    return await openCluster(request)
  } catch {
    // The machine stopped while this cluster was writing: nothing in it is worth a repair.
    rmSync(join(home, 'postgres'), { recursive: true, force: true })
    return openCluster(request)
  }
}

const testPassword = 'carnet-tests-only'

const makeRole = (role: string): string => `do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role}; end if;
  alter role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${testPassword}';
end $$`

const openExternal = async (url: string): Promise<TestCluster> => {
  const { hostname, port, username, password, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  const parts = { host, port: port === '' ? 5432 : Number(port), database: 'postgres' }
  const superuser = { ...parts, user: decodeURIComponent(username), password: decodeURIComponent(password) }
  const database = createDatabase({ ...superuser, max: 1 })
  for (const role of ['carnet_owner', 'carnet_app']) await database.query({ text: makeRole(role) })
  await database.close()
  const login = (user: string): ConnectionSettings => ({ ...parts, user, password: testPassword })
  return { superuser, owner: login('carnet_owner'), app: login('carnet_app'), stop: async () => {} }
}

/**
 * The server under the tests: the one the runner announced, else the PostgreSQL 15 to 18 server whose superuser
 * `CARNET_TEST_DATABASE_URL` names, else an embedded one of this checkout, shared by all test processes.
 */
export const openTestCluster = async (): Promise<TestCluster> => {
  const announced = process.env[variable]
  if (announced !== undefined) return { ...logins.Parse(JSON.parse(announced)), stop: async () => {} }
  const external = process.env['CARNET_TEST_DATABASE_URL']
  return external === undefined ? openEmbedded() : openExternal(external)
}
