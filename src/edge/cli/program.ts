import { Command, CommanderError } from 'commander'
import { addCampaign, type CampaignActions } from './campaign-program.ts'
import { addCare, type CareActions } from './care-program.ts'
import { addIdentity, type IdentityActions } from './identity-program.ts'
import { addJournal, type JournalActions } from './journal-program.ts'
import { addLegacy, type LegacyActions } from './legacy-program.ts'
import { addOlder, type OlderActions } from './older-program.ts'
import { addOutbox, type OutboxActions } from './outbox-program.ts'
import { addPersons, type PersonsActions } from './persons-program.ts'
import { addValidate, type ValidateActions } from './validate-program.ts'

/** What the operator's commands do. Each prints its own answer and gives the exit code. */
export interface CommandActions
  extends
    PersonsActions,
    CareActions,
    LegacyActions,
    IdentityActions,
    CampaignActions,
    OlderActions,
    OutboxActions,
    JournalActions,
    ValidateActions {
  run(role: 'serve' | 'work' | 'all'): Promise<number>
  resetDemonstration(options: { json: boolean }): Promise<number>
  mintToken(options: { as: string; scope?: string; purpose?: string; json: boolean }): Promise<number>
  createKeys(options: { json: boolean }): Promise<number>
  backupKeys(target: string, options: { plain: boolean; json: boolean }): Promise<number>
  restoreKeys(backup: string, options: { json: boolean }): Promise<number>
  rotateLogKey(options: { json: boolean }): Promise<number>
  rotateKeys(options: { json: boolean }): Promise<number>
}

const json = ['--json', 'print JSON, for machines', false] as const

type Settle = (code: number) => void

const addRoles = (program: Command, actions: CommandActions, settle: Settle): void => {
  const roles = [
    ['all', 'serve requests and do queued work in one process (the default)'],
    ['serve', 'serve requests only'],
    ['work', 'do queued work only: notices and clean-up'],
  ] as const
  for (const [role, says] of roles) {
    program
      .command(role, { isDefault: role === 'all' })
      .description(says)
      .action(async () => settle(await actions.run(role)))
  }
}

const addDemonstration = (program: Command, actions: CommandActions, settle: Settle): void => {
  program
    .command('demo')
    .description('the demonstration cast (demonstration mode only)')
    .command('reset')
    .description('put everything back to the first state')
    .option(...json)
    .action(async (options: { json: boolean }) => settle(await actions.resetDemonstration(options)))
  program
    .command('token')
    .description('print a bearer token for one of the cast (demonstration mode only)')
    .requiredOption('--as <name>', 'who: dominique, dr-moreau, laboratory…')
    .option('--scope <scope>', 'SMART scopes, separated by spaces')
    .option('--purpose <code>', 'what the bearer comes for, a code of HL7 PurposeOfUse: TREAT, COVERAGE…')
    .option(...json)
    .action(async (options: { as: string; scope?: string; purpose?: string; json: boolean }) =>
      settle(await actions.mintToken(options)),
    )
}

const addKeys = (program: Command, actions: CommandActions, settle: Settle): void => {
  const keys = program.command('keys').description('the root keys that everything is sealed under')
  keys
    .command('create')
    .description('make ROOT_KEY_FILE with one fresh root')
    .option(...json)
    .action(async (options: { json: boolean }) => settle(await actions.createKeys(options)))
  keys
    .command('backup')
    .description('copy the root keys, sealed with a passphrase read from standard input')
    .argument('<file>', 'where to')
    .option('--plain', 'without a passphrase: for a safe that is locked already', false)
    .option(...json)
    .action(async (file: string, options: { plain: boolean; json: boolean }) =>
      settle(await actions.backupKeys(file, options)),
    )
  keys
    .command('restore')
    .description('write ROOT_KEY_FILE from a backup; never over another one')
    .argument('<file>', 'the backup')
    .option(...json)
    .action(async (file: string, options: { json: boolean }) => settle(await actions.restoreKeys(file, options)))
  keys
    .command('rotate')
    .description('add a new root key and wrap every shard key with it; goes on where it was interrupted')
    .option(...json)
    .action(async (options: { json: boolean }) => settle(await actions.rotateKeys(options)))
  keys
    .command('rotate-log')
    .description(
      "make a new key for the journal's public log, handed over by the one before; older checkpoints stay good",
    )
    .option(...json)
    .action(async (options: { json: boolean }) => settle(await actions.rotateLogKey(options)))
}

/** Reads the words of a command line and runs what they name. Gives the exit code; a word it does not know is 2. */
export const runProgram = async (words: readonly string[], actions: CommandActions): Promise<number> => {
  let code = 0
  const settle: Settle = (given) => {
    code = given
  }
  const program = new Command('carnet').description('Carnet, an open national health space').exitOverride()
  addRoles(program, actions, settle)
  addDemonstration(program, actions, settle)
  addJournal(program, actions, settle)
  addKeys(program, actions, settle)
  addPersons(program, actions, settle)
  addCare(program, actions, settle)
  addLegacy(program, actions, settle)
  addIdentity(program, actions, settle)
  addCampaign(program, actions, settle)
  addOlder(program, actions, settle)
  addOutbox(program, actions, settle)
  addValidate(program, actions, settle)
  const [first = ''] = words
  const known = [...program.commands.map((command) => command.name()), 'help']
  try {
    if (first !== '' && !first.startsWith('-') && !known.includes(first)) {
      program.error(`carnet knows no command ${first}. See: carnet --help`)
    }
    await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : 2
  }
  return code
}
