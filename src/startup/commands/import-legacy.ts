import type { LegacyProgress } from '../../areas/enrolment/index.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Language } from '../../reference/language.ts'
import type { Carnet } from '../../startup.ts'
import { openLegacyFolder } from './legacy-folder.ts'
import { createRejectFile } from './reject-file.ts'

/** What `carnet legacy import` was asked. */
export interface LegacyCommand {
  folder: string
  lang: Language
  json: boolean
}

const headings = {
  fr: ['dossier', 'ligne', 'champ', 'raison', 'explication'],
  en: ['record', 'line', 'field', 'reason', 'explanation'],
} as const

const watch = ({ clock }: Carnet, terminal: Terminal): ((progress: LegacyProgress) => void) => {
  const beganMs = clock.now().getTime()
  let shownMs = 0
  return ({ records, recordsTotal, lines }) => {
    const atMs = clock.now().getTime()
    if (atMs - shownMs < 200 && records < recordsTotal) return
    shownMs = atMs
    const done = { bytes: records, sizeBytes: recordsTotal, items: lines }
    terminal.progress(progressBar({ label: 'Moving in', ...done, elapsedMs: atMs - beganMs }))
  }
}

/**
 * Moves an export of older records in. Exit 0 when every line was taken, 2 when some were rejected. Interrupted at any moment, the
 * same command goes on where it stopped.
 */
export const importLegacyCommand = async (
  carnet: Carnet,
  { folder, lang, json }: LegacyCommand,
  terminal: Terminal,
): Promise<number> => {
  const rejects = `${folder.replace(/[/\\]+$/, '')}.rejects.csv`
  const file = createRejectFile(rejects, headings[lang])
  const outcome = await carnet
    .importLegacy(openLegacyFolder(folder), {
      onProgress: watch(carnet, terminal),
      onFlaws: (flaws) =>
        file.add(
          flaws.map(({ record, line, field, reason, details }) => [
            record,
            String(line),
            field,
            reason,
            carnet.reasons.sentence(reason, lang, details),
          ]),
        ),
    })
    .catch(async (error: unknown) => {
      await file.drop()
      throw error
    })
  await file.end()
  const { records, resumed, stored, present, rejected } = outcome
  if (json) terminal.print(JSON.stringify({ ...outcome, ...(rejected > 0 ? { rejects } : {}) }))
  else {
    if (resumed > 0) terminal.print(`Went on with ${resumed} records that an earlier run had begun.`)
    terminal.print(
      `${records} records: ${stored} documents moved in, ${present} there already, ${rejected} lines rejected.`,
    )
    if (rejected > 0) terminal.print(`Each rejected line with its field and its fix: ${rejects}`)
  }
  return rejected > 0 ? 2 : 0
}
