import type { Connection } from '../../../platform/database/database.ts'
import type { SecondAsked } from '../types.ts'

/**
 * How many other persons a professional has opened in an emergency today, and how often a second person said yes. Two openings by one
 * professional wait for each other here, until the first has committed.
 */
export const countOpenedToday = async (
  connection: Connection,
  { partyId, but, day, zone }: { partyId: string; but: string; day: string; zone: string },
): Promise<{ persons: number; confirmed: number }> => {
  await connection.query({
    text: `select pg_advisory_xact_lock(hashtextextended('emergency|' || $1, 0))`,
    values: [partyId],
  })
  const [row] = await connection.query<{ persons: number; confirmed: number }>({
    name: 'emergency-persons',
    text: `select
        (select count(distinct space_id)::int from access.emergency where party_id = $1 and kind = 'break-glass' and space_id <> $2
          and opened_at >= $3::date::timestamp at time zone $4) as persons,
        (select count(*)::int from access.emergency_second where party_id = $1 and day = $3 and confirmed_at is not null) as confirmed`,
    values: [partyId, but, day, zone],
  })
  return row ?? { persons: 0, confirmed: 0 }
}

/** Asks for a second person; asked twice it is one, at the place where it was asked last. */
export const insertSecond = async (
  connection: Connection,
  asked: { id: string; partyId: string; partyName: string; facilityId: string; day: string; askedAt: string },
): Promise<void> => {
  const { id, partyId, partyName, facilityId, day, askedAt } = asked
  await connection.query({
    text: `insert into access.emergency_second (id, party_id, party_name, facility_id, day, asked_at) values ($1, $2, $3, $4, $5, $6)
      on conflict (party_id, day) where confirmed_at is null do update set facility_id = excluded.facility_id`,
    values: [id, partyId, partyName, facilityId, day, askedAt],
  })
}

/** What is asked at a place on a day, by anybody else. */
export const selectSeconds = (
  connection: Connection,
  { facilityId, day, but }: { facilityId: string; day: string; but: string },
): Promise<SecondAsked[]> =>
  connection.query<SecondAsked>({
    text: `select id, party_name as by, asked_at as "askedAt" from access.emergency_second
      where facility_id = $1 and day = $2 and party_id <> $3 and confirmed_at is null order by asked_at`,
    values: [facilityId, day, but],
  })

/** Notes a yes; false where nothing of the kind is asked there, or by oneself. */
export const confirmSecond = async (
  connection: Connection,
  { id, facilityId, day, by, at }: { id: string; facilityId: string; day: string; by: string; at: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `update access.emergency_second set confirmed_by = $4, confirmed_at = $5
      where id = $1 and facility_id = $2 and day = $3 and party_id <> $4 and confirmed_at is null returning id`,
    values: [id, facilityId, day, by, at],
  })
  return rows.length === 1
}
