import { Option, type Command } from 'commander'

/** What was asked of a validation. */
export interface ValidateWords {
  lang: 'fr' | 'en'
  json: boolean
}

/** What a publisher of software, or an operator, does with a document before anybody deposits it. */
export interface ValidateActions {
  validateDocuments(files: readonly string[], options: ValidateWords): Promise<number>
}

/** Adds `carnet validate …` to the command line; `settle` takes the exit code. */
export const addValidate = (program: Command, actions: ValidateActions, settle: (code: number) => void): void => {
  program
    .command('validate')
    .description('look at documents as a deposit would, without a database; exit 2 when one would be refused')
    .argument('<files...>', 'CDA or FHIR documents, XDM archives, PDF files, images or texts')
    .addOption(new Option('--lang <language>', 'of the answer').choices(['fr', 'en']).default('en'))
    .option('--json', 'print JSON, for machines', false)
    .action(async (files: string[], options: ValidateWords) => settle(await actions.validateDocuments(files, options)))
}
