import type { Connection } from '../../../../platform/database/database.ts'
import type { ExceptionKind, ExceptionView } from '../types.ts'

/** A person for whom an exception is opened. */
export interface NewException {
  id: string
  personId: string
  kind: ExceptionKind
}

/** Opens exceptions; one that is open already stays as it is. */
export const insertExceptions = async (
  connection: Connection,
  { campaignId, at }: { campaignId: string | null; at: string },
  opened: readonly NewException[],
): Promise<void> => {
  if (opened.length === 0) return
  await connection.query({
    name: 'exceptions-insert',
    text: `insert into enrolment.exception_case (id, person_id, campaign_id, kind, opened_at)
      select id, person_id, $1, kind, $2 from unnest($3::uuid[], $4::uuid[], $5::text[]) as given (id, person_id, kind)
      on conflict (person_id, kind) where state = 'open' do nothing`,
    values: [
      campaignId,
      at,
      opened.map(({ id }) => id),
      opened.map(({ personId }) => personId),
      opened.map(({ kind }) => kind),
    ],
  })
}

/** Which of these persons have a letter that could not be printed. */
export const selectUnprintable = async (connection: Connection, personIds: readonly string[]): Promise<string[]> => {
  const rows = await connection.query<{ personId: string }>({
    name: 'exceptions-unprintable',
    text: `select person_id as "personId" from enrolment.exception_case
      where person_id = any($1::uuid[]) and kind = 'unprintable' and state = 'open'`,
    values: [personIds],
  })
  return rows.map(({ personId }) => personId)
}

const exceptionSql = `id, person_id as "personId", campaign_id as "campaignId", kind, state, opened_at as "openedAt",
  settled_at as "settledAt", settled_by as "settledBy", note`

/** An exception without the notes it may be settled with. */
export type ExceptionRow = Omit<ExceptionView, 'notes'>

/** Open exceptions, the oldest first; `behind`: after this one, open or settled meanwhile. */
export const selectExceptions = (
  connection: Connection,
  kind: ExceptionKind | undefined,
  { behind, limit }: { behind: string | null; limit: number },
): Promise<ExceptionRow[]> =>
  connection.query<ExceptionRow>({
    text: `select ${exceptionSql} from enrolment.exception_case where state = 'open' and ($1::text is null or kind = $1)
        and ($2::uuid is null or (opened_at, id) > (select opened_at, id from enrolment.exception_case where id = $2))
      order by opened_at, id limit $3`,
    values: [kind ?? null, behind, limit],
  })

/** One exception. */
export const selectException = async (connection: Connection, id: string): Promise<ExceptionRow | undefined> => {
  const text = `select ${exceptionSql} from enrolment.exception_case where id = $1`
  const [row] = await connection.query<ExceptionRow>({ text, values: [id] })
  return row
}

/** When a human last settled an exception of one kind about a person, an ISO instant; nothing when none did. */
export const selectSettledAt = async (
  connection: Connection,
  { personId, kind }: Pick<NewException, 'personId' | 'kind'>,
): Promise<string | undefined> => {
  const [row] = await connection.query<{ at: string | null }>({
    name: 'exception-settled-at',
    text: `select max(settled_at) as at from enrolment.exception_case where person_id = $1 and kind = $2 and state = 'settled'`,
    values: [personId, kind],
  })
  return row?.at ?? undefined
}

/** Settles an open exception; false when somebody did before. */
export const settle = async (
  connection: Connection,
  id: string,
  { by, at, note }: { by: string; at: string; note: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `update enrolment.exception_case set state = 'settled', settled_at = $2, settled_by = $3, note = $4
      where id = $1 and state = 'open' returning id`,
    values: [id, at, by, note],
  })
  return rows.length > 0
}
