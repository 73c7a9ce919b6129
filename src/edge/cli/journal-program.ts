import type { Command } from 'commander'

/** What was asked of a verification. */
export interface VerifyWords {
  space?: string
  export?: string
  late: string
  witness?: string
  json: boolean
}

/** What the operator, an auditor or a witness does with the journal. */
export interface JournalActions {
  verifyJournal(options: VerifyWords): Promise<number>
  checkJournal(file: string, options: { key?: string; handovers?: string; json: boolean }): Promise<number>
  reconcileJournal(options: { json: boolean }): Promise<number>
  explainGap(gap: string, words: string, options: { json: boolean }): Promise<number>
  witnessLog(file: string, options: { log?: string; key?: string; name?: string; json: boolean }): Promise<number>
  trustWitness(key: string, options: { json: boolean }): Promise<number>
}

const json = ['--json', 'print JSON, for machines', false] as const

type Settle = (code: number) => void

const addChecks = (journal: Command, actions: JournalActions, settle: Settle): void => {
  journal
    .command('verify')
    .description('replay every chain and the public log, and say whether they hold; exit 0 only when all holds')
    .option('--space <id>', 'the chains of one space only, without the public log')
    .option('--export <file>', 'write the verified entries as JSON lines')
    .option('--witness <file>', 'compare with what a witness saw last')
    .option('--late <seconds>', 'name entries that have waited longer for the public log', '60')
    .option(...json)
    .action(async (options: VerifyWords) => settle(await actions.verifyJournal(options)))
  journal
    .command('check')
    .description('check the file “my journal” of a holder, without a database and without a network')
    .argument('<file>', 'the file that the holder was given')
    .option('--key <key>', 'the key of the public log as you know it from elsewhere; the one in the file when absent')
    .option('--handovers <file>', 'what /log/keys gave, where the log has another key than yours by now')
    .option(...json)
    .action(async (file: string, options: { key?: string; handovers?: string; json: boolean }) =>
      settle(await actions.checkJournal(file, options)),
    )
}

const addMonitor = (journal: Command, actions: JournalActions, settle: Settle): void => {
  journal
    .command('reconcile')
    .description(
      'compare what was changed and read with what was written down; exit 0 only when nothing is unexplained',
    )
    .option(...json)
    .action(async (options: { json: boolean }) => settle(await actions.reconcileJournal(options)))
  journal
    .command('explain')
    .description('say what a gap was, so that it no longer alarms; it stays on record with these words')
    .argument('<gap>', 'its number, as reconcile prints it')
    .argument('<words>', 'what it was, without a word about anybody')
    .option(...json)
    .action(async (gap: string, words: string, options: { json: boolean }) =>
      settle(await actions.explainGap(gap, words, options)),
    )
}

const addWitness = (journal: Command, actions: JournalActions, settle: Settle): void => {
  journal
    .command('witness')
    .description('look at a public log from outside, without a database: it must go on from what was seen; then cosign')
    .argument('<file>', 'what the witness remembers, and its own key: made the first time, kept off the log’s machines')
    .option('--log <url>', 'the first time: where the log is, https://carnet.example/log')
    .option('--key <key>', 'the first time: the key of the log as you know it from elsewhere')
    .option('--name <name>', 'the first time: the witness’s name, an address without a scheme')
    .option(...json)
    .action(async (file: string, options: { log?: string; key?: string; name?: string; json: boolean }) =>
      settle(await actions.witnessLog(file, options)),
    )
  journal
    .command('trust')
    .description('keep and serve the cosignatures of a witness')
    .argument('<key>', 'the line of their key, as `witness` prints it')
    .option(...json)
    .action(async (key: string, options: { json: boolean }) => settle(await actions.trustWitness(key, options)))
}

/** The commands `carnet journal …`. */
export const addJournal = (program: Command, actions: JournalActions, settle: Settle): void => {
  const journal = program.command('journal').description('the journal of every look and change')
  addChecks(journal, actions, settle)
  addMonitor(journal, actions, settle)
  addWitness(journal, actions, settle)
}
