import type { CareTally } from '../../areas/care-history/index.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Language } from '../../reference/language.ts'
import type { Carnet } from '../../startup.ts'
import { openImportFile } from './import-file.ts'
import { createRejectFile } from './reject-file.ts'

/** What `carnet care import` was asked. */
export interface ImportCare {
  file: string
  feed: string
  lang: Language
  json: boolean
}

const headings = {
  fr: ['ligne', 'champ', 'raison', 'explication'],
  en: ['line', 'field', 'reason', 'explanation'],
} as const

type Source = Awaited<ReturnType<typeof openImportFile>>

/** The bytes of a file, with how far they are, shown while they are read. */
const watched = ({ clock }: Carnet, source: Source, terminal: Terminal) => {
  const beganMs = clock.now().getTime()
  let bytes = 0
  const pieces = async function* (): AsyncGenerator<Buffer, void> {
    for await (const piece of source.read(0)) {
      bytes += piece.length
      yield piece
    }
  }
  const onLines = (items: number): void => {
    const elapsedMs = clock.now().getTime() - beganMs
    terminal.progress(progressBar({ label: 'Taking', bytes, sizeBytes: source.sizeBytes, items, elapsedMs }))
  }
  return { pieces: pieces(), onLines }
}

const sayOf = (tally: CareTally, rejects: string): string[] => {
  const { lines, added, corrected, there, older, rejected } = tally
  return [
    `${lines} lines: ${added} new, ${corrected} corrected, ${tally['taken-back']} taken back, ${there} there already, ${older} older than what stands, ${rejected} rejected.`,
    ...(rejected > 0 ? [`Each rejected line with its field and its fix: ${rejects}`] : []),
  ]
}

/**
 * Takes a feed's file into the care histories. Exit 0 when every line was taken, 2 when some were rejected. Interrupted at any moment, the
 * same command does the rest: what was taken stands once.
 */
export const importCareCommand = async (
  carnet: Carnet,
  { file, feed, lang, json }: ImportCare,
  terminal: Terminal,
): Promise<number> => {
  const source = await openImportFile(file)
  const name = `${file}.rejects.csv`
  const rejects = createRejectFile(name, headings[lang])
  const tally = await carnet.careHistory
    .importCare({
      feed,
      ...watched(carnet, source, terminal),
      onFlaws: (flaws) =>
        rejects.add(
          flaws.map(({ line, field, reason, details }) => [
            String(line),
            field,
            reason,
            carnet.reasons.sentence(reason, lang, details),
          ]),
        ),
    })
    .catch(async (error: unknown) => {
      await rejects.drop()
      throw error
    })
  await rejects.end()
  if (json) terminal.print(JSON.stringify({ ...tally, ...(tally.rejected > 0 ? { rejects: name } : {}) }))
  else for (const line of sayOf(tally, name)) terminal.print(line)
  return tally.rejected > 0 ? 2 : 0
}
