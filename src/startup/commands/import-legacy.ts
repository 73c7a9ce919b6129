import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { rename, rm } from 'node:fs/promises'
import type { LegacyFlaw, LegacyProgress } from '../../areas/enrolment/index.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Language } from '../../reference/language.ts'
import type { Carnet } from '../../startup.ts'
import { openLegacyFolder } from './legacy-folder.ts'

/** What `carnet legacy import` was asked. */
export interface LegacyCommand {
  folder: string
  lang: Language
  json: boolean
}

const headings = {
  fr: 'dossier;ligne;champ;raison;explication',
  en: 'record;line;field;reason;explanation',
} as const

const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The reject file, written as records are done; it appears whole, or not at all where nothing is wrong. */
const createRejects = (file: string, { reasons }: Carnet, lang: Language) => {
  let output: WriteStream | undefined
  const part = `${file}.part`
  const rowOf = ({ record, line, field, reason, details }: LegacyFlaw): string =>
    [record, String(line), field, reason, reasons.sentence(reason, lang, details)].map(quoted).join(';')
  return {
    add: async (flaws: readonly LegacyFlaw[]): Promise<void> => {
      if (output === undefined) {
        output = createWriteStream(part, { mode: 0o600 })
        output.write(`\uFEFF${headings[lang]}\n`)
      }
      if (!output.write(flaws.map((flaw) => `${rowOf(flaw)}\n`).join(''))) await once(output, 'drain')
    },
    end: async (): Promise<void> => {
      if (output === undefined) return rm(file, { force: true })
      output.end()
      await once(output, 'finish')
      await rename(part, file)
    },
  }
}

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
  const file = createRejects(rejects, carnet, lang)
  const outcome = await carnet.importLegacy(openLegacyFolder(folder), {
    onProgress: watch(carnet, terminal),
    onFlaws: file.add,
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
