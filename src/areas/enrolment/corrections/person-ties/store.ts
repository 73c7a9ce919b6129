import type { Connection } from '../../../../platform/database/database.ts'
import type { RepresentationKind } from '../../register/types.ts'

/** A representation as it stood before a merge; `made`: whether the survivor has it because of the merge. */
export interface KeptRepresentation {
  personId: string
  representativeId: string
  kind: RepresentationKind
  state: string
  source: string
  since: string
  made: boolean
}

/** Whom a merged person acted for and who acted for them, and the representatives who were awaited for them. */
export interface KeptRepresentations {
  ties: KeptRepresentation[]
  awaited: { hash: string; kind: RepresentationKind; made: boolean }[]
}

/**
 * Makes the ties of one person those of another, in both directions: whom they act for and who acts for them. A tie that the other
 * has already stays as they said. Nobody acts for themselves. Gives what an undoing puts back.
 */
export const takeRepresentations = async (
  connection: Connection,
  move: { from: string; to: string },
): Promise<KeptRepresentations> => {
  const values = [move.from, move.to]
  const ties = await connection.query<KeptRepresentation>({
    text: `with old as (
        delete from enrolment.representation where person_id = $1 or representative_id = $1 returning *),
      turned as (
        select old.*, case when person_id = $1 then $2::uuid else person_id end as new_person,
          case when representative_id = $1 then $2::uuid else representative_id end as new_representative from old),
      made as (
        insert into enrolment.representation (person_id, representative_id, kind, state, source, since, changed_at)
        select new_person, new_representative, kind, state, source, since, changed_at from turned
        where new_person <> new_representative on conflict do nothing returning person_id, representative_id)
      select t.person_id as "personId", t.representative_id as "representativeId", t.kind, t.state, t.source, t.since,
        m.person_id is not null as made
      from turned t left join made m on m.person_id = t.new_person and m.representative_id = t.new_representative`,
    values,
  })
  const awaited = await connection.query<KeptRepresentations['awaited'][number]>({
    text: `with old as (delete from enrolment.awaited_representative where person_id = $1 returning *),
      made as (insert into enrolment.awaited_representative (person_id, ins_hash, kind)
        select $2, ins_hash, kind from old on conflict do nothing returning ins_hash)
      select encode(old.ins_hash, 'hex') as hash, old.kind, m.ins_hash is not null as made
      from old left join made m using (ins_hash)`,
    values,
  })
  return { ties, awaited }
}

/** Puts the ties back as they were; one that somebody confirmed or set aside meanwhile comes back as they said. */
export const restoreRepresentations = async (
  connection: Connection,
  move: { from: string; to: string },
  { ties, awaited }: KeptRepresentations,
): Promise<void> => {
  await connection.query({
    text: `with kept as (select * from jsonb_to_recordset($3::jsonb)
          as k ("personId" uuid, "representativeId" uuid, kind text, state text, source text,
            since timestamptz, made boolean)),
      turned as (
        select k.*, case when "personId" = $2 then $1::uuid else "personId" end as new_person,
          case when "representativeId" = $2 then $1::uuid else "representativeId" end as new_representative from kept k),
      gone as (
        delete from enrolment.representation r using turned t where t.made and r.person_id = t.new_person
          and r.representative_id = t.new_representative returning r.person_id, r.representative_id, r.state, r.changed_at)
      insert into enrolment.representation (person_id, representative_id, kind, state, source, since, changed_at)
      select t."personId", t."representativeId", t.kind, coalesce(g.state, t.state), t.source, t.since, coalesce(g.changed_at, t.since)
      from turned t left join gone g on g.person_id = t.new_person and g.representative_id = t.new_representative
      on conflict do nothing`,
    values: [move.from, move.to, JSON.stringify(ties)],
  })
  await connection.query({
    text: `with kept as (select decode(hash, 'hex') as ins_hash, kind, made from jsonb_to_recordset($3::jsonb)
          as k (hash text, kind text, made boolean)),
      gone as (delete from enrolment.awaited_representative a using kept k where k.made and a.person_id = $1
        and a.ins_hash = k.ins_hash returning a.ins_hash)
      insert into enrolment.awaited_representative (person_id, ins_hash, kind)
      select $2, k.ins_hash, k.kind from kept k where not k.made or k.ins_hash in (select ins_hash from gone)
      on conflict do nothing`,
    values: [move.from, move.to, JSON.stringify(awaited)],
  })
}
