import type { Connection } from '../../../../platform/database/database.ts'
import type { RepresentativeLine } from '../import/store.ts'

/** A representative who is awaited: no line has brought them yet. */
export interface AwaitedRepresentative {
  person_id: string
  ins_hash: Buffer
}

/** Forgets what a corrected line no longer says: awaited representatives, and presumed ones whom it does not name. */
export const dropUnnamed = async (
  connection: Connection,
  personIds: readonly string[],
  named: readonly RepresentativeLine[],
): Promise<void> => {
  if (personIds.length === 0) return
  await connection.query({
    name: 'enrolment-unnamed',
    text: `with awaited as (delete from enrolment.awaited_representative where person_id = any($1::uuid[]))
      delete from enrolment.representation r where r.person_id = any($1::uuid[]) and r.state = 'presumed' and not exists (
        select from unnest($2::uuid[], $3::bytea[]) as named (person_id, ins_hash)
        join enrolment.identifier i on i.ins_hash = named.ins_hash
        where named.person_id = r.person_id and i.person_id = r.representative_id)`,
    values: [personIds, named.map(({ personId }) => personId), named.map(({ insHash }) => insHash)],
  })
}

/**
 * Somebody who acts in another capacity than before, a parent who became the guardian, is presumed again: what they said, they said
 * of the other one. Of two kinds in one file a measure comes before a parent, as in the alphabet. Who was invited and is named by now
 * stands as they said, on the register's word.
 */
const namedAgainSql = `on conflict (person_id, representative_id) do update
  set kind = excluded.kind, source = excluded.source, changed_at = excluded.changed_at,
    state = case when r.kind = excluded.kind then r.state else 'presumed' end,
    since = case when r.kind = excluded.kind then r.since else excluded.since end
  where r.kind <> excluded.kind or r.source <> excluded.source`

/** Links persons to those who act for them; one whom the register does not know yet is awaited. */
export const linkRepresentatives = async (
  connection: Connection,
  at: string,
  named: readonly RepresentativeLine[],
): Promise<void> => {
  if (named.length === 0) return
  await connection.query({
    name: 'enrolment-link',
    text: `with named as (
        select given.person_id, given.ins_hash, given.kind, i.person_id as representative_id
        from unnest($2::uuid[], $3::bytea[], $4::text[]) as given (person_id, ins_hash, kind)
        left join enrolment.identifier i on i.ins_hash = given.ins_hash),
      linked as (
        insert into enrolment.representation as r (person_id, representative_id, kind, since, changed_at)
        select distinct on (person_id, representative_id) person_id, representative_id, kind, $1::timestamptz, $1::timestamptz
        from named where representative_id is not null and representative_id <> person_id
        order by person_id, representative_id, kind ${namedAgainSql})
      insert into enrolment.awaited_representative (person_id, ins_hash, kind)
      select person_id, ins_hash, kind from named where representative_id is null on conflict do nothing`,
    values: [
      at,
      named.map(({ personId }) => personId),
      named.map(({ insHash }) => insHash),
      named.map(({ kind }) => kind),
    ],
  })
}

/** The next awaited representatives behind one, in the order of their key. */
export const selectAwaited = (
  connection: Connection,
  behind: AwaitedRepresentative | undefined,
  limit: number,
): Promise<AwaitedRepresentative[]> =>
  connection.query<AwaitedRepresentative>({
    text: `select person_id, ins_hash from enrolment.awaited_representative
      where $1::uuid is null or (person_id, ins_hash) > ($1, $2::bytea) order by person_id, ins_hash limit $3`,
    values: [behind?.person_id ?? null, behind?.ins_hash ?? null, limit],
  })

/** Makes representations of those awaited who have arrived since. Gives how many. */
export const linkArrived = async (
  connection: Connection,
  at: string,
  awaited: readonly AwaitedRepresentative[],
): Promise<number> => {
  const rows = await connection.query({
    text: `with arrived as (
        delete from enrolment.awaited_representative a
        using unnest($2::uuid[], $3::bytea[]) as given (person_id, ins_hash), enrolment.identifier i
        where a.person_id = given.person_id and a.ins_hash = given.ins_hash and i.ins_hash = given.ins_hash
        returning a.person_id, i.person_id as representative_id, a.kind)
      insert into enrolment.representation as r (person_id, representative_id, kind, since, changed_at)
      select distinct on (person_id, representative_id) person_id, representative_id, kind, $1::timestamptz, $1::timestamptz
      from arrived where representative_id <> person_id order by person_id, representative_id, kind
      ${namedAgainSql} returning person_id`,
    values: [at, awaited.map(({ person_id }) => person_id), awaited.map(({ ins_hash }) => ins_hash)],
  })
  return rows.length
}

/** Makes somebody a parent whom the other one invited. Who acts already stays as they are; "not mine" is taken back. */
export const insertInvited = async (
  connection: Connection,
  { personId, representativeId }: { personId: string; representativeId: string },
  at: string,
): Promise<void> => {
  await connection.query({
    text: `insert into enrolment.representation as r (person_id, representative_id, kind, source, since, changed_at)
      values ($1, $2, 'parent', 'invited', $3, $3)
      on conflict (person_id, representative_id) do update
      set kind = excluded.kind, source = excluded.source, since = excluded.since where r.state = 'set-aside'`,
    values: [personId, representativeId, at],
  })
}

/** Changes what is said of a representation, and notes it as an event of the represented person. */
export const updateRepresentation = async (
  connection: Connection,
  tie: { personId: string; representativeId: string },
  said: { state: string; kind: string; channel: string; byKind: string; byId: string; id: string; at: string },
): Promise<void> => {
  await connection.query({
    name: 'enrolment-representation',
    text: `with said as (update enrolment.representation set state = $3, changed_at = $4
        where person_id = $1 and representative_id = $2 returning person_id)
      insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail)
      select person_id, $5, $4, $6, $7, $8, $9, jsonb_build_object('representative', $2::uuid) from said`,
    values: [
      tie.personId,
      tie.representativeId,
      said.state,
      said.at,
      said.id,
      said.kind,
      said.channel,
      said.byKind,
      said.byId,
    ],
  })
}
