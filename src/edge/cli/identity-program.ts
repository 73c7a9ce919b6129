import type { Command } from 'commander'

/** Who works at the command line: one of the cast (`as`, demonstration mode only), or the system account. */
export interface IdentityClerk {
  as?: string
  json: boolean
}

/** What changes of somebody's traits; what is left out stays. */
export interface TraitOptions {
  birthFamily?: string
  birthGiven?: string
  usedFamily?: string
  gender?: string
  birthDate?: string
  birthPlace?: string
}

/** What the commands about corrected identities do. A person is named by a health number or by the register's own id. */
export interface IdentityActions {
  correctIdentity(person: string, options: IdentityClerk & TraitOptions): Promise<number>
  replaceIdentifier(person: string, ins: string, options: IdentityClerk): Promise<number>
  mergePersons(survivor: string, other: string, options: IdentityClerk & { dryRun: boolean }): Promise<number>
  splitPerson(
    pair: { from: string; to: string },
    options: IdentityClerk & { documents?: string; dryRun: boolean },
  ): Promise<number>
  undoCorrection(id: string, options: IdentityClerk): Promise<number>
  confirmCorrection(id: string, options: IdentityClerk & { dryRun: boolean }): Promise<number>
  listCorrections(options: IdentityClerk): Promise<number>
}

type Settle = (code: number) => void

const withClerk = (command: Command): Command =>
  command
    .option('--as <name>', 'which of the demonstration staff (demonstration mode only)')
    .option('--json', 'print JSON, for machines', false)

const addOwn = (identity: Command, actions: IdentityActions, settle: Settle): void => {
  withClerk(identity.command('correct <person>'))
    .description('ask to correct who somebody is')
    .option('--birth-family <name>')
    .option('--birth-given <names>', 'between bars: ANNE|MARIE')
    .option('--used-family <name>')
    .option('--gender <gender>', 'female, male or unknown')
    .option('--birth-date <day>', 'YYYY-MM-DD')
    .option('--birth-place <code>', 'INSEE code, 5 characters')
    .action(async (person: string, options: IdentityClerk & TraitOptions) =>
      settle(await actions.correctIdentity(person, options)),
    )
  withClerk(identity.command('replace <person> <ins>'))
    .description('ask to give somebody their final number; the former one still leads to them')
    .action(async (person: string, ins: string, options: IdentityClerk) =>
      settle(await actions.replaceIdentifier(person, ins, options)),
    )
}

const addPairs = (identity: Command, actions: IdentityActions, settle: Settle): void => {
  withClerk(identity.command('merge <survivor> <other>'))
    .description('ask to make one person of two')
    .option('--dry-run', 'count, and ask nothing', false)
    .action(async (survivor: string, other: string, options: IdentityClerk & { dryRun: boolean }) =>
      settle(await actions.mergePersons(survivor, other, options)),
    )
  withClerk(identity.command('split <from> <to>'))
    .description('ask to hand documents of another person over to them')
    .option('--documents <ids>', 'between commas')
    .option('--dry-run', 'list by depositor, day and size, and ask nothing', false)
    .action(async (from: string, to: string, options: IdentityClerk & { documents?: string; dryRun: boolean }) =>
      settle(await actions.splitPerson({ from, to }, options)),
    )
}

/** Adds `carnet identity …` to the command line; `settle` takes the exit code. */
export const addIdentity = (program: Command, actions: IdentityActions, settle: Settle): void => {
  const identity = program
    .command('identity')
    .description('identities that change: each asked by one, confirmed by another')
  addOwn(identity, actions, settle)
  addPairs(identity, actions, settle)
  withClerk(identity.command('undo <correction>'))
    .description('ask to take a correction back while its time lasts')
    .action(async (id: string, options: IdentityClerk) => settle(await actions.undoCorrection(id, options)))
  withClerk(identity.command('confirm <id>'))
    .description('be the second person: what was asked is done now')
    .option('--dry-run', 'show what is asked, and do nothing', false)
    .action(async (id: string, options: IdentityClerk & { dryRun: boolean }) =>
      settle(await actions.confirmCorrection(id, options)),
    )
  withClerk(identity.command('list'))
    .description('list what waits for a second person, and the latest corrections')
    .action(async (options: IdentityClerk) => settle(await actions.listCorrections(options)))
}
