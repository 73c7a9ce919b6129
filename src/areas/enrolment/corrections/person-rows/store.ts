import type { Connection } from '../../../../platform/database/database.ts'
import type { PersonHashRow } from '../store.ts'

/** An identifier of a person, by its keyed hash (hexadecimal). */
export interface IdentifierRow {
  hash: string
  until: string | null
}

/** Every identifier that leads to a person, former ones included. */
export const selectIdentifiers = (connection: Connection, personId: string): Promise<IdentifierRow[]> =>
  connection.query({
    text: `select encode(ins_hash, 'hex') as hash, until from enrolment.identifier where person_id = $1 order by ins_hash`,
    values: [personId],
  })

/** Whose identifier this is. */
export const selectOwner = async (connection: Connection, hash: Buffer): Promise<string | undefined> => {
  const [row] = await connection.query<{ person_id: string }>({
    text: 'select person_id from enrolment.identifier where ins_hash = $1',
    values: [hash],
  })
  return row?.person_id
}

/** Somebody who is merged into another; `spaceId` while their space is kept. */
export interface MergedPerson {
  id: string
  spaceId: string | null
}

/** Everybody who was merged into this person, and into those. */
export const selectMerged = (connection: Connection, personId: string): Promise<MergedPerson[]> =>
  connection.query({
    text: `with recursive merged as (
        select id, space_id from enrolment.person where merged_into = $1
        union select p.id, p.space_id from enrolment.person p join merged m on p.merged_into = m.id)
      select id, space_id as "spaceId" from merged`,
    values: [personId],
  })

/** The hashes by which a person is found. */
export const selectHashes = async (connection: Connection, personId: string): Promise<PersonHashRow | undefined> => {
  const [row] = await connection.query<PersonHashRow>({
    text: `select encode(pivot_hash, 'hex') as pivot, encode(card_hash, 'hex') as card, encode(contact_hash, 'hex') as contact,
      encode(household_hash, 'hex') as household from enrolment.identity where person_id = $1`,
    values: [personId],
  })
  return row
}

/** Makes the identifiers of one person those of another: a merged person is found by none of them any more. */
export const moveIdentifiers = async (
  connection: Connection,
  move: { from: string; to: string; at: string },
): Promise<void> => {
  await connection.query({
    text: `with moved as (update enrolment.identifier set person_id = $2, until = coalesce(until, $3::timestamptz)
        where person_id = $1),
      hidden as (update enrolment.identity set pivot_hash = null, card_hash = null, contact_hash = null, household_hash = null
        where person_id = $1)
      update enrolment.person set merged_into = $2 where id = $1`,
    values: [move.from, move.to, move.at],
  })
}

/** Gives a person back what led to them. */
export const restoreIdentifiers = async (
  connection: Connection,
  personId: string,
  kept: { identifiers: readonly IdentifierRow[]; hashes: PersonHashRow },
): Promise<void> => {
  const { identifiers, hashes } = kept
  await connection.query({
    text: `with back as (update enrolment.identifier i set person_id = $1, until = k.until
        from unnest($2::text[], $3::timestamptz[]) as k (hash, until) where i.ins_hash = decode(k.hash, 'hex')),
      shown as (update enrolment.identity set pivot_hash = decode($4, 'hex'), card_hash = decode($5, 'hex'),
        contact_hash = decode($6, 'hex'), household_hash = decode($7, 'hex') where person_id = $1)
      update enrolment.person set merged_into = null where id = $1`,
    values: [
      personId,
      identifiers.map(({ hash }) => hash),
      identifiers.map(({ until }) => until),
      hashes.pivot,
      hashes.card,
      hashes.contact,
      hashes.household,
    ],
  })
}

/** A person's identity written anew, and the event that keeps the former one. */
export interface IdentityChange {
  personId: string
  version: number
  sealed: Buffer
  pivotHash: Buffer | null
  cardHash: Buffer
  /** first day of majority, of a minor */
  minorUntil: string | null
  event: { id: string; at: string; kind: string; channel: string; byId: string; detail: string }
}

