import { dayOf } from '../../../../platform/calendar.ts'
import type { Clock } from '../../../../platform/clock.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { timeOrderedId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Parameters } from '../../../../reference/create-parameters.ts'
import type { InsContext } from '../../../identity/index.ts'
import { createPersonHashes } from '../hash-person.ts'
import { loadImportWords } from '../import-words.ts'
import type { RegisterKeys } from '../person-seal.ts'
import { linkArrived, selectAwaited, type AwaitedRepresentative } from '../representatives/store.ts'
import { endRun, openRun, type ImportRun } from '../runs/store.ts'
import type { FileEncoding, ImportSource } from './import-source.ts'
import { prepareBatch, type ImportTools, type PreparedBatch } from './prepare-batch.ts'
import { readHeader, type FileHeader } from './read-header.ts'
import { readLines, type ReadLine } from './read-lines.ts'
import { scanFile } from './scan-file.ts'
import { BatchOutdated, writeBatch } from './write-batch.ts'

/** What the import is built from. */
export interface ImportParts {
  database: Database
  keys: RegisterKeys
  clock: Clock
  ins: InsContext
  parameters: Parameters
}

/** How far an import is: bytes of the file checked, or written; how many lines lie behind. */
export interface ImportProgress {
  phase: 'check' | 'import' | 'link'
  bytes: number
  sizeBytes: number
  line: number
}

/** How a file is to be read, and who is told meanwhile. A throw of `onProgress` interrupts the run; it can be resumed. */
export interface ImportOptions {
  encoding: FileEncoding
  onProgress?: (progress: ImportProgress) => void
}

/** What an import came to. `resumedAtLine` is above 0 where an interrupted run over the same file was gone on with. */
export interface ImportOutcome extends ImportRun {
  resumedAtLine: number
}

/** Reads a file of insured persons into the register. */
export type ImportPersons = (source: ImportSource, options: ImportOptions) => Promise<ImportOutcome>

const linesPerBatch = 1000
const attempts = 5
const awaitedPerStep = 5000

async function* inBatches(chunks: AsyncIterable<ReadLine[]>): AsyncGenerator<ReadLine[], void> {
  let batch: ReadLine[] = []
  for await (const lines of chunks) {
    for (const line of lines) {
      batch.push(line)
      if (batch.length < linesPerBatch) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

interface Run {
  parts: ImportParts
  run: ImportRun
  source: ImportSource
  header: FileHeader
  options: ImportOptions
  tools: Omit<ImportTools, 'nowMs'>
}

const prepare = ({ tools, parts }: Run, lines: readonly ReadLine[]): Promise<PreparedBatch> =>
  prepareBatch(lines, { ...tools, nowMs: parts.clock.now().getTime() })

/** Writes a batch; prepared anew as often as another writer was faster. */
const write = async (run: Run, first: PreparedBatch, fromByte: number): Promise<void> => {
  const { database, clock } = run.parts
  const last = first.lines.at(-1)
  if (last === undefined) return
  let batch = first
  for (let attempt = 1; ; attempt += 1) {
    const step = { importId: run.run.id, fromByte, toByte: last.endsAtByte, line: last.line }
    try {
      await writeBatch(database, batch, { ...step, at: clock.now().toISOString() })
      break
    } catch (error) {
      if (!(error instanceof BatchOutdated) || attempt === attempts) throw error
      batch = await prepare(run, batch.lines)
    }
  }
  run.options.onProgress?.({
    phase: 'import',
    bytes: last.endsAtByte,
    sizeBytes: run.source.sizeBytes,
    line: last.line,
  })
}

/** While one batch is written the next is prepared: two at most are in memory. */
const importLines = async (run: Run): Promise<void> => {
  const { source, header, options, tools } = run
  const from =
    run.run.line === 0
      ? { byte: header.endsAtByte, line: header.lines }
      : { byte: run.run.positionBytes, line: run.run.line }
  const reading = {
    source,
    header,
    encoding: options.encoding,
    maxRecordBytes: tools.rules.words.limits.recordBytes,
  }
  let position = run.run.positionBytes
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const lines of inBatches(readLines(reading, from))) {
      const batch = await prepare(run, lines)
      await writing
      writing = write(run, batch, position)
      // Awaited one batch later; until then its failure must not end the process.
      writing.catch(() => {})
      position = lines.at(-1)?.endsAtByte ?? position
    }
    await writing
  } finally {
    await Promise.allSettled([writing])
  }
}

/** After the last line: those who act for others may have come in any file, before or behind them. */
const linkAwaited = async ({ database, clock }: ImportParts): Promise<void> => {
  let behind: AwaitedRepresentative | undefined
  for (;;) {
    const awaited = await selectAwaited(database, behind, awaitedPerStep)
    if (awaited.length === 0) return
    await linkArrived(database, clock.now().toISOString(), awaited)
    behind = awaited.at(-1)
  }
}

const openTools = async (
  parts: ImportParts,
  importId: string,
  columns: FileHeader['columns'],
): Promise<Run['tools']> => {
  const words = loadImportWords()
  const now = parts.clock.now().toISOString()
  const today = dayOf(now, parts.parameters.parameterAt('civilTimeZone', now))
  return {
    connection: parts.database,
    importId,
    columns,
    rules: { words, ins: parts.ins, majorityYears: parts.parameters.parameterAt('majorityYears', today), today },
    hashes: createPersonHashes(parts.keys),
    seal: await parts.keys.registerSeal(),
  }
}

const openFile = async (parts: ImportParts, source: ImportSource, options: ImportOptions): Promise<Run> => {
  const { sizeBytes, name } = source
  const header = await readHeader(source, loadImportWords())
  const sha256 = await scanFile(source, options.encoding, (bytes) =>
    options.onProgress?.({ phase: 'check', bytes, sizeBytes, line: 0 }),
  )
  const now = parts.clock.now()
  const run = await openRun(parts.database, {
    id: timeOrderedId(now.getTime()),
    name,
    sha256,
    sizeBytes,
    encoding: options.encoding,
    at: now.toISOString(),
  })
  return { parts, run, source, header, options, tools: await openTools(parts, run.id, header.columns) }
}

const end = async ({ parts, run }: Run, state: 'interrupted' | 'done'): Promise<ImportRun> => {
  const ended = await endRun(parts.database, { id: run.id, state, at: parts.clock.now().toISOString() })
  if (ended === undefined)
    throw new Problem('conflict', 'import-running-elsewhere', { details: { command: 'carnet persons status' } })
  return ended
}

/**
 * Builds the import. A file is checked as a whole first (characters, columns), then taken in batches, each in one transaction with
 * the position behind it. Whatever stops it (a fault, a signal, a power cut), the same file started again goes on from there:
 * nothing twice, nothing left out. Rules ENR-8, ENR-9, ENR-22, IDN-1.
 */
export const createImportPersons =
  (parts: ImportParts): ImportPersons =>
  async (source, options) => {
    const run = await openFile(parts, source, options)
    const { sizeBytes } = source
    try {
      await importLines(run)
      options.onProgress?.({ phase: 'link', bytes: sizeBytes, sizeBytes, line: run.run.line })
      await linkAwaited(parts)
    } catch (error) {
      // Where the database is gone the run stays `running`: that is resumed as well.
      await end(run, 'interrupted').catch(() => undefined)
      throw error
    }
    return { ...(await end(run, 'done')), resumedAtLine: run.run.line }
  }
