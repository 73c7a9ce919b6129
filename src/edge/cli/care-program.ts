import { Option, type Command } from 'commander'

/** How a feed's file is taken. */
export interface ImportCareOptions {
  feed: string
  lang: 'fr' | 'en'
  json: boolean
}

/** What the command about care histories does; it prints its own answer and gives the exit code. */
export interface CareActions {
  importCare(file: string, options: ImportCareOptions): Promise<number>
}

/** Adds `carnet care …` to the command line; `settle` takes the exit code. */
export const addCare = (program: Command, actions: CareActions, settle: (code: number) => void): void => {
  program
    .command('care')
    .description('the care histories that insurers and laboratory networks tell')
    .command('import')
    .description(
      'take the lines of a feed’s file; sent again it doubles nothing, so an interrupted one is sent again; exit 2 when lines were rejected',
    )
    .argument('<file>', 'one JSON object a line: see docs/operating/care-history.md')
    .requiredOption('--feed <key>', 'whose file it is: a key of data/care/feeds.json')
    .addOption(new Option('--lang <language>', 'of the reject file').choices(['fr', 'en']).default('fr'))
    .option('--json', 'print JSON, for machines', false)
    .action(async (file: string, options: ImportCareOptions) => settle(await actions.importCare(file, options)))
}
