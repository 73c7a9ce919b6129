import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'

import { createDatabase, type ConnectionSettings, type Database } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { projectRoot } from '../../src/platform/project.ts'
import { openTestCluster, type TestCluster, type TestLogins } from './test-cluster.ts'

/** A database of its own for one test or one file of tests. `drop` closes both pools and removes it. */
export interface TestDatabase {
  /** Owns every table: for arranging and for looking behind the door. */
  readonly owner: Database
  /** As the application logs in: owns nothing. */
  readonly app: Database
  readonly logins: TestLogins
  drop(): Promise<void>
}

/** `empty`: without the migrations. */
export interface TestDatabaseOptions {
  readonly empty?: boolean
}

const hashMigrations = (): string => {
  const folder = join(projectRoot, 'migrations')
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).toSorted()) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 16)
}

const inDatabase = (settings: ConnectionSettings, database: string): ConnectionSettings => ({
  ...settings,
  database,
  max: 8,
})

const copyDatabase = async (superuser: Database, name: string, template: string): Promise<void> => {
  await superuser.query({ text: `create database ${name} owner carnet_owner template ${template} strategy file_copy` })
  await superuser.query({
    text: `revoke all on database ${name} from public; grant connect on database ${name} to carnet_app`,
  })
}

const makeTemplate = async (superuser: Database, owner: ConnectionSettings, template: string): Promise<void> => {
  const draft = `${template}_draft`
  await superuser.query({ text: `drop database if exists ${draft} with (force)` })
  await copyDatabase(superuser, draft, 'template0')
  const database = createDatabase(inDatabase(owner, draft))
  await migrate(database).finally(() => database.close())
  await superuser.query({ text: `alter database ${draft} rename to ${template}` })
}

/** The migrated template, made by whichever test process comes first; the others wait at the advisory lock. */
const prepareTemplate = (superuser: Database, owner: ConnectionSettings): Promise<string> =>
  superuser.transaction(async (connection) => {
    const template = `carnet_template_${hashMigrations()}`
    await connection.query({ text: 'select pg_advisory_xact_lock(7265232)' })
    const found = await connection.query({ text: 'select from pg_database where datname = $1', values: [template] })
    if (found.length === 0) await makeTemplate(superuser, owner, template)
    return template
  })

interface Bench {
  readonly cluster: TestCluster
  readonly superuser: Database
  readonly template: string
}

const openBench = async (): Promise<Bench> => {
  const cluster = await openTestCluster()
  const superuser = createDatabase({ ...cluster.superuser, max: 3 })
  return { cluster, superuser, template: await prepareTemplate(superuser, cluster.owner) }
}

let bench: Promise<Bench> | undefined
let finished = false
let inUse = 0

/** Leaves the cluster once the tests are over and the last database is dropped: hooks of a file may run after ours. */
const leaveWhenDone = async (): Promise<void> => {
  if (!finished || inUse > 0 || bench === undefined) return
  const { cluster, superuser } = await bench
  bench = undefined
  await superuser.close()
  await cluster.stop()
}

after(() => {
  finished = true
  return leaveWhenDone()
})

/** A fresh, migrated database in some thirty milliseconds. Each test file may take several; drop them when done. */
export const createTestDatabase = async (options: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  bench ??= openBench()
  const { cluster, superuser, template } = await bench
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await copyDatabase(superuser, name, options.empty === true ? 'template0' : template)
  inUse += 1
  const logins = {
    superuser: inDatabase(cluster.superuser, name),
    owner: inDatabase(cluster.owner, name),
    app: inDatabase(cluster.app, name),
  }
  const owner = createDatabase(logins.owner)
  const app = createDatabase(logins.app)
  return {
    owner,
    app,
    logins,
    drop: async () => {
      await Promise.all([owner.close(), app.close()])
      await superuser.query({ text: `drop database if exists ${name} with (force)` })
      inUse -= 1
      await leaveWhenDone()
    },
  }
}
