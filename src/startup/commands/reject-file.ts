import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { csvLine } from '../../platform/csv-line.ts'
import { openDurableFile, type DurableFile } from '../../platform/durable-file.ts'
import { Problem } from '../../platform/problem.ts'

/** The file beside an import that says what was not taken. It appears whole, or not at all where nothing is wrong. */
export interface RejectFile {
  add(rows: readonly (readonly string[])[]): Promise<void>
  /** Gives how many rows it has. Without any, one of an earlier run goes. */
  end(): Promise<number>
  /** Leaves nothing of it: the import was interrupted. */
  drop(): Promise<void>
}

const unwritable = (file: string, cause: unknown): Problem =>
  new Problem('incorrect', 'reject-file-unwritable', { details: { file, folder: dirname(file) }, cause })

/** Opens with the first row. Problem `reject-file-unwritable` names the folder where the disk refuses. */
export const createRejectFile = (file: string, headings: readonly string[]): RejectFile => {
  let count = 0
  let output: DurableFile | undefined
  const attempt = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      await output?.drop()
      throw unwritable(file, error)
    }
  }
  return {
    add: async (rows) => {
      if (rows.length === 0) return
      // A byte order mark: without it spreadsheets read accents wrongly.
      const head = output === undefined ? `\uFEFF${csvLine(headings)}` : ''
      const opened = (output ??= openDurableFile(file))
      count += rows.length
      await attempt(() => opened.write(head + rows.map(csvLine).join('')))
    },
    end: async () => {
      output?.into.end()
      await attempt(async () => (output === undefined ? rm(file, { force: true }) : output.keep()))
      return count
    },
    drop: async () => output?.drop(),
  }
}
