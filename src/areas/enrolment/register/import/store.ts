import type { Connection } from '../../../../platform/database/database.ts'
import type { RepresentationKind } from '../types.ts'

/** A line's person as the register keeps them, sealed and hashed. */
export interface PersonLine {
  line: number
  id: string
  /** the version that was read, for a person already known */
  version: number
  insHash: Buffer
  pivotHash: Buffer | null
  cardHash: Buffer
  contactHash: Buffer | null
  householdHash: Buffer
  scheme: string
  department: string | null
  channel: string
  minorUntil: string | null
  /** the first day of majority, passed or not */
  majorityOn: string | null
  /** the civil day on which the line is read */
  readOn: string
  protected: boolean
  legacy: boolean
  diedOn: string | null
  remarks: readonly string[]
  lineHash: Buffer
  sealed: Buffer
}

/** What the register knows of an identifier before a batch is written. */
export interface KnownPerson {
  ins_hash: Buffer
  person_id: string
  ended: boolean
  import_id: string | null
  import_line: string | null
  traits_hash: Buffer | null
  version: string
}

/** Who writes, and when: an ISO instant. */
export interface ImportStamp {
  importId: string
  at: string
}

/** One who acts for the person of a line, by the keyed hash of their identifier. */
export interface RepresentativeLine {
  personId: string
  insHash: Buffer
  kind: RepresentationKind
}

const columnsSql = `id, version, ins_hash, pivot_hash, card_hash, contact_hash, household_hash, scheme, department, channel,
  minor_until, protected, legacy, died_on, remarks, traits_hash, sealed, line, majority_on, read_on`

const linesSql = `with line as (
  select id, version, ins_hash, pivot_hash, card_hash, contact_hash, household_hash, scheme, department, channel, minor_until,
    protected, legacy, died_on, coalesce(string_to_array(nullif(remarks, ''), ','), '{}') as remarks, traits_hash, sealed, line, majority_on,
    read_on
  from unnest($3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $10::text[],
    $11::text[], $12::text[], $13::date[], $14::boolean[], $15::boolean[], $16::date[], $17::text[], $18::bytea[],
    $19::bytea[], $20::bigint[], $21::date[], $22::date[]) as given (${columnsSql}))`

const valuesOf = ({ importId, at }: ImportStamp, lines: readonly PersonLine[]): unknown[] => [
  importId,
  at,
  lines.map(({ id }) => id),
  lines.map(({ version }) => version),
  lines.map(({ insHash }) => insHash),
  lines.map(({ pivotHash }) => pivotHash),
  lines.map(({ cardHash }) => cardHash),
  lines.map(({ contactHash }) => contactHash),
  lines.map(({ householdHash }) => householdHash),
  lines.map(({ scheme }) => scheme),
  lines.map(({ department }) => department),
  lines.map(({ channel }) => channel),
  lines.map(({ minorUntil }) => minorUntil),
  lines.map((line) => line.protected),
  lines.map(({ legacy }) => legacy),
  lines.map(({ diedOn }) => diedOn),
  lines.map(({ remarks }) => remarks.join(',')),
  lines.map(({ lineHash }) => lineHash),
  lines.map(({ sealed }) => sealed),
  lines.map(({ line }) => line),
  lines.map(({ majorityOn }) => majorityOn),
  lines.map(({ readOn }) => readOn),
]

const insertSql = `${linesSql},
  named as (
    insert into enrolment.identifier (ins_hash, person_id, since, import_id, import_line)
    select ins_hash, id, $2::timestamptz, $1::uuid, line from line on conflict do nothing returning person_id as id),
  fresh as (
    insert into enrolment.person (id, state_since, scheme, department, channel, minor_until, protected, legacy, died_on, remarks,
      created_at, updated_at)
    select id, $2, scheme, department, channel, minor_until, protected, legacy, died_on, remarks, $2, $2
    from line join named using (id)),
  died as (
    insert into platform.outbox (space_id, id, kind, payload)
    select id, gen_random_uuid(), 'person-died', jsonb_build_object('personId', id)
    from line join named using (id) where died_on is not null)
  insert into enrolment.identity (person_id, pivot_hash, card_hash, contact_hash, household_hash, traits_hash, sealed)
  select id, pivot_hash, card_hash, contact_hash, household_hash, traits_hash, sealed from line join named using (id)
  returning person_id`

