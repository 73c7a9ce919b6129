import type { Connection, Database } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { Malformed } from '../check/bytes.ts'
import { readCheckpoint } from '../check/note.ts'
import { checkpointText, cosignedAt, readWitnessKey } from './cosignature.ts'

const findNote = async (connection: Connection, size: number): Promise<string | undefined> => {
  const text = 'select note from journal.log_checkpoint where size = $1'
  const [row] = await connection.query<{ note: string }>({ text, values: [size] })
  return row?.note
}

const findLines = async (connection: Connection, size: number): Promise<string[]> => {
  const text = 'select line from journal.cosignature where size = $1 order by witness'
  return (await connection.query<{ line: string }>({ name: 'log-cosignatures', text, values: [size] })).map(
    ({ line }) => line,
  )
}

/** A checkpoint with the lines of the witnesses who cosigned it. */
export const withCosignatures = async (connection: Connection, note: string): Promise<string> =>
  [note, ...(await findLines(connection, readCheckpoint(note).size)).map((line) => `${line}\n`)].join('')

/** The newest checkpoint that a witness cosigned; nothing before there is one. */
export const findWitnessed = async (connection: Connection): Promise<string | undefined> => {
  const [row] = await connection.query<{ note: string }>({
    name: 'log-witnessed',
    text: `select note from journal.log_checkpoint
      where size = (select max(size) from journal.cosignature)`,
  })
  return row && withCosignatures(connection, row.note)
}

/** Takes a witness on by the line of their key; again is the same. Problem `witness-key-wrong` for what is no such line. */
export const trustWitness = async (database: Pick<Database, 'query'>, line: string): Promise<string> => {
  const { name } = await readWitnessKey(line).catch((cause: unknown) => {
    throw new Problem('incorrect', 'witness-key-wrong', { cause })
  })
  const [row] = await database.query<{ key: string }>({
    text: `with added as (insert into journal.witness (name, key) values ($1, $2) on conflict do nothing returning key)
      select key from added union all select key from journal.witness where name = $1`,
    values: [name, line],
  })
  if (row?.key !== line) throw new Problem('conflict', 'witness-name-taken', { details: { name } })
  return name
}

const readSent = (sent: string): { text: string; size: number; lines: string[] } => {
  try {
    const text = checkpointText(sent)
    return { text, size: readCheckpoint(text).size, lines: sent.slice(text.length + 1).split('\n') }
  } catch (error) {
    if (error instanceof Malformed) throw new Problem('incorrect', 'cosignature-wrong', { cause: error })
    throw error
  }
}

/** Whose of the witnesses these lines are, and when they cosigned; the other lines are passed over. */
const findOwn = async (connection: Connection, note: string, lines: readonly string[]) => {
  const witnesses = await connection.query<{ name: string; key: string }>({
    text: 'select name, key from journal.witness',
  })
  for (const { name, key } of witnesses) {
    for (const line of lines.filter((each) => each.startsWith(`— ${name} `))) {
      const at = await cosignedAt(note, line, await readWitnessKey(key)).catch(() => undefined)
      if (at !== undefined) return { name, line, at }
    }
  }
  return undefined
}

/**
 * Keeps the cosignature that a witness sends under a checkpoint of ours. Problem `cosignature-wrong` where it is of no checkpoint that was told,
 * or by nobody who was taken on. Trust: whoever sends it; only what the signature says counts.
 */
export const takeCosignature = async (connection: Connection, sent: string): Promise<void> => {
  const { text, size, lines } = readSent(sent)
  const note = await findNote(connection, size)
  const own = note !== undefined && checkpointText(note) === text ? await findOwn(connection, note, lines) : undefined
  if (own === undefined) throw new Problem('incorrect', 'cosignature-wrong')
  await connection.query({
    text: `insert into journal.cosignature (size, witness, line, at) values ($1, $2, $3, to_timestamp($4::bigint / 1000.0))
      on conflict do nothing`,
    values: [size, own.name, own.line, own.at],
  })
}

/** The sizes whose cosignatures do not hold: not by the witness named, not of that checkpoint. */
export const wrongCosignatures = async (connection: Connection): Promise<number[]> => {
  const rows = await connection.query<{ size: string; note: string; line: string; key: string }>({
    text: `select c.size, c.line, w.key, l.note from journal.cosignature c
      join journal.witness w on w.name = c.witness join journal.log_checkpoint l on l.size = c.size order by c.size`,
  })
  const wrong: number[] = []
  for (const { size, note, line, key } of rows) {
    const at = await cosignedAt(note, line, await readWitnessKey(key)).catch(() => undefined)
    if (at === undefined) wrong.push(Number(size))
  }
  return wrong
}
