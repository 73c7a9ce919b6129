import { runCommand } from './startup/run-command.ts'

process.exitCode = await runCommand(process.argv.slice(2))
