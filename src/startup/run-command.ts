import { resolve } from 'node:path'
import type { CampaignActions } from '../edge/cli/campaign-program.ts'
import type { IdentityActions } from '../edge/cli/identity-program.ts'
import type { JournalActions } from '../edge/cli/journal-program.ts'
import { runProgram, type CommandActions } from '../edge/cli/program.ts'
import { describeError, createLog, silentLog } from '../platform/log.ts'
import { toProblem, type ProblemKind } from '../platform/problem.ts'
import { settingsFromEnvironment } from '../platform/settings.ts'
import { processTerminal, type Terminal } from '../platform/terminal.ts'
import { createReasons } from '../reference/create-reasons.ts'
import { openCarnet, type Carnet } from '../startup.ts'
import {
  backupKeysCommand,
  createKeysCommand,
  restoreKeysCommand,
  rotateKeysCommand,
  rotateLogKeyCommand,
} from './commands/manage-keys.ts'
import {
  confirmCorrectionCommand,
  correctIdentityCommand,
  listCorrectionsCommand,
  mergePersonsCommand,
  replaceIdentifierCommand,
  splitPersonCommand,
  undoCorrectionCommand,
} from './commands/correct-identity.ts'
import { approveTextsCommand, listTextsCommand } from './commands/approve-texts.ts'
import { checkJournalCommand } from './commands/check-journal.ts'
import { importCareCommand } from './commands/import-care.ts'
import { importLegacyCommand } from './commands/import-legacy.ts'
import { importPersonsCommand, listImportsCommand } from './commands/import-persons.ts'
import {
  askCampaignCommand,
  createCampaignCommand,
  listExceptionsCommand,
  recordDeliveriesCommand,
  sendCampaignCommand,
  sendLettersCommand,
  settleExceptionCommand,
  showCampaignsCommand,
} from './commands/run-campaign.ts'
import { mintTokenCommand } from './commands/mint-token.ts'
import { listParkedCommand, retryParkedCommand } from './commands/retry-outbox.ts'
import { resetDemonstrationCommand } from './commands/reset-demonstration.ts'
import { explainGapCommand, reconcileCommand } from './commands/reconcile-journal.ts'
import { sendOlderCommand } from './commands/send-older.ts'
import { validateDocumentsCommand } from './commands/validate-documents.ts'
import { verifyJournalCommand } from './commands/verify-journal.ts'
import { trustWitnessCommand, witnessCommand } from './commands/witness-log.ts'

/** The exit code of each kind of failure. Spec: the table of errors, docs/decisions/0003-errors.md. */
const exitCodes: Readonly<Record<ProblemKind, number>> = {
  fault: 1,
  incorrect: 2,
  unauthenticated: 3,
  refused: 4,
  absent: 5,
  conflict: 6,
  busy: 7,
  unavailable: 8,
}

/** Runs a command on an opened installation and closes it whatever happens. */
const withCarnet = async (command: (carnet: Carnet) => Promise<number>, letters?: string): Promise<number> => {
  const settings = settingsFromEnvironment()
  const lettersFolder = letters === undefined ? settings.lettersFolder : resolve(letters)
  const carnet = await openCarnet({ ...settings, lettersFolder }, silentLog)
  return command(carnet).finally(() => carnet.close())
}

const createIdentityActions = (terminal: Terminal): IdentityActions => ({
  correctIdentity: (person, options) =>
    withCarnet((carnet) => correctIdentityCommand(carnet, { person, ...options }, terminal)),
  replaceIdentifier: (person, ins, options) =>
    withCarnet((carnet) => replaceIdentifierCommand(carnet, { person, ins, ...options }, terminal)),
  mergePersons: (survivor, other, options) =>
    withCarnet((carnet) => mergePersonsCommand(carnet, { survivor, other, ...options }, terminal)),
  splitPerson: (pair, options) => withCarnet((carnet) => splitPersonCommand(carnet, { ...pair, ...options }, terminal)),
  undoCorrection: (id, options) => withCarnet((carnet) => undoCorrectionCommand(carnet, { id, ...options }, terminal)),
  confirmCorrection: (id, options) =>
    withCarnet((carnet) => confirmCorrectionCommand(carnet, { id, ...options }, terminal)),
  listCorrections: (options) => withCarnet((carnet) => listCorrectionsCommand(carnet, options, terminal)),
})

