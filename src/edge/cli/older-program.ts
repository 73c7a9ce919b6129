import { Option, type Command } from 'commander'

/** How a folder of older documents is sent. */
export interface OlderOptions {
  server: string
  client: string
  lang: 'fr' | 'en'
  json: boolean
}

/** What the command about older documents does; it prints its own answer and gives the exit code. */
export interface OlderActions {
  sendOlder(folder: string, options: OlderOptions): Promise<number>
}

/** Adds `carnet older …` to the command line; `settle` takes the exit code. */
export const addOlder = (program: Command, actions: OlderActions, settle: (code: number) => void): void => {
  program
    .command('older')
    .description("a facility's documents of the time before")
    .command('send')
    .description(
      'deposit a folder of FHIR messages as older documents; goes on where it was interrupted; exit 2 when some were refused. The secret of the client comes by standard input',
    )
    .argument('<folder>', 'one ITI-65 message (.json or .xml) a file: see docs/operating/older-documents.md')
    .requiredOption('--server <address>', 'the installation, e.g. https://carnet.example')
    .requiredOption('--client <id>', "the client of the facility's software")
    .addOption(
      new Option('--lang <language>', 'of what is said of refused messages').choices(['fr', 'en']).default('fr'),
    )
    .option('--json', 'print JSON, for machines', false)
    .action(async (folder: string, options: OlderOptions) => settle(await actions.sendOlder(folder, options)))
}
