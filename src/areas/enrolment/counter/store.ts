import type { Connection } from '../../../platform/database/database.ts'
import type { MandateRow } from './mandate-row.ts'
import type { MandateEnd } from './types.ts'

/** A mandate that begins. */
export type NewMandate = Pick<
  MandateRow,
  'id' | 'personId' | 'staffId' | 'place' | 'givenBy' | 'representativeId' | 'identityDocument' | 'begunAt' | 'endsAt'
>

/**
 * Ends an agent's mandates that still run, because the next person has come, and begins the new one. What time has ended before is
 * over since then, and not since now: the receipt tells what was done until its end.
 */
export const insertMandate = async (
  connection: Connection,
  row: NewMandate,
  { idleMinutes }: { idleMinutes: number },
): Promise<void> => {
  await endOverdue(connection, { now: row.begunAt, idleMinutes })
  await connection.query({
    text: `update enrolment.mandate set ended_at = $2, ended_how = 'next' where staff_id = $1 and ended_at is null`,
    values: [row.staffId, row.begunAt],
  })
  await connection.query({
    name: 'mandate-insert',
    text: `insert into enrolment.mandate (id, person_id, staff_id, place, given_by, representative_id, identity_document,
        begun_at, ends_at, used_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)`,
    values: [
      row.id,
      row.personId,
      row.staffId,
      row.place,
      row.givenBy,
      row.representativeId,
      row.identityDocument,
      row.begunAt,
      row.endsAt,
    ],
  })
}

const mandateSql = `id, person_id as "personId", staff_id as "staffId", place, given_by as "givenBy",
  representative_id as "representativeId", identity_document as "identityDocument", begun_at as "begunAt",
  ends_at as "endsAt", used_at as "usedAt", signed_at as "signedAt", signed_how as "signedHow", ended_at as "endedAt",
  ended_how as "endedHow"`

/** An agent's own mandate. */
export const selectMandate = async (
  connection: Connection,
  id: string,
  staffId: string,
): Promise<MandateRow | undefined> => {
  const [row] = await connection.query<MandateRow>({
    name: 'mandate-select',
    text: `select ${mandateSql} from enrolment.mandate where id = $1 and staff_id = $2`,
    values: [id, staffId],
  })
  return row
}

/** Notes an act, if the mandate still runs (used after `idleSince`); false when it is over. */
export const useMandate = async (
  connection: Connection,
  id: string,
  { now, idleSince }: { now: string; idleSince: string },
): Promise<boolean> => {
  const rows = await connection.query({
    name: 'mandate-use',
    text: `update enrolment.mandate set used_at = $2
      where id = $1 and ended_at is null and ends_at > $2 and used_at > $3 returning id`,
    values: [id, now, idleSince],
  })
  return rows.length === 1
}

/** Signs, once. */
export const signMandate = async (
  connection: Connection,
  id: string,
  { now, how }: { now: string; how: 'paper' | 'code' },
): Promise<void> => {
  await connection.query({
    text: `update enrolment.mandate set signed_at = $2, signed_how = $3 where id = $1 and signed_at is null`,
    values: [id, now, how],
  })
}

/** Ends a mandate; one that is over stays as it is. */
export const endMandate = async (
  connection: Connection,
  id: string,
  { at, how }: { at: string; how: MandateEnd },
): Promise<void> => {
  await connection.query({
    text: `update enrolment.mandate set ended_at = $2, ended_how = $3 where id = $1 and ended_at is null`,
    values: [id, at, how],
  })
}

/** Ends what twenty minutes or midnight have ended; gives how many. */
export const endOverdue = async (
  connection: Connection,
  { now, idleMinutes }: { now: string; idleMinutes: number },
): Promise<number> => {
  const rows = await connection.query({
    text: `update enrolment.mandate set
        ended_at = least(ends_at, used_at + make_interval(mins => $2)),
        ended_how = case when used_at + make_interval(mins => $2) < ends_at then 'idle' else 'day' end
      where ended_at is null and least(ends_at, used_at + make_interval(mins => $2)) <= $1 returning id`,
    values: [now, idleMinutes],
  })
  return rows.length
}
