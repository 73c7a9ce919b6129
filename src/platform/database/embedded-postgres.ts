import type { Log } from '../log.ts'
import type { ConnectionSettings } from './database.ts'
import { openCluster } from './embedded/cluster.ts'

/** A running embedded server: how to log in as the owner (migrations) and as the application, and how to leave it. */
export interface EmbeddedPostgres {
  readonly owner: ConnectionSettings
  readonly app: ConnectionSettings
  /** Leaves the server; the last process of the home to leave stops it, with everything written. */
  stop(): Promise<void>
}

/**
 * Starts the real PostgreSQL of the npm package on `<home>/postgres`, made at the first start (two to three seconds), or joins
 * the one that another process of the same home started. Durable (`fsync=on`), reachable through a Unix socket only.
 */
export const startEmbeddedPostgres = async (home: string, log: Log): Promise<EmbeddedPostgres> => {
  const { owner, app, stop } = await openCluster({ home, log })
  return { owner, app, stop }
}
