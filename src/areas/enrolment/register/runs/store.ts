import type { Connection, Database } from '../../../../platform/database/database.ts'
import type { LineFlaw } from '../line.ts'

/** What a run came to so far: lines taken as new persons, as corrections, met unchanged, and kept out. */
export interface ImportCounts {
  accepted: number
  changed: number
  unchanged: number
  rejected: number
}

/** One run over one file. Bytes and lines are counted from the file's start; instants are ISO 8601. */
export interface ImportRun extends ImportCounts {
  id: string
  fileName: string
  sizeBytes: number
  positionBytes: number
  line: number
  state: 'running' | 'interrupted' | 'done'
  startedAt: string
  updatedAt: string
}

/** A file about to be imported. */
export interface ImportFile {
  id: string
  name: string
  sha256: Buffer
  sizeBytes: number
  encoding: string
  at: string
}

/** A flaw with the line it stands on; `n` counts the flaws of one line. */
export interface FlawLine extends LineFlaw {
  line: number
  n: number
}

const runSql = `id, file_name as "fileName", size_bytes::float8 as "sizeBytes", position_bytes::float8 as "positionBytes",
  line::float8 as line, accepted::float8 as accepted, changed::float8 as changed, unchanged::float8 as unchanged,
  rejected::float8 as rejected, state, started_at as "startedAt", updated_at as "updatedAt"`

// Any number nobody else locks: two starts on one file at the same instant must find one run.
const openLock = 7_265_233

/** The unfinished run over these very bytes, or a new one. */
export const openRun = (database: Database, file: ImportFile): Promise<ImportRun> =>
  database.transaction(async (connection) => {
    await connection.query({ text: 'select pg_advisory_xact_lock($1)', values: [openLock] })
    const [begun] = await connection.query<ImportRun>({
      text: `update enrolment.import set state = 'running', updated_at = $4 where id = (
          select id from enrolment.import where file_sha256 = $1 and size_bytes = $2 and encoding = $3 and state <> 'done'
          order by started_at desc limit 1) returning ${runSql}`,
      values: [file.sha256, file.sizeBytes, file.encoding, file.at],
    })
    if (begun) return begun
    const [fresh] = await connection.query<ImportRun>({
      text: `insert into enrolment.import (id, file_name, file_sha256, size_bytes, encoding, state, started_at, updated_at)
        values ($1, $2, $3, $4, $5, 'running', $6, $6) returning ${runSql}`,
      values: [file.id, file.name, file.sha256, file.sizeBytes, file.encoding, file.at],
    })
    if (!fresh) throw new Error('the run was not written')
    return fresh
  })

/** How far a batch brings a run, and from where it began: `fromByte` must still be the run's position. */
export interface RunStep extends ImportCounts {
  importId: string
  fromByte: number
  toByte: number
  line: number
  at: string
}

/** Advances a run by one batch; false when another process is at it. */
export const advanceRun = async (connection: Connection, step: RunStep): Promise<boolean> => {
  const rows = await connection.query({
    name: 'enrolment-advance',
    text: `update enrolment.import set position_bytes = $3, line = $4, accepted = accepted + $5, changed = changed + $6,
        unchanged = unchanged + $7, rejected = rejected + $8, state = 'running', updated_at = $9
      where id = $1 and position_bytes = $2 returning 1`,
    values: [
      step.importId,
      step.fromByte,
      step.toByte,
      step.line,
      step.accepted,
      step.changed,
      step.unchanged,
      step.rejected,
      step.at,
    ],
  })
  return rows.length === 1
}

/** Ends a run, or says that it was interrupted, and gives it as it then stands. Nothing interrupts a run that is done. */
export const endRun = async (
  connection: Connection,
  { id, state, at }: { id: string; state: 'interrupted' | 'done'; at: string },
): Promise<ImportRun | undefined> => {
  const [run] = await connection.query<ImportRun>({
    text: `update enrolment.import set state = $2, updated_at = $3 where id = $1 and (state <> 'done' or $2 = 'done')
      returning ${runSql}`,
    values: [id, state, at],
  })
  return run
}

/** The latest runs, newest first. */
export const selectRuns = (connection: Connection, limit: number): Promise<ImportRun[]> =>
  connection.query<ImportRun>({
    text: `select ${runSql} from enrolment.import order by started_at desc, id desc limit $1`,
    values: [limit],
  })

/** Writes what is wrong with the lines of a batch. */
export const insertFlaws = async (
  connection: Connection,
  importId: string,
  flaws: readonly FlawLine[],
): Promise<void> => {
  if (flaws.length === 0) return
  await connection.query({
    name: 'enrolment-flaws',
    text: `insert into enrolment.import_flaw (import_id, line, n, column_name, severity, reason, detail)
      select $1, * from unnest($2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
    values: [
      importId,
      flaws.map(({ line }) => line),
      flaws.map(({ n }) => n),
      flaws.map(({ column }) => column),
      flaws.map(({ severity }) => severity),
      flaws.map(({ reason }) => reason),
      flaws.map(({ details }) => JSON.stringify(details)),
    ],
  })
}

/** The next flaws of a run behind one, in the order of the file. */
export const selectFlaws = (
  connection: Connection,
  { importId, behind, limit }: { importId: string; behind: Pick<FlawLine, 'line' | 'n'>; limit: number },
): Promise<FlawLine[]> =>
  connection.query<FlawLine>({
    name: 'enrolment-flaws-behind',
    text: `select line::float8 as line, n, column_name as "column", severity, reason, detail as details
      from enrolment.import_flaw where import_id = $1 and (line, n) > ($2::bigint, $3::integer)
      order by line, n limit $4`,
    values: [importId, behind.line, behind.n, limit],
  })
