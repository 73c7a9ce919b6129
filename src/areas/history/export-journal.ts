import type { Door } from '../../access/door.ts'
import { journalFileFormat } from '../../journal/check/journal-file.ts'
import type { History } from './types.ts'

/** Writes the file “my journal”. The writing is an entry too, and the last one in it. */
export const createExportJournal =
  (door: Door, logKey: string): History['exportJournal'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value: chains } = await door.open(visit, (opened) => opened.readChains())
    return `${JSON.stringify({ format: journalFileFormat, space: spaceId, key: logKey, chains }, undefined, 1)}\n`
  }
