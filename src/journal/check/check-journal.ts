import { Malformed, readHex } from './bytes.ts'
import { checkCommitments, checkLinks, endHolds } from './chain.ts'
import { readJournalFile, type FileChain } from './journal-file.ts'
import { openNote, readCheckpoint, readNoteKey } from './note.ts'
import { readLogProof } from './proof-text.ts'
import { startHolds } from './start.ts'
import { hashLeaf, inclusionHolds } from './tree.ts'

/** One thing that was looked at, in the order of `what`'s words; `entries` names those that do not hold. */
export interface Finding {
  what: 'form' | 'start' | 'commitments' | 'chain' | 'end' | 'signature' | 'place'
  holds: boolean
  audience: string
  entries: readonly string[]
}

/** What a check of the file found. It holds only when every finding does. */
export interface JournalVerdict {
  holds: boolean
  findings: readonly Finding[]
  /** how many entries there are, and the newest of them that the public log holds with all before it */
  counted: number
  logged: number
  /** the key the checkpoints were verified with: to be compared with the one that the log is known by */
  key: string
}

/** What a finding is about, before it is known whether it holds. */
type Looked = Pick<Finding, 'what' | 'holds'> & { entries?: readonly string[] }

const looksAt = async (what: Finding['what'], look: () => Promise<Omit<Looked, 'what'>>): Promise<Looked> => {
  try {
    return { what, ...(await look()) }
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return { what, holds: false }
    throw error
  }
}

const checkProof = async (chain: FileChain, keyText: string): Promise<Looked[]> => {
  const opened = async (): Promise<string | undefined> =>
    openNote(readLogProof(chain.proof?.text ?? '').checkpoint, await readNoteKey(keyText))
  const placed = async (): Promise<boolean> => {
    const key = await readNoteKey(keyText)
    const { index, hashes, checkpoint } = readLogProof(chain.proof?.text ?? '')
    const head = readCheckpoint(checkpoint)
    // The newest logged entry may be the last of those that were taken away.
    const entry = [...chain.entries, ...(chain.start ? [chain.start] : [])].find(({ n }) => n === chain.proof?.n)
    if (entry === undefined || head.origin !== key.name) return false
    return inclusionHolds({ index, ...head, leaf: await hashLeaf(readHex(entry.hash, 32)) }, hashes)
  }
  return [
    await looksAt('signature', async () => ({ holds: (await opened()) !== undefined })),
    await looksAt('place', async () => ({ holds: await placed() })),
  ]
}

const checkChain = async (space: string, chain: FileChain, keyText: string): Promise<Finding[]> => {
  const begun = async (): Promise<boolean> => startHolds(space, chain, await readNoteKey(keyText))
  const looked = [
    ...(chain.start ? [await looksAt('start', async () => ({ holds: await begun() }))] : []),
    await looksAt('commitments', async () => {
      const entries = await checkCommitments(space, chain)
      return { holds: entries.length === 0, entries }
    }),
    await looksAt('chain', async () => {
      const entries = await checkLinks(space, chain)
      return { holds: entries.length === 0, entries }
    }),
    await looksAt('end', async () => ({ holds: endHolds(chain) })),
    ...(await checkProof(chain, keyText)),
  ]
  return looked.map(({ entries = [], ...rest }) => ({ ...rest, audience: chain.audience, entries }))
}

const malformed: JournalVerdict = {
  holds: false,
  findings: [{ what: 'form', holds: false, audience: '', entries: [] }],
  counted: 0,
  logged: 0,
  key: '',
}

/**
 * Checks the file “my journal” by itself, without a network: what each entry commits to, the chain of each audience, that its newest
 * logged entry stands in the public log, and that the log's key signed that log.
 */
export const checkJournal = async (text: string): Promise<JournalVerdict> => {
  try {
    const { space, key, chains } = readJournalFile(text)
    const findings: Finding[] = [{ what: 'form', holds: true, audience: '', entries: [] }]
    for (const chain of chains) findings.push(...(await checkChain(space, chain, key)))
    const isTwice = new Set(chains.map(({ audience }) => audience)).size < chains.length
    const counted = chains.reduce((sum, chain) => sum + chain.entries.length, 0)
    const logged = chains.reduce(
      (sum, chain) => sum + Math.max(Number(chain.proof?.n ?? 0) - Number(chain.start?.n ?? 0), 0),
      0,
    )
    return { holds: !isTwice && findings.every(({ holds }) => holds), findings, counted, logged, key }
  } catch (error) {
    if (error instanceof Malformed) return malformed
    throw error
  }
}
