import type { Connection } from '../../../platform/database/database.ts'
import type { TextVersion } from './types.ts'

/** The deed that two persons do, as it stands in the approvals. */
export const textApproval = 'letter-approve'

/** Somebody asked to have these very words approved; `confirmedBy` is null until another did. Instants are ISO. */
export interface TextApproval {
  version: string
  sha256: string
  approval: string
  askedBy: string
  askedAt: string
  confirmedBy: string | null
  confirmedAt: string | null
}

/** What was asked about wordings of these digests, oldest first. */
export const selectTextApprovals = (
  connection: Connection,
  wanted: readonly Pick<TextVersion, 'sha256'>[],
): Promise<TextApproval[]> =>
  connection.query<TextApproval>({
    name: 'text-approvals',
    text: `select t.version, encode(t.sha256, 'hex') as sha256, a.id as approval, a.asked_by as "askedBy",
        a.asked_at as "askedAt", a.confirmed_by as "confirmedBy", a.confirmed_at as "confirmedAt"
      from enrolment.text_version t join enrolment.approval a on a.subject_id = t.id and a.kind = $2
      where t.sha256 in (select decode(digest, 'hex') from unnest($1::text[]) as given (digest)) order by a.asked_at, a.id`,
    values: [wanted.map(({ sha256 }) => sha256), textApproval],
  })

/** Keeps a wording that is to be approved, once; gives the id of its row. */
export const keepTextVersion = async (
  connection: Connection,
  { id, kind, version, sha256 }: Pick<TextVersion, 'kind' | 'version' | 'sha256'> & { id: string },
): Promise<string> => {
  const values = [id, kind, version, sha256]
  await connection.query({
    text: `insert into enrolment.text_version (id, kind, version, sha256) values ($1, $2, $3, decode($4, 'hex'))
      on conflict do nothing`,
    values,
  })
  const [row] = await connection.query<{ id: string }>({
    text: `select id from enrolment.text_version where kind = $1 and version = $2 and sha256 = decode($3, 'hex')`,
    values: values.slice(1),
  })
  return row?.id ?? id
}

/** A wording that was to be approved, by the id of its row. */
export const selectTextVersion = async (
  connection: Connection,
  id: string,
): Promise<Pick<TextVersion, 'version' | 'sha256'> | undefined> => {
  const [row] = await connection.query<Pick<TextVersion, 'version' | 'sha256'>>({
    text: `select version, encode(sha256, 'hex') as sha256 from enrolment.text_version where id = $1`,
    values: [id],
  })
  return row
}
