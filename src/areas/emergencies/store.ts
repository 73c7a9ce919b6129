import type { Connection } from '../../platform/database/database.ts'
import type { EmergencyKind, Outcome } from './types.ts'

/** An opening in an emergency as it is kept. */
export interface EmergencyRow {
  space_id: string
  id: string
  party_id: string
  kind: EmergencyKind
  opened_at: string
  details: Buffer
  closed_at: string | null
  noted: boolean
  outcome: Outcome | null
  reviewed_at: string | null
}

const columns = 'space_id, id, party_id, kind, opened_at, details, closed_at, noted, outcome, reviewed_at'

/** The openings by a professional since an instant, newest first. */
export const selectOwn = (connection: Connection, partyId: string, since: string): Promise<EmergencyRow[]> =>
  connection.query<EmergencyRow>({
    name: 'emergencies-own',
    text: `select ${columns} from access.emergency where party_id = $1 and opened_at > $2 order by opened_at desc, id desc`,
    values: [partyId, since],
  })

/** The openings since an instant of which a treating doctor was told, newest first. */
export const selectTold = (connection: Connection, doctorId: string, since: string): Promise<EmergencyRow[]> =>
  connection.query<EmergencyRow>({
    name: 'emergencies-told',
    text: `select ${columns} from access.emergency where told @> array[$1::text] and opened_at > $2
      order by opened_at desc, id desc limit 50`,
    values: [doctorId, since],
  })

/** An opening to review, with who said the last second yes to its professional before it, on its day. */
export interface ReviewRow extends EmergencyRow {
  confirmed_by: string | null
}

/** What waits for its review, oldest first, then what must be followed up. */
export const selectReviews = (
  connection: Connection,
  { limit, zone }: { limit: number; zone: string },
): Promise<ReviewRow[]> =>
  connection.query<ReviewRow>({
    name: 'emergencies-reviews',
    text: `select ${columns}, (select s.confirmed_by from access.emergency_second s
          where e.kind = 'break-glass' and s.party_id = e.party_id and s.day = (e.opened_at at time zone $2)::date
            and s.confirmed_at <= e.opened_at order by s.confirmed_at desc limit 1) as confirmed_by
      from access.emergency e where outcome is distinct from 'regular'
      order by outcome nulls first, opened_at, id limit $1`,
    values: [limit, zone],
  })

/** How many wait that were opened before an instant. */
export const countWaiting = async (connection: Connection, before: string): Promise<number> => {
  const [row] = await connection.query<{ waiting: string }>({
    name: 'emergencies-overdue',
    text: 'select count(*) as waiting from access.emergency where outcome is null and opened_at <= $1',
    values: [before],
  })
  return Number(row?.waiting ?? 0)
}

/** Notes that who opened ended what was open, or wrote a note. */
export const closeOwn = async (
  connection: Connection,
  closing: { spaceId: string; partyId: string; since: string; at: string; noted: boolean },
): Promise<void> => {
  const { spaceId, partyId, since, at, noted } = closing
  await connection.query({
    name: 'emergency-close',
    text: `update access.emergency set closed_at = coalesce(closed_at, $4), noted = noted or $5
      where space_id = $1 and party_id = $2 and opened_at > $3`,
    values: [spaceId, partyId, since, at, noted],
  })
}

/** Notes a reviewer's outcome; false where there is nothing to review. */
export const noteOutcome = async (
  connection: Connection,
  review: { id: string; outcome: Outcome; by: string; at: string },
): Promise<boolean> => {
  const { id, outcome, by, at } = review
  const rows = await connection.query({
    name: 'emergency-review',
    text: `update access.emergency set outcome = $2, reviewed_by = $3, reviewed_at = $4
      where id = $1 and outcome is distinct from 'regular' returning id`,
    values: [id, outcome, by, at],
  })
  return rows.length > 0
}
