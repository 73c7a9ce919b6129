import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { journalFileFormat } from '../../journal/check/journal-file.ts'
import type { History } from './types.ts'

/** The file “my journal” of an open visit; the visit's own entry is the last one in it. Spec: docs/api/journal.md. */
export const writeJournalFile = async (opened: Opened, logKey: string): Promise<string> => {
  const chains = await opened.readChains()
  const file = { format: journalFileFormat, space: opened.spaceId, key: logKey, chains }
  return `${JSON.stringify(file, undefined, 1)}\n`
}

/** Gives the file “my journal”. */
export const createExportJournal =
  (door: Door, logKey: string): History['exportJournal'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => writeJournalFile(opened, logKey))).value
  }
