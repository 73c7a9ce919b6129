import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { journalFileFormat, type FileChain } from '../../journal/check/journal-file.ts'
import { readLogProof } from '../../journal/check/proof-text.ts'
import { writeStart } from '../../journal/check/start.ts'
import type { PublicLog } from '../../journal/log/public-log.ts'
import type { History } from './types.ts'

/** What the file takes from the public log: the key that signed its checkpoints, and its word on where a chain begins. */
export type FileLog = Pick<PublicLog, 'verifierKey' | 'sign'>

type Read = Awaited<ReturnType<Opened['readChains']>>[number]

const isoOf = (ms: string): string => new Date(Number(ms)).toISOString()

/** Lines went before the first: the log's key says so, for whoever has nothing but this file. Trust: the stone was verified as it was read. */
const fileChain = async ({ stone, ...chain }: Read, sign: (text: string) => Promise<string>): Promise<FileChain> => {
  if (stone === undefined) return chain
  const { space_id: space, audience, n, last_at_ms: last, pruned_at_ms: pruned } = stone
  const hash = stone.hash.toString('hex')
  const note = await sign(writeStart({ space, audience, n, hash, lastAt: isoOf(last), prunedAt: isoOf(pruned) }))
  return { ...chain, start: { n, hash, note } }
}

/** The file “my journal” of an open visit; the visit's own entry is the last one in it. Spec: docs/api/journal.md. */
export const writeJournalFile = async (opened: Opened, log: FileLog): Promise<string> => {
  const read = await opened.readChains()
  const [checkpoint] = read.flatMap(({ proof }) => (proof === null ? [] : readLogProof(proof.text).checkpoint))
  const key = await log.verifierKey(checkpoint)
  const chains = await Promise.all(read.map((chain) => fileChain(chain, (text) => log.sign(text, key))))
  return `${JSON.stringify({ format: journalFileFormat, space: opened.spaceId, key, chains }, undefined, 1)}\n`
}

/** Gives the file “my journal”. */
export const createExportJournal =
  (door: Door, log: FileLog): History['exportJournal'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => writeJournalFile(opened, log))).value
  }