const createCampaignActions = (terminal: Terminal): CampaignActions => ({
  createCampaign: (options) => withCarnet((carnet) => createCampaignCommand(carnet, options, terminal)),
  askCampaign: (question, campaignId, options) =>
    withCarnet((carnet) => askCampaignCommand(carnet, { question, campaignId, ...options }, terminal)),
  showCampaigns: (campaignId, options) =>
    withCarnet((carnet) =>
      showCampaignsCommand(carnet, { ...options, ...(campaignId === undefined ? {} : { campaignId }) }, terminal),
    ),
  sendCampaign: (campaignId, options) =>
    withCarnet((carnet) => sendCampaignCommand(carnet, { campaignId, ...options }, terminal), options.out),
  sendLetters: (options) => withCarnet((carnet) => sendLettersCommand(carnet, options, terminal), options.out),
  listExceptions: (options) => withCarnet((carnet) => listExceptionsCommand(carnet, options, terminal)),
  listTexts: (options) => withCarnet((carnet) => listTextsCommand(carnet, options, terminal)),
  approveTexts: (versions, options) =>
    withCarnet((carnet) => approveTextsCommand(carnet, { versions, ...options }, terminal)),
  settleException: (exceptionId, note, options) =>
    withCarnet((carnet) => settleExceptionCommand(carnet, { exceptionId, note, ...options }, terminal)),
  recordDeliveries: (file, options) =>
    withCarnet((carnet) => recordDeliveriesCommand(carnet, { file, ...options }, terminal)),
})

const createJournalActions = (terminal: Terminal): JournalActions => ({
  verifyJournal: (options) => withCarnet((carnet) => verifyJournalCommand(carnet, options, terminal)),
  checkJournal: (file, options) => checkJournalCommand({ file, ...options }, terminal),
  reconcileJournal: ({ json }) => withCarnet((carnet) => reconcileCommand(carnet, json, terminal)),
  explainGap: (gap, words, { json }) =>
    withCarnet((carnet) => explainGapCommand(carnet, { gap, words, json }, terminal)),
  witnessLog: (file, options) => witnessCommand({ file, ...options }, terminal),
  trustWitness: (key, { json }) => withCarnet((carnet) => trustWitnessCommand(carnet, { key, json }, terminal)),
})

const createActions = (terminal: Terminal): CommandActions => ({
  run: async (role) => {
    const settings = settingsFromEnvironment()
    // The edges are loaded only by the roles that serve them: every other command starts in a moment.
    const { runRole } = await import('./run-role.ts')
    return runRole(role, { settings, log: createLog(settings.logLevel), terminal })
  },
  resetDemonstration: (options) => withCarnet((carnet) => resetDemonstrationCommand(carnet, options, terminal)),
  mintToken: (options) => withCarnet((carnet) => mintTokenCommand(carnet, options, terminal)),
  ...createJournalActions(terminal),
  createKeys: ({ json }) => createKeysCommand(settingsFromEnvironment(), json, terminal),
  backupKeys: (target, options) => backupKeysCommand(settingsFromEnvironment(), { target, ...options }, terminal),
  restoreKeys: (backup, options) => restoreKeysCommand(settingsFromEnvironment(), { backup, ...options }, terminal),
  rotateKeys: ({ json }) => withCarnet((carnet) => rotateKeysCommand(carnet, json, terminal)),
  rotateLogKey: ({ json }) => withCarnet((carnet) => rotateLogKeyCommand(carnet, json, terminal)),
  importPersons: (file, options) =>
    withCarnet((carnet) => importPersonsCommand(carnet, { file, ...options }, terminal)),
  ...createCampaignActions(terminal),
  listImports: ({ json }) => withCarnet((carnet) => listImportsCommand(carnet, json, terminal)),
  importCare: (file, options) => withCarnet((carnet) => importCareCommand(carnet, { file, ...options }, terminal)),
  importLegacy: (folder, options) =>
    withCarnet((carnet) => importLegacyCommand(carnet, { folder, ...options }, terminal)),
  ...createIdentityActions(terminal),
  sendOlder: (folder, options) => sendOlderCommand({ folder, ...options }, terminal),
  validateDocuments: (files, options) => validateDocumentsCommand({ files, ...options }, terminal),
  listParked: ({ json }) => withCarnet((carnet) => listParkedCommand(carnet, json, terminal)),
  retryParked: (ids, options) => withCarnet((carnet) => retryParkedCommand(carnet, { ids, ...options }, terminal)),
})

/** Runs the command line and gives the exit code. A failure is told in the operator's words, never as a stack trace. */
export const runCommand = async (words: readonly string[]): Promise<number> => {
  const terminal = processTerminal()
  try {
    return await runProgram(words, createActions(terminal))
  } catch (error) {
    const problem = toProblem(error)
    terminal.fail(createReasons().sentence(problem.reason, 'en', problem.details))
    if (problem.kind === 'fault') terminal.fail(JSON.stringify(describeError(problem.cause ?? problem)))
    return exitCodes[problem.kind]
  }
}
