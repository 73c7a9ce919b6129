import type { Connection } from '../../../platform/database/database.ts'
import type { NoticeChannel, RegisterPerson, RegisterState, Representation } from './types.ts'

const personSql = `p.id, p.created_at as "knownAt", p.space_id as "spaceId", p.state, p.state_since as "stateSince", p.state_before as "stateBefore", p.activated_at as "activatedAt", p.entered_by as "enteredBy",
  p.noticed_at as "noticedAt", p.window_ends_at as "windowEndsAt", p.closed_at as "closedAt", p.due_kind as "dueKind",
  p.due_at as "dueAt", p.scheme, p.department, p.channel, p.minor_until as "minorUntil", p.of_age_on as "ofAgeOn", p.protected, p.legacy,
  p.died_on as "diedOn", p.remarks, p.version::float8 as version, i.sealed`

const fromSql = 'enrolment.person p join enrolment.identity i on i.person_id = p.id'

/** By what a person is found: one of the keyed hashes, or an id. */
export type PersonKey = 'ins' | 'pivot' | 'card' | 'id' | 'space'

const whereSql: Readonly<Record<PersonKey, string>> = {
  ins: 'p.id = (select person_id from enrolment.identifier where ins_hash = $1)',
  pivot: 'i.pivot_hash = $1',
  card: 'i.card_hash = $1',
  id: 'p.id = $1',
  space: 'p.space_id = $1',
}

/** The persons found by a key, at most `limit`, the longest known first. */
export const selectPersons = (
  connection: Connection,
  key: PersonKey,
  { value, limit }: { value: Buffer | string; limit: number },
): Promise<RegisterPerson[]> =>
  connection.query<RegisterPerson>({
    name: `enrolment-by-${key}`,
    text: `select ${personSql} from ${fromSql} where ${whereSql[key]} order by p.id limit $2`,
    values: [value, limit],
  })

/** The person of a space, whose row no step changes until the caller's transaction ends. */
export const holdPerson = async (connection: Connection, spaceId: string): Promise<RegisterPerson | undefined> => {
  const [person] = await connection.query<RegisterPerson>({
    name: 'enrolment-hold',
    text: `select ${personSql} from ${fromSql} where ${whereSql.space} for share of p`,
    values: [spaceId],
  })
  return person
}

const representationSql = `r.person_id as "personId", r.representative_id as "representativeId", r.kind, r.state, r.source, r.since`

/** Whom a person acts for (`representative_id`), or who acts for them (`person_id`). */
export const selectRepresentations = (
  connection: Connection,
  side: 'representative_id' | 'person_id',
  personId: string,
): Promise<Representation[]> =>
  connection.query<Representation>({
    name: `enrolment-representations-${side}`,
    text: `select ${representationSql} from enrolment.representation r where r.${side} = $1
      order by r.since, r.person_id, r.representative_id`,
    values: [personId],
  })

// The condition of the index person_of_age, word for word. A death that the insurer says and nobody has recorded yet comes first.
/** Of age by a day, an SQL expression, with a majority that nobody has worked. */
export const ofAgeSql = (today: string): string => `minor_until <= ${today}::date and minor_until is not null
  and (of_age_on is null or of_age_on < minor_until)
  and state not in ('deceased', 'merged') and (died_on is null or state_before is not null)`

/** Takes in hand, until an instant, persons whose time has come and whom nobody else has in hand; behind a majority, only an erasure. */
export const leaseDue = (
  connection: Connection,
  {
    now,
    until,
    kinds,
    today,
    limit,
  }: { now: string; until: string; kinds: readonly string[]; today: string; limit: number },
): Promise<RegisterPerson[]> =>
  connection.query<RegisterPerson>({
    name: 'enrolment-due',
    text: `with due as (
        select id from enrolment.person
        where due_kind = any($3) and due_at <= $1 and (leased_until is null or leased_until <= $1)
          and (due_kind = 'erase' or not (${ofAgeSql('$5')}))
        order by due_at limit $4 for update skip locked),
      taken as (update enrolment.person p set leased_until = $2 from due where p.id = due.id returning p.*)
      select ${personSql} from taken p join enrolment.identity i on i.person_id = p.id order by p.due_at`,
    values: [now, until, kinds, limit, today],
  })

/** Takes in hand, until an instant, persons who have come of age by a day and whose majority nobody has worked. */
export const leaseOfAge = (
  connection: Connection,
  { now, until, today, limit }: { now: string; until: string; today: string; limit: number },
): Promise<RegisterPerson[]> =>
  connection.query<RegisterPerson>({
    name: 'enrolment-of-age',
    text: `with due as (
        select id from enrolment.person where ${ofAgeSql('$3')} and (leased_until is null or leased_until <= $1)
        order by minor_until limit $4 for update skip locked),
      taken as (update enrolment.person p set leased_until = $2 from due where p.id = due.id returning p.*)
      select ${personSql} from taken p join enrolment.identity i on i.person_id = p.id`,
    values: [now, until, today, limit],
  })

