import type { Connection } from '../../../../platform/database/database.ts'

/** What two persons decide about. Instants are ISO. */
export interface Approval {
  id: string
  kind: string
  subjectId: string
  askedBy: string
  askedAt: string
  confirmedBy: string | null
}

const approvalSql = `id, kind, subject_id as "subjectId", asked_by as "askedBy", asked_at as "askedAt",
  confirmed_by as "confirmedBy"`

/** The approvals of a subject, oldest first. */
export const selectApprovals = (connection: Connection, subjectIds: readonly string[]): Promise<Approval[]> =>
  connection.query<Approval>({
    text: `select ${approvalSql} from enrolment.approval where subject_id = any($1::uuid[]) order by asked_at, id`,
    values: [subjectIds],
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

/** Writes down what a member of the staff did or looked at. */
export const insertStaffEntry = async (
  connection: Connection,
  entry: {
    id: string
    at: string
    staffId: string
    deed: string
    subject: Readonly<Record<string, string | number | boolean>>
  },
): Promise<void> => {
  await connection.query({
    name: 'staff-entry',
    text: 'insert into enrolment.staff_entry (id, at, staff_id, deed, subject) values ($1, $2, $3, $4, $5)',
    values: [entry.id, entry.at, entry.staffId, entry.deed, JSON.stringify(entry.subject)],
  })
}
