import type { Command } from 'commander'

/** Who asks and who confirms, by their names in the demonstration's cast. */
export interface ApprovalOptions {
  as: string
  confirmedAs: string
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
  correctIdentity(person: string, options: ApprovalOptions & TraitOptions): Promise<number>
  replaceIdentifier(person: string, ins: string, options: ApprovalOptions): Promise<number>
  mergePersons(survivor: string, other: string, options: ApprovalOptions & { dryRun: boolean }): Promise<number>
  splitPerson(
    pair: { from: string; to: string },
    options: ApprovalOptions & { documents?: string; dryRun: boolean },
  ): Promise<number>
  undoCorrection(id: string, options: ApprovalOptions): Promise<number>
  listCorrections(options: { json: boolean }): Promise<number>
}

const approved = (command: Command): Command =>
  command
    .requiredOption('--as <name>', 'who asks: a member of the staff')
    .requiredOption('--confirmed-as <name>', 'who confirms: another one')
    .option('--json', 'print JSON, for machines', false)

/** Adds `carnet identity …` to the command line; `settle` takes the exit code. */
export const addIdentity = (program: Command, actions: IdentityActions, settle: (code: number) => void): void => {
  const identity = program
    .command('identity')
    .description('identities that change: each asked by one, confirmed by another')
  approved(identity.command('correct <person>'))
    .description('correct who somebody is (demonstration mode only)')
    .option('--birth-family <name>')
    .option('--birth-given <names>', 'between bars: ANNE|MARIE')
    .option('--used-family <name>')
    .option('--gender <gender>', 'female, male or unknown')
    .option('--birth-date <day>', 'YYYY-MM-DD')
    .option('--birth-place <code>', 'INSEE code, 5 characters')
    .action(async (person: string, options: ApprovalOptions & TraitOptions) =>
      settle(await actions.correctIdentity(person, options)),
    )
  approved(identity.command('replace <person> <ins>'))
    .description('give somebody their final number; the former one still leads to them (demonstration mode only)')
    .action(async (person: string, ins: string, options: ApprovalOptions) =>
      settle(await actions.replaceIdentifier(person, ins, options)),
    )
  approved(identity.command('merge <survivor> <other>'))
    .description('make one person of two (demonstration mode only)')
    .option('--dry-run', 'count, and change nothing', false)
    .action(async (survivor: string, other: string, options: ApprovalOptions & { dryRun: boolean }) =>
      settle(await actions.mergePersons(survivor, other, options)),
    )
  approved(identity.command('split <from> <to>'))
    .description('hand documents of another person over to them (demonstration mode only)')
    .option('--documents <ids>', 'between commas')
    .option('--dry-run', 'list by depositor, day and size, and change nothing', false)
    .action(async (from: string, to: string, options: ApprovalOptions & { documents?: string; dryRun: boolean }) =>
      settle(await actions.splitPerson({ from, to }, options)),
    )
  approved(identity.command('undo <correction>'))
    .description('take a correction back while its time lasts (demonstration mode only)')
    .action(async (id: string, options: ApprovalOptions) => settle(await actions.undoCorrection(id, options)))
  identity
    .command('list')
    .description('list the latest corrections')
    .option('--json', 'print JSON, for machines', false)
    .action(async (options: { json: boolean }) => settle(await actions.listCorrections(options)))
}
