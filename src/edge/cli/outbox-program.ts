import type { Command } from 'commander'

/** What the commands about queued work do. Each prints its own answer and gives the exit code. */
export interface OutboxActions {
  listParked(options: { json: boolean }): Promise<number>
  retryParked(ids: string[], options: { all: boolean; json: boolean }): Promise<number>
}

/** Adds `carnet outbox …` to the command line; `settle` takes the exit code. */
export const addOutbox = (program: Command, actions: OutboxActions, settle: (code: number) => void): void => {
  const outbox = program.command('outbox').description('queued work that stopped after five failures')
  outbox
    .command('list')
    .description('list what has stopped, the longest first')
    .option('--json', 'print JSON, for machines', false)
    .action(async (options: { json: boolean }) => settle(await actions.listParked(options)))
  outbox
    .command('retry')
    .description('have it done again; exit 5, and nothing is, where one of them has not stopped')
    .argument('[ids...]', 'which: see list')
    .option('--all', 'all of it', false)
    .option('--json', 'print JSON, for machines', false)
    .action(async (ids: string[], options: { all: boolean; json: boolean }) =>
      settle(await actions.retryParked(ids, options)),
    )
}
