import { assertSafeDatabase } from '../platform/database/assert-safe-database.ts'
import { createDatabase, type Database } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { migrate } from '../platform/database/migrate.ts'
import type { Log } from '../platform/log.ts'
import { Problem } from '../platform/problem.ts'
import type { Settings } from '../platform/settings.ts'

/** The database as this process holds it: the application's pool, and how to log in as the owner when that is configured. */
export interface OpenedDatabase {
  app: Database
  /** A small pool of the owner's, for migrations and for replaying the journal; close it after use. */
  openOwner(): Database
  close(): Promise<void>
}

const connectionsPerProcess = 24

const ownerMissing = (): never => {
  throw new Problem('incorrect', 'owner-url-missing', { details: { setting: 'DATABASE_OWNER_URL' } })
}

const openEmbedded = async (settings: Settings, log: Log): Promise<OpenedDatabase> => {
  const server = await startEmbeddedPostgres(settings.home, log)
  const app = createDatabase({ ...server.app, max: connectionsPerProcess })
  return {
    app,
    openOwner: () => createDatabase({ ...server.owner, max: 2 }),
    close: async () => {
      await app.close()
      await server.stop()
    },
  }
}

const openServer = (url: string, ownerUrl: string | undefined): OpenedDatabase => {
  const app = createDatabase({ connectionString: url, max: connectionsPerProcess })
  return {
    app,
    openOwner: () => createDatabase({ connectionString: ownerUrl ?? ownerMissing(), max: 2 }),
    close: () => app.close(),
  }
}

/**
 * Opens the configured database, brings it to this version's schema where the owner's login is known, and refuses an unsafe
 * one. Every home or server written by an earlier version starts here.
 */
export const openDatabase = async (settings: Settings, log: Log): Promise<OpenedDatabase> => {
  const { database } = settings
  const opened =
    database.kind === 'embedded' ? await openEmbedded(settings, log) : openServer(database.url, database.ownerUrl)
  try {
    if (database.kind === 'embedded' || database.ownerUrl) {
      const owner = opened.openOwner()
      const applied = await migrate(owner).finally(() => owner.close())
      if (applied > 0) log.info('migrated', { count: applied })
    }
    await assertSafeDatabase(opened.app)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}
