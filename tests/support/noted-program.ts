import { runProgram, type CommandActions } from '../../src/edge/cli/program.ts'

/** What came of words: the exit code, what was called with what, and what the program itself printed. */
export interface Ran {
  code: number
  calls: unknown[][]
  out: string
  errors: string
}

/** Catches what is printed while work is done. */
const catching = async (ran: Ran, work: () => Promise<void>): Promise<void> => {
  const { stdout, stderr } = process
  const [out, errors] = [stdout.write.bind(stdout), stderr.write.bind(stderr)]
  stdout.write = (text: string | Uint8Array) => (ran.out += String(text)) !== ''
  stderr.write = (text: string | Uint8Array) => (ran.errors += String(text)) !== ''
  try {
    await work()
  } finally {
    stdout.write = out
    stderr.write = errors
  }
}

/** Runs words with actions that only note what they were given; what the program itself prints is caught. */
export const runNoted = async (words: string[], given = 0): Promise<Ran> => {
  const ran: Ran = { code: -1, calls: [], out: '', errors: '' }
  const note =
    (name: string) =>
    async (...values: unknown[]): Promise<number> => {
      ran.calls.push([name, ...values])
      return given
    }
  const actions: CommandActions = {
    run: note('run'),
    resetDemonstration: note('resetDemonstration'),
    mintToken: note('mintToken'),
    verifyJournal: note('verifyJournal'),
    checkJournal: note('checkJournal'),
    validateDocuments: note('validateDocuments'),
    sendOlder: note('sendOlder'),
    createKeys: note('createKeys'),
    backupKeys: note('backupKeys'),
    restoreKeys: note('restoreKeys'),
    rotateKeys: note('rotateKeys'),
    rotateLogKey: note('rotateLogKey'),
    reconcileJournal: note('reconcileJournal'),
    explainGap: note('explainGap'),
    witnessLog: note('witnessLog'),
    trustWitness: note('trustWitness'),
    importPersons: note('importPersons'),
    listImports: note('listImports'),
    importCare: note('importCare'),
    importLegacy: note('importLegacy'),
    correctIdentity: note('correctIdentity'),
    replaceIdentifier: note('replaceIdentifier'),
    mergePersons: note('mergePersons'),
    splitPerson: note('splitPerson'),
    undoCorrection: note('undoCorrection'),
    confirmCorrection: note('confirmCorrection'),
    listCorrections: note('listCorrections'),
    createCampaign: note('createCampaign'),
    askCampaign: note('askCampaign'),
    listTexts: note('listTexts'),
    approveTexts: note('approveTexts'),
    showCampaigns: note('showCampaigns'),
    sendCampaign: note('sendCampaign'),
    sendLetters: note('sendLetters'),
    listExceptions: note('listExceptions'),
    settleException: note('settleException'),
    recordDeliveries: note('recordDeliveries'),
    listParked: note('listParked'),
    retryParked: note('retryParked'),
  }
  await catching(ran, async () => {
    ran.code = await runProgram(words, actions)
  })
  return ran
}
