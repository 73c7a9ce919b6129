import type { Connection, Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { isSafeRedirect } from './rules.ts'
import { selectApps, upsertApp } from './store.ts'

/** An app of the catalogue, as the authorization server and its holders know it. */
export interface App {
  clientId: string
  name: string
  publisher: string
  /** the publisher's own branch of object identifiers for it, e.g. `1.2.250.1.99`: under it stand its marks and its pseudonyms for people */
  oid?: string
  /** where browsers are sent back to, each to the letter */
  redirectUris: readonly string[]
}

/** The apps that holders may let in. */
export interface Apps {
  /** Problem `incorrect`, `app-redirect-unsafe` for an address that is neither https nor this machine's own. */
  recordApp(app: App, connection?: Connection): Promise<void>
  findApp(clientId: string): Promise<App | undefined>
}

const writeApp = async (connection: Connection, app: App): Promise<void> => {
  const unsafe = app.redirectUris.find((address) => !isSafeRedirect(address))
  if (unsafe !== undefined)
    throw new Problem('incorrect', 'app-redirect-unsafe', { details: { field: 'redirectUris', address: unsafe } })
  await upsertApp(connection, { ...app, oid: app.oid ?? null })
}

const findAppIn = async (database: Database, clientId: string): Promise<App | undefined> => {
  const [row] = await selectApps(database, [clientId])
  if (row === undefined) return undefined
  const { oid, ...app } = row
  return { ...app, ...(oid === null ? {} : { oid }) }
}

/** The apps over a database. */
export const createApps = (database: Database): Apps => ({
  recordApp: (app, connection = database) => writeApp(connection, app),
  findApp: (clientId) => findAppIn(database, clientId),
})
