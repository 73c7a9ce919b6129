import type { Connection } from '../../../../platform/database/database.ts'

/** A demand as it stands in the table. Instants are ISO. */
export interface RequestRow {
  id: string
  askedBy: string
  askedAt: string
  sealed: Buffer
}

/** Keeps what somebody asks for until a second person decides. */
export const insertRequest = async (connection: Connection, row: RequestRow): Promise<void> => {
  await connection.query({
    text: 'insert into enrolment.correction_request (id, asked_by, asked_at, sealed) values ($1, $2, $3, $4)',
    values: [row.id, row.askedBy, row.askedAt, row.sealed],
  })
}

/** The demands of these ids, oldest first. */
export const selectRequests = (connection: Connection, ids: readonly string[]): Promise<RequestRow[]> =>
  connection.query<RequestRow>({
    text: `select id, asked_by as "askedBy", asked_at as "askedAt", sealed from enrolment.correction_request
      where id = any($1::uuid[]) order by asked_at, id`,
    values: [ids],
  })

/** Forgets what was asked before an instant, decided or not. */
export const deleteRequests = async (connection: Connection, before: string): Promise<void> => {
  await connection.query({
    text: 'delete from enrolment.correction_request where asked_at < $1',
    values: [before],
  })
}
