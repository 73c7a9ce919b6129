import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { journalFileFormat } from '../../journal/check/journal-file.ts'
import { readLogProof } from '../../journal/check/proof-text.ts'
import type { PublicLog } from '../../journal/log/public-log.ts'
import type { History } from './types.ts'

/** What the file takes from the public log: the key that signed its checkpoints. */
export type FileLog = Pick<PublicLog, 'verifierKey'>

/** The file “my journal” of an open visit; the visit's own entry is the last one in it. Spec: docs/api/journal.md. */
export const writeJournalFile = async (opened: Opened, log: FileLog): Promise<string> => {
  const chains = await opened.readChains()
  const [checkpoint] = chains.flatMap(({ proof }) => (proof === null ? [] : readLogProof(proof.text).checkpoint))
  const key = await log.verifierKey(checkpoint)
  return `${JSON.stringify({ format: journalFileFormat, space: opened.spaceId, key, chains }, undefined, 1)}\n`
}

/** Gives the file “my journal”. */
export const createExportJournal =
  (door: Door, log: FileLog): History['exportJournal'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => writeJournalFile(opened, log))).value
  }