/** Writes a corrected identity if the person is still at the version that was read; false, and nothing done, when not. */
export const writeIdentity = async (connection: Connection, change: IdentityChange): Promise<boolean> => {
  const { event } = change
  const rows = await connection.query({
    text: `with former as (select person_id as id, sealed from enrolment.identity where person_id = $1),
      changed as (update enrolment.person set version = version + 1, updated_at = $7, minor_until = $12
        where id = $1 and version = $2 returning id),
      rewritten as (update enrolment.identity i set sealed = $3, pivot_hash = $4, card_hash = $5
        from changed c where i.person_id = c.id)
      insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail, sealed)
      select c.id, $6, $7, $8, $9, 'staff', $10, $11::jsonb, f.sealed from changed c join former f using (id) returning 1`,
    values: [
      change.personId,
      change.version,
      change.sealed,
      change.pivotHash,
      change.cardHash,
      event.id,
      event.at,
      event.kind,
      event.channel,
      event.byId,
      event.detail,
      change.minorUntil,
    ],
  })
  return rows.length === 1
}

/** Puts one identifier in the place of another; the former stays and leads to the same person. */
export const swapIdentifiers = async (
  connection: Connection,
  swap: { personId: string; former: Buffer; next: Buffer; at: string },
): Promise<void> => {
  await connection.query({
    text: `with ended as (update enrolment.identifier set until = $4 where ins_hash = $2 and person_id = $1)
      insert into enrolment.identifier (ins_hash, person_id, since) values ($3, $1, $4)
      on conflict (ins_hash) do update set until = null`,
    values: [swap.personId, swap.former, swap.next, swap.at],
  })
}

/** Forgets an identifier that was given by mistake. */
export const dropIdentifier = async (connection: Connection, personId: string, hash: Buffer): Promise<void> => {
  await connection.query({
    text: 'delete from enrolment.identifier where ins_hash = $2 and person_id = $1',
    values: [personId, hash],
  })
}

/** Notes whether somebody has a record of the time before spaces. */
export const markLegacy = async (connection: Connection, personId: string, legacy = true): Promise<void> => {
  await connection.query({
    text: 'update enrolment.person set legacy = $2, version = version + 1 where id = $1 and legacy <> $2',
    values: [personId, legacy],
  })
}

/**
 * Makes what one person's parents were reached by forgotten for another as well: no line of either brings it back (rules ENR-30). Gives
 * the hashes (hexadecimal) that are new there.
 */
export const takeForgotten = async (connection: Connection, move: { from: string; to: string }): Promise<string[]> => {
  const rows = await connection.query<{ hash: string }>({
    text: `with added as (
        select distinct hash from enrolment.identity o, unnest(o.forgotten_contacts) as f (hash), enrolment.identity s
        where o.person_id = $1 and s.person_id = $2 and not hash = any(s.forgotten_contacts)),
      kept as (update enrolment.identity set forgotten_contacts = forgotten_contacts || array(select hash from added)
        where person_id = $2)
      select encode(hash, 'hex') as hash from added`,
    values: [move.from, move.to],
  })
  return rows.map(({ hash }) => hash)
}

/** Takes these hashes (hexadecimal) out of what is forgotten for a person, once each: what was forgotten again since is their own. */
export const dropForgotten = async (
  connection: Connection,
  personId: string,
  hashes: readonly string[],
): Promise<void> => {
  await connection.query({
    text: `update enrolment.identity set forgotten_contacts = array(
        select hash from (select hash, n, row_number() over (partition by hash order by n) as nth
          from unnest(forgotten_contacts) with ordinality as f (hash, n)) every_one
        where nth > 1 or not encode(hash, 'hex') = any($2::text[]) order by n) where person_id = $1`,
    values: [personId, hashes],
  })
}
