import type { ImportOutcome, ImportProgress, ImportRun } from '../../areas/enrolment/index.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Language } from '../../reference/language.ts'
import type { Carnet } from '../../startup.ts'
import { openImportFile, writeFlawFile } from './import-file.ts'

/** What `carnet persons import` was asked. */
export interface ImportCommand {
  file: string
  encoding: 'utf-8' | 'windows-1252'
  lang: Language
  json: boolean
}

const phases = { check: 'Checking', import: 'Importing', link: 'Linking' } as const

const watch = ({ clock }: Carnet, terminal: Terminal): ((progress: ImportProgress) => void) => {
  let begun: (ImportProgress & { atMs: number }) | undefined
  let shownMs = 0
  return (progress) => {
    const atMs = clock.now().getTime()
    if (begun?.phase !== progress.phase) begun = { ...progress, atMs }
    else if (atMs - shownMs < 200) return
    shownMs = atMs
    // What an earlier run did counts neither for the speed nor for the time that is left.
    const done = { bytes: progress.bytes - begun.bytes, sizeBytes: progress.sizeBytes - begun.bytes }
    const items = progress.line - begun.line
    terminal.progress(progressBar({ label: phases[progress.phase], ...done, items, elapsedMs: atMs - begun.atMs }))
  }
}

const tell = (outcome: ImportOutcome, { flaws, rejects }: { flaws: number; rejects: string }): string[] => {
  const { accepted, changed, unchanged, rejected, resumedAtLine, fileName } = outcome
  return [
    ...(resumedAtLine > 0 ? [`Went on behind line ${resumedAtLine}, where an earlier run was interrupted.`] : []),
    `${fileName}: ${accepted} persons new, ${changed} corrected, ${unchanged} unchanged, ${rejected} lines rejected.`,
    ...(flaws > 0 ? [`${flaws} remarks on rejected and other lines, each with its fix: ${rejects}`] : []),
  ]
}

/**
 * Imports a file of insured persons. Exit 0 when every line was taken, 2 when some were rejected. Interrupted at any moment, the
 * same command goes on where it stopped.
 */
export const importPersonsCommand = async (
  carnet: Carnet,
  { file, encoding, lang, json }: ImportCommand,
  terminal: Terminal,
): Promise<number> => {
  const source = await openImportFile(file)
  const outcome = await carnet.importPersons(source, { encoding, onProgress: watch(carnet, terminal) })
  const rejects = `${file}.rejects.csv`
  const words = { reasons: carnet.reasons, lang }
  const flaws = await writeFlawFile(rejects, carnet.importRuns.readFlaws(outcome.id), words)
  if (json) terminal.print(JSON.stringify({ ...outcome, remarks: flaws, ...(flaws > 0 ? { rejects } : {}) }))
  else for (const line of tell(outcome, { flaws, rejects })) terminal.print(line)
  return outcome.rejected > 0 ? 2 : 0
}

const shownRuns = 20

const describe = (run: ImportRun): string => {
  const { fileName, startedAt, state, positionBytes, sizeBytes, accepted, changed, unchanged, rejected } = run
  const percent = sizeBytes === 0 ? 100 : Math.floor((positionBytes * 100) / sizeBytes)
  const counts = `${accepted} new, ${changed} corrected, ${unchanged} unchanged, ${rejected} rejected`
  return `${startedAt.slice(0, 16)}Z  ${state.padEnd(11)} ${String(percent).padStart(3)} %  ${fileName}: ${counts}`
}

/** Lists the latest imports, newest first. */
export const listImportsCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  const runs = await carnet.importRuns.listRuns(shownRuns)
  if (json) terminal.print(JSON.stringify(runs))
  else if (runs.length === 0) terminal.print('No file was imported yet: carnet persons import FILE.csv')
  else for (const run of runs) terminal.print(describe(run))
  return 0
}
