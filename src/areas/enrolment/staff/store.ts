import type { Connection } from '../../../platform/database/database.ts'

/** A line of the record of the staff: who did or looked at what. `subject`: ids and codes, never a name. */
export interface StaffEntry {
  id: string
  at: string
  staffId: string
  deed: string
  subject: Readonly<Record<string, string | number | boolean>>
}

/** Writes down what a member of the staff does or looks at. */
export const insertStaffEntry = async (connection: Connection, entry: StaffEntry): Promise<void> => {
  await connection.query({
    name: 'staff-entry',
    text: 'insert into enrolment.staff_entry (id, at, staff_id, deed, subject) values ($1, $2, $3, $4, $5)',
    values: [entry.id, entry.at, entry.staffId, entry.deed, JSON.stringify(entry.subject)],
  })
}

/** Writes a look down, unless the same member of the staff has looked at the same since an instant. */
export const insertLook = async (connection: Connection, entry: StaffEntry, since: string): Promise<void> => {
  await connection.query({
    name: 'staff-look',
    text: `insert into enrolment.staff_entry (id, at, staff_id, deed, subject)
      select $1, $2, $3, $4, $5::jsonb where not exists (select from enrolment.staff_entry
        where staff_id = $3 and at >= $6 and deed = $4 and subject = $5::jsonb)`,
    values: [entry.id, entry.at, entry.staffId, entry.deed, JSON.stringify(entry.subject), since],
  })
}
