import type { Connection, Database } from '../../../platform/database/database.ts'
import {
  consumeOidcRecord,
  deleteOidcGrant,
  deleteOidcRecord,
  selectOidcPayload,
  selectOidcPayloadByUid,
  upsertOidcRecord,
  type OidcRecord,
  type OidcRecordKey,
} from './store.ts'

/** What the OpenID Connect providers we run keep: sessions, interactions, codes. Outlives a restart of the process. */
export interface OidcRecords {
  upsert(record: OidcRecord): Promise<void>
  find(key: OidcRecordKey): Promise<unknown>
  findByUid(key: OidcRecordKey): Promise<unknown>
  /** false for what is used already: of two at the same moment one is the first */
  consume(key: OidcRecordKey): Promise<boolean>
  destroy(key: OidcRecordKey): Promise<void>
  revokeByGrantId(provider: string, grantId: string): Promise<void>
}

/** The provider that apps get their tokens from. */
export const appProvider = 'oauth'

/** Ends whatever our authorization server gave for a consent, in the caller's transaction: codes, refresh tokens, the grant itself. */
export const endAppGrant = (connection: Connection, consentId: string): Promise<void> =>
  deleteOidcGrant(connection, appProvider, consentId)

/** The records of the providers we run, over a database. */
export const createOidcRecords = (database: Database): OidcRecords => ({
  upsert: (record) => upsertOidcRecord(database, record),
  find: (key) => selectOidcPayload(database, key),
  findByUid: (key) => selectOidcPayloadByUid(database, key),
  consume: (key) => consumeOidcRecord(database, key),
  destroy: (key) => deleteOidcRecord(database, key),
  revokeByGrantId: (provider, grantId) => deleteOidcGrant(database, provider, grantId),
})
