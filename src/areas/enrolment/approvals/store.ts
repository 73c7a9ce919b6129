import type { Connection } from '../../../platform/database/database.ts'

/** An approval that waits. Instants are ISO. */
export interface PendingRow {
  id: string
  kind: string
  subjectId: string
  askedBy: string
  askedAt: string
}

const pendingSql = `select id, kind, subject_id as "subjectId", asked_by as "askedBy", asked_at as "askedAt"
  from enrolment.approval where confirmed_by is null and asked_at > $1`

/** What waits and was asked after an instant, oldest first. */
export const selectPending = (connection: Connection, since: string): Promise<PendingRow[]> =>
  connection.query<PendingRow>({ text: `${pendingSql} order by asked_at, id limit 200`, values: [since] })

/** The one of an id, while it waits. */
export const selectOne = async (connection: Connection, id: string, since: string): Promise<PendingRow | undefined> => {
  const [row] = await connection.query<PendingRow>({ text: `${pendingSql} and id = $2`, values: [since, id] })
  return row
}

/** What waits about a subject. */
export const selectPendingKinds = async (
  connection: Connection,
  subjectId: string,
  since: string,
): Promise<string[]> => {
  const rows = await connection.query<PendingRow>({
    text: `${pendingSql} and subject_id = $2`,
    values: [since, subjectId],
  })
  return rows.map(({ kind }) => kind)
}

/** Forgets what was asked too long ago about a subject, so that it can be asked again. */
export const dropStale = async (
  connection: Connection,
  { kind, subjectId, since }: { kind: string; subjectId: string; since: string },
): Promise<void> => {
  await connection.query({
    text: `delete from enrolment.approval where kind = $1 and subject_id = $2 and confirmed_by is null and asked_at <= $3`,
    values: [kind, subjectId, since],
  })
}

/** Gives up what waits. */
export const deletePending = async (connection: Connection, id: string): Promise<void> => {
  await connection.query({
    text: 'delete from enrolment.approval where id = $1 and confirmed_by is null',
    values: [id],
  })
}

/** An approval, given or not. Instants are ISO. */
export interface Approval extends PendingRow {
  confirmedBy: string | null
}

const approvalSql = `id, kind, subject_id as "subjectId", asked_by as "askedBy", asked_at as "askedAt",
  confirmed_by as "confirmedBy"`

/** The approvals of a subject, oldest first. */
export const selectApprovals = (connection: Connection, subjectId: string): Promise<Approval[]> =>
  connection.query<Approval>({
    text: `select ${approvalSql} from enrolment.approval where subject_id = $1 order by asked_at, id`,
    values: [subjectId],
  })

/** Asks for a second person. */
export const insertApproval = async (
  connection: Connection,
  asked: { id: string; kind: string; subjectId: string; by: string; at: string },
): Promise<void> => {
  await connection.query({
    text: `insert into enrolment.approval (id, kind, subject_id, asked_by, asked_at) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
    values: [asked.id, asked.kind, asked.subjectId, asked.by, asked.at],
  })
}

/** The second person confirms. The database itself refuses the first one. */
export const confirmApproval = async (
  connection: Connection,
  id: string,
  { by, at }: { by: string; at: string },
): Promise<void> => {
  await connection.query({
    text: `update enrolment.approval set confirmed_by = $2, confirmed_at = $3 where id = $1 and confirmed_by is null`,
    values: [id, by, at],
  })
}

/** Forgets what was asked and never confirmed: what it was about has changed. */
export const dropPending = async (connection: Connection, subjectId: string): Promise<void> => {
  await connection.query({
    text: 'delete from enrolment.approval where subject_id = $1 and confirmed_by is null',
    values: [subjectId],
  })
}
