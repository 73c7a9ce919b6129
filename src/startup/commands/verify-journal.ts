import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { journalOwner, verifyJournal, type StoredEntry, type Verdict } from '../../journal/verify.ts'
import { verifyLog } from '../../journal/log/verify-log.ts'
import { readOpenGaps } from '../../journal/gaps.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { readSeen } from './witness-log.ts'
import { reportLog } from './report-log.ts'

/** What `carnet journal verify` was asked. */
export interface VerifyOptions {
  space?: string
  export?: string
  /** after how many seconds an entry that waits for the public log is named */
  late: string
  /** the file of a witness: what it saw must still be the beginning */
  witness?: string
  json: boolean
}

const readSeconds = (text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new Problem('incorrect', 'late-seconds-wrong', { details: { field: '--late' } })
  return Number(text)
}

const lineOf = (entry: StoredEntry): string =>
  `${JSON.stringify({
    ...entry,
    commitment: entry.commitment.toString('hex'),
    body: entry.body.toString('base64'),
    hash: entry.hash.toString('hex'),
  })}\n`

const sentences = {
  'number-missing': 'an entry before this one is missing',
  'hash-wrong': 'what stands in the row is not what its hash covers',
  'body-changed': 'its sealed body is not the one it was committed to',
  'keys-missing': 'its keys are gone and no tombstone says that the space was erased',
  'tombstone-wrong': 'its tombstone is not ours, or names another last entry',
  'stone-wrong': 'what says that the entries before were taken away after their time is not ours',
  'head-wrong': 'the last entries of the chain are missing, or its head was changed',
  'head-missing': 'the chain has no head',
} as const

const report = (verdict: Verdict, terminal: Terminal): void => {
  for (const { spaceId, audience, n, what } of verdict.flaws) {
    terminal.print(`Entry ${n} of chain ${audience} of space ${spaceId}: ${sentences[what]}.`)
  }
  const { entries, chains, spaces, opened, pruned, flaws } = verdict
  const begun = pruned === 0 ? '' : `, ${pruned} chains begin after entries that went after their time`
  const counts = `${entries} entries in ${chains} chains of ${spaces} spaces, ${opened} bodies opened${begun}`
  terminal.print(
    flaws.length === 0
      ? `The journal holds: ${counts}.`
      : `The journal does not hold: ${flaws.length} flaws. ${counts}.`,
  )
}

const rememberedOf = async ({ witness }: VerifyOptions) => {
  const seen = witness === undefined ? undefined : await readSeen(witness)
  return seen ? { remembered: seen } : {}
}

/** Replays the journal and its public log as the database's owner and says whether they hold. Exit 0 only when it does; 1 otherwise. */
export const verifyJournalCommand = async (
  carnet: Carnet,
  options: VerifyOptions,
  terminal: Terminal,
): Promise<number> => {
  const lateSeconds = readSeconds(options.late)
  const owner = carnet.database.openOwner()
  const file = options.export ? createWriteStream(options.export, { mode: 0o600 }) : undefined
  let seen = 0
  const onEntry = (entry: StoredEntry): void => {
    seen += 1
    file?.write(lineOf(entry))
    if (seen % 1_000 === 0) terminal.progress(`${seen} entries…`)
  }
  try {
    const space = options.space ? { spaceId: options.space } : {}
    const { keys } = carnet
    const verdict = await verifyJournal({ owner: journalOwner(owner), keys, onEntry, ...space })
    const log = options.space
      ? undefined
      : await verifyLog({ owner, keys, lateSeconds, ...(await rememberedOf(options)) })
    const gaps = options.space ? 0 : (await readOpenGaps(owner)).length
    const holds = verdict.flaws.length === 0 && (log?.flaws ?? []).length === 0 && gaps === 0
    if (options.json) terminal.print(JSON.stringify({ holds, ...verdict, log, gaps }))
    else {
      report(verdict, terminal)
      if (log) reportLog(log, terminal)
      if (gaps > 0) terminal.print(`${gaps} gaps are unexplained: carnet journal reconcile.`)
    }
    return holds ? 0 : 1
  } finally {
    if (file) {
      file.end()
      await once(file, 'close')
    }
    await owner.close()
  }
}
