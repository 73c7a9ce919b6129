import type { Connection } from '../platform/database/database.ts'
import type { EmergencyWord, PermissionRow, TieKind } from './policy.ts'

/** A tie between a party and a space; `since` is when it began where that was before now, `until` when it ends by itself. */
export interface Tie {
  partyId: string
  kind: TieKind
  since?: string
  until?: string
}

/** Adds ties between parties and a space; of a known one, or one named twice, the later end stays. Follow with `sealPolicy` in the same transaction. */
export const addRelations = async (connection: Connection, spaceId: string, ties: readonly Tie[]): Promise<void> => {
  await connection.query({
    name: 'relation-add',
    text: `insert into access.relation as r (space_id, party_id, kind, since, until)
      select distinct on (party_id, kind) $1::uuid, party_id, kind, date_trunc('milliseconds', coalesce(since, now())),
          date_trunc('milliseconds', until)
        from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as tie (party_id, kind, since, until)
        order by party_id, kind, until desc nulls first
      on conflict (space_id, party_id, kind) do update
        set until = case when excluded.until > r.until then excluded.until end
        where r.until is not null and (excluded.until is null or excluded.until > r.until)`,
    values: [
      spaceId,
      ties.map(({ partyId }) => partyId),
      ties.map(({ kind }) => kind),
      ties.map(({ since }) => since ?? null),
      ties.map(({ until }) => until ?? null),
    ],
  })
}

/** Removes ties. Follow with `sealPolicy` in the same transaction. */
export const removeRelations = async (
  connection: Connection,
  spaceId: string,
  ties: readonly Pick<Tie, 'partyId' | 'kind'>[],
): Promise<void> => {
  await connection.query({
    name: 'relation-remove',
    text: `delete from access.relation r using unnest($2::text[], $3::text[]) as tie (party_id, kind)
      where r.space_id = $1 and r.party_id = tie.party_id and r.kind = tie.kind`,
    values: [spaceId, ties.map(({ partyId }) => partyId), ties.map(({ kind }) => kind)],
  })
}

/** Blocks or unblocks a party. Follow with `sealPolicy` in the same transaction. */
export const setBlock = async (
  connection: Connection,
  spaceId: string,
  change: { partyId: string; blocked: boolean },
): Promise<void> => {
  const text = change.blocked
    ? `insert into access.block (space_id, party_id, since) values ($1, $2, date_trunc('milliseconds', now())) on conflict do nothing`
    : 'delete from access.block where space_id = $1 and party_id = $2'
  await connection.query({
    name: change.blocked ? 'block-add' : 'block-remove',
    text,
    values: [spaceId, change.partyId],
  })
}

/** Adds permissions. Follow with `sealPolicy` in the same transaction. */
export const addPermissions = async (
  connection: Connection,
  spaceId: string,
  permissions: readonly Omit<PermissionRow, 'since'>[],
): Promise<void> => {
  for (const { id, partyId, sharedBy, evidence, typeCodes, documentIds, adds, until } of permissions)
    await connection.query({
      name: 'permission-add',
      text: `insert into access.permission
          (space_id, permission_id, party_id, shared_by, evidence, type_codes, document_ids, since, until, adds)
        values ($1, $2, $3, $4, $5, $6, $7, date_trunc('milliseconds', now()), date_trunc('milliseconds', $8::timestamptz), $9)`,
      values: [spaceId, id, partyId, sharedBy, evidence, typeCodes, documentIds, until, adds ?? null],
    })
}

/** Ends a permission, and those that came from it by its share code. Follow with `sealPolicy` in the same transaction. */
export const removePermission = async (
  connection: Connection,
  spaceId: string,
  permissionId: string,
): Promise<void> => {
  await connection.query({
    name: 'permission-remove',
    text: 'delete from access.permission where space_id = $1 and (permission_id = $2 or shared_by = $2)',
    values: [spaceId, permissionId],
  })
}

/** Drops the permissions that ended by themselves: they are in the journal. Follow with `sealPolicy` in the same transaction. */
export const removeEndedPermissions = async (connection: Connection, spaceId: string, now: Date): Promise<void> => {
  await connection.query({
    name: 'permission-remove-ended',
    text: 'delete from access.permission where space_id = $1 and until <= $2',
    values: [spaceId, now.toISOString()],
  })
}

/** Ends every permission of a party, as a block does: unblocked, they ask again (rules ACC-23). Follow with `sealPolicy`. */
export const removePermissionsOf = async (connection: Connection, spaceId: string, partyId: string): Promise<void> => {
  await connection.query({
    name: 'permission-remove-party',
    text: 'delete from access.permission where space_id = $1 and party_id = $2',
    values: [spaceId, partyId],
  })
}

/** Keeps the holder's words on emergencies. Follow with `sealPolicy` in the same transaction. */
export const setEmergencyRule = async (
  connection: Connection,
  spaceId: string,
  words: readonly EmergencyWord[],
): Promise<void> => {
  await connection.query({
    name: 'emergency-rule',
    text: 'update access.space set emergency_rule = $2 where space_id = $1',
    values: [spaceId, words.toSorted()],
  })
}
