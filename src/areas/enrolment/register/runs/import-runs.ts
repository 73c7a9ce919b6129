import type { Database } from '../../../../platform/database/database.ts'
import { selectFlaws, selectRuns, type FlawLine, type ImportRun } from './store.ts'

/** What is known of the imports that were run. */
export interface ImportRuns {
  /** The latest runs, newest first. */
  listRuns(limit: number): Promise<ImportRun[]>
  /** Every flaw of a run in the order of the file, some at a time: memory stays flat. */
  readFlaws(importId: string): AsyncIterable<FlawLine[]>
}

const flawsPerStep = 5000

async function* readFlaws(database: Database, importId: string): AsyncGenerator<FlawLine[], void> {
  let behind = { line: 0, n: -1 }
  for (;;) {
    const flaws = await selectFlaws(database, { importId, behind, limit: flawsPerStep })
    const last = flaws.at(-1)
    if (last === undefined) return
    yield flaws
    behind = { line: last.line, n: last.n }
  }
}

/** The imports over a database. */
export const createImportRuns = (database: Database): ImportRuns => ({
  listRuns: (limit) => selectRuns(database, limit),
  readFlaws: (importId) => readFlaws(database, importId),
})
