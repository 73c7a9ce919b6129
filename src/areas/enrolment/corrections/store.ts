import type { TieKind } from '../../../access/policy.ts'
import type { Connection } from '../../../platform/database/database.ts'
import type { RegisterState } from '../register/types.ts'
import type { KeptRepresentations } from './person-ties/store.ts'
import type { Correction } from './types.ts'

/** What an undo puts back: ids, keyed hashes (hexadecimal) and codes. */
export interface CorrectionDetail {
  /** who asked, as the journal names them */
  asked: { name: string; channel: 'pages' | 'cli' | 'fhir' | 'jobs' }
  stateBefore?: RegisterState
  accessBefore?: 'waiting' | 'open'
  due?: { kind: string; at: string } | null
  hashes?: PersonHashRow
  identifiers?: { hash: string; until: string | null }[]
  /** whom they acted for and who acted for them; whether the older record came with them */
  represented?: KeptRepresentations
  legacyTaken?: boolean
  /** keyed hashes of what the other's parents were reached by, that were not forgotten for the survivor before */
  forgotten?: string[]
  ties?: { partyId: string; kind: TieKind }[]
  blocks?: string[]
  /** the permissions that were brought, and the rows of other areas that followed, by the name of what they are */
  permissions?: string[]
  followed?: Readonly<Record<string, string[]>>
  /** the `since` of the blocks that were brought: one that is later is the holder's own */
  blockedAt?: string
  /** the entry of the other's journal that ended it, and its instant */
  historyBefore?: string
  since?: string
  documentIds?: readonly string[]
  copied?: number
  oldHash?: string
  newHash?: string
  /** hash of what was written: whoever changed it since is not overwritten */
  after?: string
  /** the reason why it ended otherwise than asked */
  ended?: string
}

/** A correction as it stands in the table. */
export interface CorrectionRow extends Omit<Correction, 'ended'> {
  step: string
  detail: CorrectionDetail
  sealed: Buffer | null
}

/** The keyed hashes by which a person is found, hexadecimal. */
export interface PersonHashRow {
  pivot: string | null
  card: string | null
  contact: string | null
  household: string | null
}

const columns = `id, kind, person_ids as "personIds", asked_by as "askedBy", confirmed_by as "confirmedBy", at, state, step,
  reversible_until as "reversibleUntil", undone_at as "undoneAt", detail, sealed`

const lockText = 'select pg_advisory_xact_lock(7265234)'

/** Whether a correction under way, or done later than another and standing, touches one of these persons. */
export const findOther = async (
  connection: Connection,
  wanted: { personIds: readonly string[]; states: readonly string[]; behind?: string },
): Promise<string | undefined> => {
  await connection.query({ text: lockText })
  const [row] = await connection.query<{ id: string }>({
    text: `select id from enrolment.correction where person_ids && $1::uuid[] and state = any($2::text[])
      and ($3::uuid is null or n > (select n from enrolment.correction where id = $3::uuid)) limit 1`,
    values: [wanted.personIds, wanted.states, wanted.behind ?? null],
  })
  return row?.id
}

/** Writes a new correction. */
export const insertCorrection = async (connection: Connection, row: Omit<CorrectionRow, 'undoneAt'>): Promise<void> => {
  await connection.query({
    text: `insert into enrolment.correction (id, kind, person_ids, asked_by, confirmed_by, at, state, step, reversible_until,
      updated_at, detail, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, $10, $11)`,
    values: [
      row.id,
      row.kind,
      row.personIds,
      row.askedBy,
      row.confirmedBy,
      row.at,
      row.state,
      row.step,
      row.reversibleUntil,
      JSON.stringify(row.detail),
      row.sealed,
    ],
  })
}

/** A correction by its id. */
export const selectCorrection = async (connection: Connection, id: string): Promise<CorrectionRow | undefined> => {
  const text = `select ${columns} from enrolment.correction where id = $1`
  const [row] = await connection.query<CorrectionRow>({ text, values: [id] })
  return row
}

/** The latest corrections, newest first. */
export const selectCorrections = (connection: Connection, limit: number): Promise<CorrectionRow[]> =>
  connection.query({ text: `select ${columns} from enrolment.correction order by n desc limit $1`, values: [limit] })

/** Corrections that were stopped in between and that nobody has touched since an instant. */
export const selectStopped = (connection: Connection, before: string): Promise<CorrectionRow[]> =>
  connection.query({
    text: `select ${columns} from enrolment.correction where state in ('running', 'undoing') and updated_at < $1 order by n`,
    values: [before],
  })

/** The merges and splits that touch one of these persons. */
export const selectTouching = (connection: Connection, personIds: readonly string[]): Promise<CorrectionRow[]> =>
  connection.query({
    text: `select ${columns} from enrolment.correction where person_ids && $1::uuid[] and kind in ('merge', 'split') order by n`,
    values: [personIds],
  })

/** Corrections whose time to be taken back is over and of which something may lie where nobody reads it. */
export const selectUnswept = (connection: Connection, now: string, limit: number): Promise<CorrectionRow[]> =>
  connection.query({
    text: `select ${columns} from enrolment.correction where swept_at is null and kind in ('merge', 'split')
      and state in ('done', 'undone') and reversible_until < $1 order by reversible_until limit $2`,
    values: [now, limit],
  })

/** Notes that nothing of a correction is left to drop. */
export const markSwept = async (connection: Connection, id: string, at: string): Promise<void> => {
  await connection.query({
    text: 'update enrolment.correction set swept_at = $2 where id = $1',
    values: [id, at],
  })
}

/** A step taken: from where, to where, when, and what is added to the detail. */
export interface Advance {
  from: string
  to: string
  at: string
  state?: Correction['state']
  detail?: Partial<CorrectionDetail>
}

/** Moves a correction to its next step; false when it no longer stands where it stood: somebody else is at it. */
export const advanceCorrection = async (connection: Connection, id: string, step: Advance): Promise<boolean> => {
  const rows = await connection.query({
    text: `update enrolment.correction set step = $3, state = coalesce($4, state), detail = detail || $5::jsonb, updated_at = $6,
        undone_at = case when $4 = 'undone' then $6::timestamptz else undone_at end
      where id = $1 and step = $2 returning 1`,
    values: [id, step.from, step.to, step.state ?? null, JSON.stringify(step.detail ?? {}), step.at],
  })
  return rows.length === 1
}

/** The database's own instant: what its rows are dated by. */
export const databaseNow = async (connection: Connection): Promise<string> => {
  const [row] = await connection.query<{ now: string }>({ text: 'select clock_timestamp() as now' })
  return row?.now ?? ''
}

/** The instant of the caller's transaction, as its blocks are dated by. */
export const transactionNow = async (connection: Connection): Promise<string> => {
  const [row] = await connection.query<{ now: string }>({ text: "select date_trunc('milliseconds', now()) as now" })
  return row?.now ?? ''
}
