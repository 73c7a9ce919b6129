import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { Problem } from '../../../../platform/problem.ts'
import type { ImportWords } from '../import-words.ts'
import type { ImportSource } from './import-source.ts'

/** What the first line of a file says: how fields are parted, where each column stands, and where the lines begin. */
export interface FileHeader {
  separator: string
  columns: ReadonlyMap<string, number>
  /** the byte at which the second line begins */
  endsAtByte: number
  /** how many lines the header takes: 1 */
  lines: number
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
const headBytes = 65_536

const readHead = async (source: ImportSource): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of source.read(0)) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) break
  }
  return Buffer.concat(chunks)
}

// Spec: Unicode byte order marks of UTF-16, which spreadsheets write as "Unicode text".
const isUtf16 = (head: Buffer): boolean => head.length > 1 && [0xfffe, 0xfeff].includes(head.readUInt16BE(0))

const unreadable = (line: number): Problem =>
  new Problem('incorrect', 'import-header-unreadable', { details: { line } })

const splitNames = (text: string, separator: string): string[] => {
  try {
    const [names = []] = parse(text, { delimiter: separator, relax_column_count: true })
    return names.map((name) => name.trim().toLowerCase())
  } catch (error) {
    throw error instanceof CsvError ? unreadable(1) : error
  }
}

const checkNames = (names: readonly string[], words: ImportWords): void => {
  const { required, optional } = words.columns
  const known = [...required, ...optional]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const details = { column: unknown.slice(0, 40), allowed: known.join(', ') }
    throw new Problem('incorrect', 'import-column-unknown', { details })
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Problem('incorrect', 'import-column-twice', { details: { column: twice } })
  const missing = required.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new Problem('incorrect', 'import-column-missing', { details: { columns: missing.join(', ') } })
}

/**
 * Reads the header of a file: names of columns in any order, parted by `;` or `,`, with or without a byte order mark.
 * A column that is unknown, doubled or missing refuses the whole file, by its name (Problem `incorrect`).
 */
export const readHeader = async (source: ImportSource, words: ImportWords): Promise<FileHeader> => {
  const head = await readHead(source)
  if (isUtf16(head))
    throw new Problem('incorrect', 'import-encoding-wrong', { details: { line: 1, option: '--encoding windows-1252' } })
  const start = head.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
  const end = head.indexOf(0x0a, start)
  const text = head.toString('latin1', start, end < 0 ? head.length : end)
  if (text.trim() === '') throw new Problem('incorrect', 'import-file-empty', { details: { file: source.name } })
  const separator = text.split(';').length >= text.split(',').length ? ';' : ','
  const names = splitNames(text.replace(/\r$/, ''), separator)
  checkNames(names, words)
  const columns = new Map(names.map((name, at) => [name, at]))
  return { separator, columns, endsAtByte: end < 0 ? head.length : end + 1, lines: 1 }
}