/** Puts an identity without a contact in the place of the one there is, keeps its hash, and says by which way the person is reached now. */
export const dropContact = async (
  connection: Connection,
  { personId, sealed, channel }: { personId: string; sealed: Buffer; channel: NoticeChannel },
): Promise<void> => {
  await connection.query({
    name: 'enrolment-drop-contact',
    text: `with dropped as (
        update enrolment.identity set sealed = $2, contact_hash = null,
          forgotten_contacts = array_remove(forgotten_contacts || contact_hash, null) where person_id = $1)
      update enrolment.person set channel = $3 where id = $1`,
    values: [personId, sealed, channel],
  })
}

/** A step of one or many persons: from which states, at which versions (each person's own; null: any), what changes, the event. */
export interface StepRow {
  personIds: readonly string[]
  eventIds: readonly string[]
  states: readonly RegisterState[]
  versions: readonly (number | null)[]
  at: string
  /** columns and their new values; a column left out stays, null clears */
  columns: Readonly<Record<string, string | null>>
  event: { kind: string; channel: string; byKind: string; byId: string; detail: string }
}

const takeSql = (column: string, type: string): string =>
  `${column} = case when $6::jsonb ? '${column}' then ($6::jsonb ->> '${column}')::${type} else p.${column} end`

const stepSql = `with wanted as (
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as given (id, event_id, version)),
  moved as (
    update enrolment.person p set ${[
      takeSql('state', 'text'),
      takeSql('state_before', 'text'),
      takeSql('space_id', 'uuid'),
      takeSql('due_kind', 'text'),
      takeSql('due_at', 'timestamptz'),
      takeSql('noticed_at', 'timestamptz'),
      takeSql('window_ends_at', 'timestamptz'),
      takeSql('activated_at', 'timestamptz'),
      takeSql('entered_by', 'text'),
      takeSql('closed_at', 'timestamptz'),
      takeSql('of_age_on', 'date'),
      takeSql('leased_until', 'timestamptz'),
    ].join(', ')},
      state_since = case when coalesce($6::jsonb ->> 'state', p.state) <> p.state then $5 else p.state_since end,
      version = p.version + 1, updated_at = $5
    from wanted w where p.id = w.id and p.state = any($4) and (w.version is null or p.version = w.version)
    returning p.id, w.event_id)
  insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail)
  select id, event_id, $5, $7, $8, $9, $10, $11::jsonb from moved returning person_id`

/** Moves persons on and writes an event for each that was moved; gives their ids. The others stand elsewhere: nothing happens. */
export const movePersons = async (connection: Connection, step: StepRow): Promise<string[]> => {
  const { event } = step
  const rows = await connection.query<{ person_id: string }>({
    name: 'enrolment-step',
    text: stepSql,
    values: [
      step.personIds,
      step.eventIds,
      step.versions,
      step.states,
      step.at,
      JSON.stringify(step.columns),
      event.kind,
      event.channel,
      event.byKind,
      event.byId,
      event.detail,
    ],
  })
  return rows.map(({ person_id }) => person_id)
}

/** An event as it stands in the table. */
export interface EventRow {
  id: string
  at: string
  kind: string
  channel: string
  byKind: string
  byId: string
  detail: Record<string, string | number | boolean>
  sealed: Buffer | null
}

/** The events of a person, oldest first. */
export const selectEvents = (connection: Connection, personId: string): Promise<EventRow[]> =>
  connection.query<EventRow>({
    name: 'enrolment-events',
    text: `select id, at, kind, channel, by_kind as "byKind", by_id as "byId", detail, sealed from enrolment.event
      where person_id = $1 order by at, id`,
    values: [personId],
  })

const noteSql = `insert into enrolment.event (person_id, id, at, kind, channel, by_kind, by_id, detail)
  select id, $2, $3, $4, $5, $6, $7, $8::jsonb from enrolment.person where space_id = $1`

/** Writes an event of whoever has a space; where they stand, and their version, stay. */
export const insertEvent = async (
  connection: Connection,
  spaceId: string,
  { id, at, event }: { id: string; at: string; event: StepRow['event'] },
): Promise<void> => {
  const { kind, channel, byKind, byId, detail } = event
  const values = [spaceId, id, at, kind, channel, byKind, byId, detail]
  await connection.query({ name: 'enrolment-note', text: noteSql, values })
}
