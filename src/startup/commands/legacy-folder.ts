import { createReadStream } from 'node:fs'
import { opendir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import type { LegacyRecord, LegacySource } from '../../areas/enrolment/index.ts'
import { Problem } from '../../platform/problem.ts'

/** The list of a record's documents. */
const listName = 'record.ndjson'

const unreadable = (folder: string, cause?: unknown): Problem =>
  new Problem('incorrect', 'legacy-folder-unreadable', { details: { folder: basename(folder), list: listName }, cause })

/** Trust: an export names its own files; a path that leaves the record's folder, by dots or by a link, names none. */
const findFile =
  (folder: string): LegacyRecord['findFile'] =>
  async (path) => {
    const root = await realpath(folder)
    const file = await realpath(join(root, path)).catch(() => undefined)
    if (file === undefined || !file.startsWith(root + sep)) return undefined
    const found = await stat(file)
    return found.isFile() ? { sizeBytes: found.size, read: () => readFile(file) } : undefined
  }

async function* foldersOf(folder: string): AsyncGenerator<string, void> {
  const entries = await opendir(folder).catch((error: unknown) => {
    throw unreadable(folder, error)
  })
  for await (const entry of entries) if (entry.isDirectory()) yield entry.name
}

async function* records(folder: string): AsyncGenerator<LegacyRecord, void> {
  for await (const name of foldersOf(folder)) {
    const own = join(folder, name)
    const list = join(own, listName)
    const found = await stat(list).catch(() => undefined)
    if (!found?.isFile()) throw unreadable(own)
    yield { name, readLines: () => createReadStream(list), findFile: findFile(own) }
  }
}

/** An export of older records in a folder: a folder for each, read one after another, never as a whole. */
export const openLegacyFolder = (folder: string): LegacySource => ({
  countRecords: async () => {
    let count = 0
    for await (const name of foldersOf(folder)) count += name === '' ? 0 : 1
    return count
  },
  records: () => records(folder),
})
