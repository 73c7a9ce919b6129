import { readFile } from 'node:fs/promises'
import { checkJournal, type Finding, type JournalVerdict } from '../../journal/check/check-journal.ts'
import { followHandovers, splitHandovers } from '../../journal/log/log-keys.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'

/** What `carnet journal check` was asked. */
export interface CheckOptions {
  file: string
  /** the key of the log as it is known from elsewhere */
  key?: string
  /** a file with what the log's address for handovers gave */
  handovers?: string
  json: boolean
}

/** More is no file of one person's journal. */
const maxBytes = 512 * 1024 * 1024

const sentences: Readonly<Record<Finding['what'], string>> = {
  form: 'the file has the form of “my journal”, whole and in its version',
  start: 'the entries before the first one were taken away after their time, and the log says so',
  commitments: 'what each entry says is what was committed to when it was written',
  chain: 'each entry is chained to the one before, from the first, none left out',
  end: 'the last entry is the one the chain ended with',
  signature: "the checkpoint is signed with the log's key",
  place: 'the proven entry, and with it all before it, stands in the public log',
}

const readText = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Problem('incorrect', 'journal-file-unreadable', { details: { file }, cause })
  })
  if (bytes.length > maxBytes) throw new Problem('incorrect', 'journal-file-unreadable', { details: { file } })
  return bytes.toString()
}

const report = ({ findings, counted, logged, key, holds }: JournalVerdict, terminal: Terminal): void => {
  for (const { what, holds: isHeld, audience, entries } of findings) {
    const where = audience === '' ? '' : `chain ${audience}: `
    const named = entries.length === 0 ? '' : ` (entries ${entries.slice(0, 20).join(', ')})`
    terminal.print(`${isHeld ? 'holds         ' : 'DOES NOT HOLD '} ${where}${sentences[what]}${named}.`)
  }
  if (holds) terminal.print(`The journal holds: ${counted} entries, ${logged} of them in the public log of ${key}`)
  else terminal.print('The journal does not hold.')
}

/** The keys that a pinned one leads to, by the handovers at hand. */
const reachedFrom = async (key: string, { handovers }: CheckOptions): Promise<string[]> =>
  followHandovers(key, handovers === undefined ? [] : splitHandovers(await readText(handovers)))

/** Checks a holder's file by itself: no database, no network. Exit 0 only when all of it holds; 1 otherwise. */
export const checkJournalCommand = async (options: CheckOptions, terminal: Terminal): Promise<number> => {
  const verdict = await checkJournal(await readText(options.file))
  const isOtherKey = options.key !== undefined && !(await reachedFrom(options.key, options)).includes(verdict.key)
  const holds = verdict.holds && !isOtherKey
  if (options.json) terminal.print(JSON.stringify({ ...verdict, holds }))
  else {
    report({ ...verdict, holds }, terminal)
    if (isOtherKey) terminal.print(`It was checked with another key than you gave: ${verdict.key}`)
  }
  return holds ? 0 : 1
}