const updateSql = `${linesSql},
  former as (
    select i.person_id as id, i.sealed, i.contact_hash, p.died_on from enrolment.identity i join enrolment.person p on p.id = i.person_id
    where i.person_id in (select id from line)),
  changed as (
    update enrolment.person p set scheme = l.scheme, department = l.department, channel = l.channel,
      -- of somebody who was a child here the day stays, also once it has passed: their majority is still to be worked; whom the line
      -- makes an adult decides from today on (register/majority-rules.ts, adultHereFrom)
      minor_until = coalesce(l.minor_until,
        case when p.minor_until is not null then greatest(l.majority_on, least(p.minor_until, l.read_on)) end), protected = l.protected,
      -- an older record that came in stays known, whatever a later line says or leaves out
      legacy = p.legacy or l.legacy, died_on = l.died_on, remarks = l.remarks,
      version = p.version + 1, updated_at = $2
    from line l where p.id = l.id and p.version = l.version returning p.id, p.space_id, l.line),
  rewritten as (
    update enrolment.identity i set pivot_hash = l.pivot_hash, card_hash = l.card_hash, contact_hash = l.contact_hash,
      household_hash = l.household_hash, traits_hash = l.traits_hash, sealed = l.sealed
    from line l join changed using (id) where i.person_id = l.id),
  noted as (
    insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail, sealed)
    select c.id, gen_random_uuid(), $2, 'corrected', 'import', 'import', $1::uuid::text, jsonb_build_object('line', c.line)
        || case when f.contact_hash <> coalesce(l.contact_hash, '') then '{"contact": true}' else '{}' end::jsonb, f.sealed
    from changed c join former f using (id) join line l using (id)),
  queued as (
    insert into platform.outbox (space_id, id, kind, payload)
    select space_id, gen_random_uuid(), 'identity-corrected', jsonb_build_object('personId', id)
    from changed where space_id is not null),
  died as (
    insert into platform.outbox (space_id, id, kind, payload)
    select c.id, gen_random_uuid(), 'person-died', jsonb_build_object('personId', c.id)
    from changed c join former f using (id) join line l using (id) where l.died_on is distinct from f.died_on and l.died_on is not null)
  select id from changed`

/** Writes persons nobody knew, and queues the death of those who come dead. Gives how many: fewer than handed in when another writer was faster. */
export const insertPersons = async (
  connection: Connection,
  stamp: ImportStamp,
  lines: readonly PersonLine[],
): Promise<number> => {
  if (lines.length === 0) return 0
  const statement = { name: 'enrolment-insert', text: insertSql, values: valuesOf(stamp, lines) }
  return (await connection.query(statement)).length
}

/**
 * Corrects persons already known, each only at the version that was read; keeps their former sealed identity in an event, and
 * queues the correction of the space of those who have one, and the death of those whom the line says dead for the first time. Gives
 * how many were corrected.
 */
export const updatePersons = async (
  connection: Connection,
  stamp: ImportStamp,
  lines: readonly PersonLine[],
): Promise<number> => {
  if (lines.length === 0) return 0
  const statement = { name: 'enrolment-update', text: updateSql, values: valuesOf(stamp, lines) }
  return (await connection.query(statement)).length
}

/** What the register knows of these identifiers, former ones included. */
export const selectKnown = (connection: Connection, insHashes: readonly Buffer[]): Promise<KnownPerson[]> =>
  connection.query<KnownPerson>({
    name: 'enrolment-known',
    text: `select i.ins_hash, i.person_id, i.until is not null as ended, i.import_id, i.import_line, kept.traits_hash, p.version
      from enrolment.identifier i join enrolment.person p on p.id = i.person_id
      join enrolment.identity kept on kept.person_id = i.person_id where i.ins_hash = any($1::bytea[])`,
    values: [insHashes],
  })

/** Notes where known identifiers were met in this run. Gives how many were not met in it before. */
export const markMet = async (
  connection: Connection,
  { importId }: ImportStamp,
  met: readonly { insHash: Buffer; line: number }[],
): Promise<number> => {
  if (met.length === 0) return 0
  const rows = await connection.query({
    name: 'enrolment-met',
    text: `update enrolment.identifier i set import_id = $1, import_line = met.line
      from unnest($2::bytea[], $3::bigint[]) as met (ins_hash, line)
      where i.ins_hash = met.ins_hash and i.until is null and i.import_id is distinct from $1 returning 1`,
    values: [importId, met.map(({ insHash }) => insHash), met.map(({ line }) => line)],
  })
  return rows.length
}

/**
 * Marks persons who share a contact with another household, both sides, once. Gives those newly marked: two of a household on
 * one address are ordinary, strangers are looked at by a human. So is somebody who came of age here and has the contact of anybody
 * else, such as a parent's, or the one forgotten with their childhood: what is said to them is theirs alone (rules ENR-30).
 */
export const markSharedContacts = async (
  connection: Connection,
  contactHashes: readonly Buffer[],
): Promise<string[]> => {
  if (contactHashes.length === 0) return []
  const rows = await connection.query<{ id: string }>({
    name: 'enrolment-shared-contact',
    text: `update enrolment.person p set remarks = array_append(p.remarks, 'line-contact-shared') from enrolment.identity i
      where i.person_id = p.id and i.contact_hash = any($1::bytea[]) and not 'line-contact-shared' = any(p.remarks) and (
        (p.minor_until is null or p.of_age_on >= p.minor_until) and i.contact_hash = any(i.forgotten_contacts) or exists (
          select from enrolment.identity other
          where other.contact_hash = i.contact_hash and (other.household_hash <> i.household_hash
            or p.of_age_on >= p.minor_until and other.person_id <> p.id))) returning p.id`,
    values: [contactHashes],
  })
  return rows.map(({ id }) => id)
}
