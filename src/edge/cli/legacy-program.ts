import { Option, type Command } from 'commander'

/** What the commands about older records do. Each prints its own answer and gives the exit code. */
export interface LegacyActions {
  importLegacy(folder: string, options: { lang: 'fr' | 'en'; json: boolean }): Promise<number>
}

/** Adds `carnet legacy …` to the command line; `settle` takes the exit code. */
export const addLegacy = (program: Command, actions: LegacyActions, settle: (code: number) => void): void => {
  program
    .command('legacy')
    .description('records of the time before spaces')
    .command('import')
    .description(
      'move an export of older records in; goes on where it was interrupted; exit 2 when lines were rejected',
    )
    .argument('<folder>', 'a folder for each record: see docs/operating/legacy.md')
    .addOption(new Option('--lang <language>', 'of the reject file').choices(['fr', 'en']).default('fr'))
    .option('--json', 'print JSON, for machines', false)
    .action(async (folder: string, options: { lang: 'fr' | 'en'; json: boolean }) =>
      settle(await actions.importLegacy(folder, options)),
    )
}
