import type { Connection } from '../../../platform/database/database.ts'
import type { LegacyCounts, LegacyFlaw } from './types.ts'

/** How far the import of one record is. */
export interface LegacyPosition extends LegacyCounts {
  line: number
  done: boolean
}

const columns =
  'line::float8 as line, stored::float8 as stored, present::float8 as present, rejected::float8 as rejected, done'

/**
 * Where the import of a record stands, by the hash of its list. One whose lines an import that ended kept out begins anew: what kept
 * them out may be mended by now, and what is there already is not doubled.
 */
export const openPosition = async (
  connection: Connection,
  record: { sha256: Buffer; name: string; at: string },
): Promise<LegacyPosition & { begun: boolean }> => {
  const values = [record.sha256, record.name, record.at]
  const fresh = await connection.query({
    text: `insert into enrolment.legacy_record (sha256, name, updated_at) values ($1, $2, $3) on conflict do nothing returning 1`,
    values,
  })
  await connection.query({
    text: `with again as (update enrolment.legacy_record set line = 0, stored = 0, present = 0, rejected = 0, done = false, retry = false
        where sha256 = $1 and retry returning sha256)
      delete from enrolment.legacy_flaw where sha256 in (select sha256 from again)`,
    values: [record.sha256],
  })
  const [row] = await connection.query<LegacyPosition>({
    text: `select ${columns} from enrolment.legacy_record where sha256 = $1`,
    values: [record.sha256],
  })
  if (row === undefined) throw new Error('the record was not written')
  return { ...row, begun: fresh.length === 0 }
}

/** Moves the position of a record behind a line, with what came of the line. */
export const advancePosition = async (
  connection: Connection,
  sha256: Buffer,
  step: { line: number; outcome: keyof LegacyCounts; at: string },
): Promise<void> => {
  await connection.query({
    name: 'legacy-advance',
    text: `update enrolment.legacy_record set line = $2, stored = stored + ($3 = 'stored')::int,
        present = present + ($3 = 'present')::int, rejected = rejected + ($3 = 'rejected')::int, updated_at = $4
      where sha256 = $1 and line < $2`,
    values: [sha256, step.line, step.outcome, step.at],
  })
}

/** Keeps what is wrong with a line. */
export const insertLegacyFlaw = async (
  connection: Connection,
  sha256: Buffer,
  flaw: Omit<LegacyFlaw, 'record'>,
): Promise<void> => {
  await connection.query({
    text: `insert into enrolment.legacy_flaw (sha256, line, field, reason, detail) values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
    values: [sha256, flaw.line, flaw.field, flaw.reason, JSON.stringify(flaw.details)],
  })
}

/** An import ended: what it kept out will be looked at again by the next. */
export const endImport = async (connection: Connection): Promise<void> => {
  await connection.query({
    text: 'update enrolment.legacy_record set retry = true where done and rejected > 0 and not retry',
  })
}

/** Ends a record; gives what came of it and its flaws, in the order of lines. */
export const endRecord = async (
  connection: Connection,
  record: { sha256: Buffer; name: string; at: string },
): Promise<{ counts: LegacyCounts; flaws: LegacyFlaw[] }> => {
  const { sha256, name, at } = record
  const [counts] = await connection.query<LegacyPosition>({
    text: `update enrolment.legacy_record set done = true, updated_at = $2 where sha256 = $1 returning ${columns}`,
    values: [sha256, at],
  })
  const flaws = await connection.query<Omit<LegacyFlaw, 'record'>>({
    text: `select line::float8 as line, field, reason, detail as details from enrolment.legacy_flaw where sha256 = $1 order by line`,
    values: [sha256],
  })
  if (counts === undefined) throw new Error('the record is gone')
  return { counts, flaws: flaws.map((flaw) => ({ record: name, ...flaw })) }
}
