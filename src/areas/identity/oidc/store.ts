import type { Connection } from '../../../platform/database/database.ts'

/** One record of an OpenID Connect provider: its model (Session, AuthorizationCode…) and its id within it. */
export interface OidcRecordKey {
  provider: string
  model: string
  id: string
}

/** A record to keep. `expiresInSeconds` is absent for what does not expire. */
export interface OidcRecord extends OidcRecordKey {
  payload: unknown
  grantId?: string
  uid?: string
  expiresInSeconds?: number
}

const upsertSql = `insert into directory.oidc_payload (provider, model, id, payload, grant_id, uid, expires_at)
  values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
  on conflict (provider, model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
    uid = excluded.uid, expires_at = excluded.expires_at`
const live = `(expires_at is null or expires_at > now())`
const selectSql = `select payload from directory.oidc_payload where provider = $1 and model = $2 and id = $3 and ${live}`
const selectByUidSql = `select payload from directory.oidc_payload where provider = $1 and model = $2 and uid = $3 and ${live}`
const consumeSql = `update directory.oidc_payload
  set payload = payload || jsonb_build_object('consumed', extract(epoch from now())::bigint)
  where provider = $1 and model = $2 and id = $3 and not payload ? 'consumed' returning id`
const deleteSql = `delete from directory.oidc_payload where provider = $1 and model = $2 and id = $3`
const deleteGrantSql = `delete from directory.oidc_payload
  where provider = $1 and (grant_id = $2 or (model = 'Grant' and id = $2))`

const valuesOf = (key: OidcRecordKey): string[] => [key.provider, key.model, key.id]

/** Writes or replaces a record. */
export const upsertOidcRecord = async (connection: Connection, record: OidcRecord): Promise<void> => {
  const { payload, grantId, uid, expiresInSeconds } = record
  const more = [JSON.stringify(payload), grantId ?? null, uid ?? null, expiresInSeconds ?? null]
  await connection.query({ text: upsertSql, values: [...valuesOf(record), ...more] })
}

/** The payload of a record that has not expired. */
export const selectOidcPayload = async (connection: Connection, key: OidcRecordKey): Promise<unknown> => {
  const [row] = await connection.query<{ payload: unknown }>({ text: selectSql, values: valuesOf(key) })
  return row?.payload
}

/** The payload of the record whose uid this is; `id` of the key is the uid. */
export const selectOidcPayloadByUid = async (connection: Connection, key: OidcRecordKey): Promise<unknown> => {
  const [row] = await connection.query<{ payload: unknown }>({ text: selectByUidSql, values: valuesOf(key) })
  return row?.payload
}

/** Marks a record as used; false when somebody else did, and were it at the same moment. */
export const consumeOidcRecord = async (connection: Connection, key: OidcRecordKey): Promise<boolean> =>
  (await connection.query({ text: consumeSql, values: valuesOf(key) })).length === 1

/** Drops a record. */
export const deleteOidcRecord = async (connection: Connection, key: OidcRecordKey): Promise<void> => {
  await connection.query({ text: deleteSql, values: valuesOf(key) })
}

/** Drops everything that was granted together, and the grant: what a replayed code must end. */
export const deleteOidcGrant = async (connection: Connection, provider: string, grantId: string): Promise<void> => {
  await connection.query({ text: deleteGrantSql, values: [provider, grantId] })
}
