import { Option, type Command } from 'commander'

/** What `carnet persons import` was asked. */
export interface ImportPersonsOptions {
  encoding: 'utf-8' | 'windows-1252'
  lang: 'fr' | 'en'
  json: boolean
}

/** What the commands about insured persons do. Each prints its own answer and gives the exit code. */
export interface PersonsActions {
  importPersons(file: string, options: ImportPersonsOptions): Promise<number>
  listImports(options: { json: boolean }): Promise<number>
}

/** Adds `carnet persons …` to the command line; `settle` takes the exit code. */
export const addPersons = (program: Command, actions: PersonsActions, settle: (code: number) => void): void => {
  const persons = program.command('persons').description('the register of insured persons')
  persons
    .command('import')
    .description(
      'take the lines of an insurer’s file; goes on where it was interrupted; exit 2 when lines were rejected',
    )
    .argument('<file>', 'CSV with a header: see docs/operating/enrolment.md')
    .addOption(
      new Option('--encoding <name>', 'how its characters are written')
        .choices(['utf-8', 'windows-1252'])
        .default('utf-8'),
    )
    .addOption(new Option('--lang <language>', 'of the reject file').choices(['fr', 'en']).default('fr'))
    .option('--json', 'print JSON, for machines', false)
    .action(async (file: string, options: ImportPersonsOptions) => settle(await actions.importPersons(file, options)))
  persons
    .command('status')
    .description('list the latest imports and how far they are')
    .option('--json', 'print JSON, for machines', false)
    .action(async (options: { json: boolean }) => settle(await actions.listImports(options)))
}
