import { once } from 'node:events'
import { CsvError, parse, type Parser } from 'csv-parse'
import type { LineReason } from '../line.ts'
import type { FileHeader } from './read-header.ts'
import type { FileEncoding, ImportSource } from './import-source.ts'

/** One line of the file as read: its number, its fields, where the next one begins; or why it could not be read. */
export interface ReadLine {
  line: number
  fields: readonly string[]
  /** the byte after this line: everything before it is dealt with once this line is */
  endsAtByte: number
  unreadable?: LineReason
}

/** A place between two lines of a file. */
export interface FilePlace {
  byte: number
  /** how many lines lie before it */
  line: number
}

interface Reading {
  source: ImportSource
  header: FileHeader
  encoding: FileEncoding
  maxRecordBytes: number
}

const newLines = /\n/g
const pairs = /\r\n/g
const countOf = (fields: readonly string[], pattern: RegExp): number =>
  fields.reduce((sum, field) => sum + (field.match(pattern)?.length ?? 0), 0)

const windows1252 = new TextDecoder('windows-1252')

// Bytes 80 to 9F are letters and signs in Windows-1252 (€, œ, ’) and control characters in the Latin-1 that Node reads.
const decodeField = (field: string): string =>
  /[\u0080-\u009f]/.test(field) ? windows1252.decode(Buffer.from(field, 'latin1')) : field

/** One parser from one place on: whole lines come out of `take`, until it breaks at a line that is not CSV. */
const openParser = ({ header, encoding, maxRecordBytes }: Reading, from: FilePlace) => {
  let ready: ReadLine[] = []
  let [counted, line, byte, lost] = [0, from.line, from.byte, false]
  const onRecord = (fields: string[], lines: number, bytes: number): void => {
    const span = lines - counted
    counted = lines
    // A stray quote that swallowed lines and found another to end at: those lines are read again, each for itself.
    lost ||= fields.length !== header.columns.size && fields.some((field) => field.includes('\n'))
    if (lost) return
    // The parser counts the two characters of a line end inside quotes as two lines; empty lines are skipped and counted.
    const inside = span === 1 ? 0 : countOf(fields, newLines)
    line += span === 1 ? 1 : span - countOf(fields, pairs)
    byte = from.byte + bytes
    const plain = encoding === 'utf-8' ? fields : fields.map(decodeField)
    ready.push({ line: line - inside, fields: plain, endsAtByte: byte })
  }
  const parser: Parser = parse({
    delimiter: header.separator,
    record_delimiter: ['\r\n', '\n'],
    encoding: encoding === 'utf-8' ? 'utf8' : 'latin1',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
    on_record: (fields: string[], { lines, bytes }) => {
      onRecord(fields, lines, bytes)
      return null
    },
  })
  parser.resume()
  parser.on('error', () => {})
  return {
    parser,
    take: (): ReadLine[] => {
      const taken = ready
      ready = []
      return taken
    },
    place: (): FilePlace => ({ byte, line }),
    isLost: (): boolean => lost,
  }
}

/** Hands bytes to the parser, which takes them at once; gives what is wrong with them as CSV. */
const write = (parser: Parser, chunk: Buffer): Promise<CsvError | undefined> =>
  new Promise((resolve, reject) => {
    parser.write(chunk, (error) => {
      if (error && !(error instanceof CsvError)) reject(error)
      else resolve(error ?? undefined)
    })
  })

const finish = async (parser: Parser): Promise<CsvError | undefined> => {
  parser.end()
  try {
    await once(parser, 'end')
    return undefined
  } catch (error) {
    if (error instanceof CsvError) return error
    throw error
  }
}

/** Reads the one physical line at a place, to step over it. */
const skipLine = async (source: ImportSource, place: FilePlace): Promise<FilePlace & { blank: boolean }> => {
  let [byte, blank] = [place.byte, true]
  for await (const chunk of source.read(place.byte)) {
    const end = chunk.indexOf(0x0a)
    blank &&=
      chunk
        .subarray(0, end < 0 ? chunk.length : end)
        .toString('latin1')
        .trim() === ''
    if (end >= 0) return { byte: byte + end + 1, line: place.line + 1, blank }
    byte += chunk.length
  }
  return { byte, line: place.line + 1, blank }
}

const reasonOf = ({ code }: CsvError): LineReason =>
  code === 'CSV_MAX_RECORD_SIZE' ? 'line-too-long' : 'line-quote-wrong'

/** Reads from a place to the end, or to a line that is not CSV: then gives the place before it, and why. */
async function* readUntilBroken(
  reading: Reading,
  from: FilePlace,
): AsyncGenerator<ReadLine[], { place: FilePlace; reason: LineReason } | undefined> {
  const { parser, take, place, isLost } = openParser(reading, from)
  const broken = (error: CsvError | undefined) =>
    isLost() || error
      ? { place: place(), reason: error && !isLost() ? reasonOf(error) : ('line-quote-wrong' as const) }
      : undefined
  for await (const chunk of reading.source.read(from.byte)) {
    const stopped = broken(await write(parser, chunk))
    yield take()
    if (stopped) return stopped
  }
  const stopped = broken(await finish(parser))
  yield take()
  return stopped
}

/**
 * The lines of a file from a place on, some at a time. A line that is not CSV (a quote that opens and never closes, letters behind
 * one that closed, more bytes than any line has) is given as unreadable, and reading goes on with the line below it: one stray
 * quote loses one line.
 */
export async function* readLines(reading: Reading, from: FilePlace): AsyncGenerator<ReadLine[], void> {
  let place = from
  for (;;) {
    const stopped = yield* readUntilBroken(reading, place)
    if (stopped === undefined) return
    const after = await skipLine(reading.source, stopped.place)
    if (!after.blank) yield [{ line: after.line, fields: [], endsAtByte: after.byte, unreadable: stopped.reason }]
    place = after
  }
}
