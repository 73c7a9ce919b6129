import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { FlawLine, ImportSource } from '../../areas/enrolment/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Language } from '../../reference/language.ts'
import type { Reasons } from '../../reference/create-reasons.ts'
import { createRejectFile } from './reject-file.ts'

const chunkBytes = 256 * 1024

async function* readChunks(file: string, start: number): AsyncGenerator<Buffer, void> {
  for await (const chunk of createReadStream(file, { start, highWaterMark: chunkBytes })) {
    if (Buffer.isBuffer(chunk)) yield chunk
  }
}

/** A file of the disk as something to import. Problem `import-file-unreadable` where it cannot be read. */
export const openImportFile = async (file: string): Promise<ImportSource> => {
  const found = await stat(file).catch(() => undefined)
  const readable = found?.isFile() === true && (await open(file).catch(() => undefined))
  if (!readable) throw new Problem('incorrect', 'import-file-unreadable', { details: { file } })
  await readable.close()
  return { name: basename(file), sizeBytes: found.size, read: (start) => readChunks(file, start) }
}

const headings = {
  fr: ['ligne', 'colonne', 'gravité', 'raison', 'explication'],
  en: ['line', 'column', 'severity', 'reason', 'explanation'],
} as const

const severities = {
  fr: { rejected: 'rejet', warning: 'avertissement' },
  en: { rejected: 'rejected', warning: 'warning' },
} as const

/** How the flaws of a run are put into words. */
export interface FlawWords {
  reasons: Reasons
  lang: Language
}

const rowOf = (flaw: FlawLine, { reasons, lang }: FlawWords): string[] => {
  const sentence = reasons.sentence(flaw.reason, lang, flaw.details)
  return [String(flaw.line), flaw.column, severities[lang][flaw.severity], flaw.reason, sentence]
}

/**
 * Writes what was not taken, and what was taken with a reservation: line, column, reason and fix, never a value. Gives how many
 * lines there are.
 */
export const writeFlawFile = async (
  file: string,
  flaws: AsyncIterable<readonly FlawLine[]>,
  words: FlawWords,
): Promise<number> => {
  const rejects = createRejectFile(file, headings[words.lang])
  for await (const step of flaws) await rejects.add(step.map((flaw) => rowOf(flaw, words)))
  return rejects.end()
}
