import { parse } from 'csv-parse'
import { Problem } from '../../../platform/problem.ts'
import { importRules, inOwnUnit } from './import-rules.ts'
import type { Imported } from './imported.ts'

const { columns, name } = importRules.meter

type Column = keyof typeof columns

const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

const columnOf = (head: string): Column | undefined => {
  const named = (column: Column): boolean => columns[column].includes(bare(head))
  if (named('instant')) return 'instant'
  if (named('date')) return 'date'
  if (named('time')) return 'time'
  if (named('systolic')) return 'systolic'
  if (named('diastolic')) return 'diastolic'
  if (named('pulse')) return 'pulse'
  return named('comment') ? 'comment' : undefined
}

/** Where each column stands in the lines of a file. */
type Places = Readonly<Partial<Record<Column, number>>>

/** Problem `incorrect`, `import-columns`: the head names no day, or no pressure. */
const placesOf = (heads: readonly string[]): Places => {
  const places: Partial<Record<Column, number>> = {}
  for (const [index, head] of heads.entries()) {
    const column = columnOf(head)
    if (column !== undefined) places[column] ??= index
  }
  const hasDay = places.instant !== undefined || places.date !== undefined
  if (!hasDay || places.systolic === undefined || places.diastolic === undefined)
    throw new Problem('incorrect', 'import-columns')
  return places
}

const dayShapes: readonly [RegExp, (parts: readonly string[]) => string][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, ([year, month, day]) => `${year}-${month}-${day}`],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, ([day, month, year]) => `${year}-${month}-${day}`],
]

const isoDay = (written: string): string | undefined => {
  for (const [shape, toDay] of dayShapes) {
    const [found, ...parts] = shape.exec(written.trim()) ?? []
    if (found === undefined) continue
    const [year = '', month = '', day = ''] = toDay(parts).split('-')
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return undefined
}

const timeShape = /^(\d{1,2})[:hH](\d{2})(?::(\d{2}))?$/

/** Tells the instant of a day and a time of here; nothing where one of them is none. */
export type LocalInstant = (day: string, time: string) => string | undefined

/** The instant that a meter meant: it knows no zone, so it is read in the one given. */
export const localInstantIn =
  (timeZone: string): LocalInstant =>
  (day, time) => {
    const [, hour, minute, second = '00'] = timeShape.exec(time.trim()) ?? []
    const iso = isoDay(day)
    if (iso === undefined || hour === undefined) return undefined
    try {
      return Temporal.PlainDateTime.from(`${iso}T${hour.padStart(2, '0')}:${minute}:${second}`, { overflow: 'reject' })
        .toZonedDateTime(timeZone)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' })
    } catch {
      return undefined
    }
  }

/** What one line says: a pressure, and the pulse that was counted with it. */
const tellLine = (
  cells: readonly string[],
  places: Places,
  { line, localInstant }: { line: number; localInstant: LocalInstant },
): Imported[] => {
  const cell = (column: Column): string => cells[places[column] ?? -1]?.trim() ?? ''
  const [day = '', time = ''] =
    places.instant === undefined ? [cell('date'), cell('time')] : cell('instant').split(/[T ]+/)
  const at = localInstant(day, time === '' ? '12:00' : time)
  if (at === undefined) return [{ left: 'time', line }]
  const number = (column: Column): string | undefined => inOwnUnit(cell(column).replace(',', '.'), {})
  const [systolic, diastolic, pulse] = [number('systolic'), number('diastolic'), number('pulse')]
  if (systolic === undefined || diastolic === undefined) return [{ left: 'value', line }]
  const source = { device: name.fr, by: name.fr }
  const comment = cell('comment').slice(0, 150)
  const told = { at, source, ...(comment && { comment }) }
  return [
    { saying: { kind: 'blood-pressure', values: { systolic, diastolic }, ...told } },
    ...(pulse === undefined ? [] : [{ saying: { kind: 'heart-rate', at, values: { value: pulse }, source } }]),
  ]
}

const separators = [';', '\t', ',']

/** The mark that most cells of the first line stand between. */
const separatorOf = (firstLine: string): string =>
  separators.toSorted((one, other) => firstLine.split(other).length - firstLine.split(one).length)[0] ?? ','

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

async function* decoded(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of pieces) {
    // Spreadsheets of Windows write their own letters: é is one byte there.
    decoder ??= new TextDecoder(isUtf8(piece) ? 'utf-8' : 'windows-1252')
    yield decoder.decode(piece, { stream: true })
  }
  if (decoder !== undefined) yield decoder.decode()
}

/**
 * Reads the file of a blood-pressure meter: UTF-8 or Windows-1252; commas, semicolons or tabs; the columns by their names, in any order. A line
 * that cannot be read is left, with its number. Problem `incorrect`: `import-columns`, `import-unreadable`.
 */
export async function* readMeterFile(
  pieces: AsyncIterable<Buffer>,
  localInstant: LocalInstant,
): AsyncGenerator<Imported[]> {
  const texts = decoded(pieces)
  const next = await texts.next()
  const first = next.done === true ? '' : next.value
  const delimiter = separatorOf(first.split('\n', 1)[0] ?? '')
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 10_000,
  })
  const feed = async (): Promise<void> => {
    parser.write(first)
    for await (const text of texts) if (!parser.write(text)) await new Promise((done) => parser.once('drain', done))
    parser.end()
  }
  const fed = feed().catch((cause: unknown) => parser.destroy(cause instanceof Error ? cause : new Error('cut short')))
  let places: Places | undefined
  let line = 0
  try {
    for await (const cells of parser) {
      line += 1
      if (!Array.isArray(cells)) continue
      if (places === undefined) places = placesOf(cells.map(String))
      else yield tellLine(cells.map(String), places, { line, localInstant })
    }
    await fed
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('incorrect', 'import-unreadable', { cause })
  }
  if (places === undefined) throw new Problem('incorrect', 'import-columns')
}
