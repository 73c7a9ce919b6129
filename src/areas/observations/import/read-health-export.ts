import { SaxesParser } from 'saxes'
import { Problem } from '../../../platform/problem.ts'
import { findMeasure } from '../../../reference/measures.ts'
import { importRules, inOwnUnit, type ExportType } from './import-rules.ts'
import type { LeftWhy } from '../types.ts'
import type { Imported } from './imported.ts'

const types = new Map(importRules.healthExport.types.map((one) => [one.type, one]))
const { glucoseMoments, glucoseOtherwise, name } = importRules.healthExport

interface RecordRead {
  attributes: Readonly<Record<string, string>>
  /** what stands inside, by its key */
  metadata: Map<string, string>
}

interface Instant {
  day: string
  offset: string
  second: number
  at: string
}

const dateShape = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{2})(\d{2})$/

/** `2026-09-01 07:40:00 +0200`, as HealthKit writes it. */
const readInstant = (written: string): Instant | undefined => {
  const [, day, hour, minute, second, hours, minutes] = dateShape.exec(written) ?? []
  if (day === undefined) return undefined
  const offset = `${hours}:${minutes}`
  const at = `${day}T${hour}:${minute}:${second}${offset}`
  if (Number.isNaN(Date.parse(at))) return undefined
  return { day, offset, second: Number(hour) * 3600 + Number(minute) * 60 + Number(second), at }
}

const longestName = 100

/** The device in the words of the export: `<<HKDevice: 0x0>, name:Apple Watch, manufacturer:…>`, or the source's name. */
const deviceOf = ({ device, sourceName }: Readonly<Record<string, string>>): string =>
  (/, name:([^,>]+)/.exec(device ?? '')?.[1] ?? sourceName ?? name.en).trim().slice(0, longestName)

const momentOf = (metadata: ReadonlyMap<string, string>): string =>
  glucoseMoments[metadata.get('HKBloodGlucoseMealTime') ?? ''] ?? glucoseOtherwise

/** More pressures than that wait for their other half in no real export. */
const mostWaiting = 10_000

/** Puts the two numbers of a blood pressure together: they stand once in a correlation and once as loose records, and are one. */
const createPairs = () => {
  const waiting = new Map<string, Map<string, string>>()
  const done = new Set<string>()
  return {
    add: (key: string, part: string, value: string): Record<string, string> | undefined => {
      if (done.has(key)) return undefined
      const parts = waiting.get(key) ?? new Map<string, string>()
      parts.set(part, value)
      if (parts.size < 2) {
        if (waiting.size < mostWaiting) waiting.set(key, parts)
        return undefined
      }
      waiting.delete(key)
      if (done.size > mostWaiting) done.clear()
      done.add(key)
      return Object.fromEntries(parts)
    },
    alone: (): number => waiting.size,
  }
}

/** What the records of an export say, one by one. */
const createTeller = () => {
  const pairs = createPairs()
  const left = (why: LeftWhy): Imported[] => [{ left: why }]
  const tellOne = (one: RecordRead, { kind, part, units }: ExportType): Imported[] => {
    const { attributes } = one
    const rule = Object.hasOwn(units, attributes['unit'] ?? '') ? units[attributes['unit'] ?? ''] : undefined
    if (rule === undefined) return left('unit')
    const value = inOwnUnit(attributes['value'] ?? '', rule)
    if (value === undefined) return left('value')
    const instant = readInstant(attributes['startDate'] ?? '')
    if (instant === undefined) return left('time')
    const { at, ...when } = instant
    const device = deviceOf(attributes)
    if (findMeasure(kind)?.daily !== undefined) return [{ sample: { kind, ...when, value, device } }]
    const values = part === undefined ? { value } : pairs.add(`${at}|${device}`, part, value)
    if (values === undefined) return []
    const moment = findMeasure(kind)?.moment === undefined ? {} : { moment: momentOf(one.metadata) }
    return [{ saying: { kind, at, values, ...moment, source: { device, by: name.en } } }]
  }
  return {
    tell: (one: RecordRead): Imported[] => {
      const type = types.get(one.attributes['type'] ?? '')
      return type === undefined ? left('kind') : tellOne(one, type)
    },
    end: (): Imported[] => Array.from({ length: pairs.alone() }, () => ({ left: 'alone' })),
  }
}

/** Deeper, or longer without a tag, is no export: it would only fill the memory. */
const deepest = 20
const quietBytes = 1024 * 1024

const unreadable = (cause: unknown): Problem => new Problem('incorrect', 'import-unreadable', { cause })

/**
 * Reads an export of Health on iOS as it comes: nothing of it is ever whole in memory. What an internal DTD declares is not looked at, and no
 * entity but those of XML is known. Problem `incorrect`: `import-unreadable`; `import-cut-short` where its end is missing: what came before was given.
 */
export async function* readHealthExport(pieces: AsyncIterable<Buffer>): AsyncGenerator<Imported[]> {
  const teller = createTeller()
  const parser = new SaxesParser()
  let told: Imported[] = []
  let open: RecordRead | undefined
  let isHealth = false
  let [depth, quiet] = [0, 0]
  parser.on('error', (error) => {
    throw unreadable(error)
  })
  parser.on('opentag', ({ name: tag, attributes }) => {
    ;[depth, quiet] = [depth + 1, 0]
    if (depth > deepest || (!isHealth && tag !== 'HealthData')) throw unreadable(new Error('no export of Health'))
    isHealth = true
    if (tag === 'Record') open = { attributes, metadata: new Map() }
    if (tag === 'MetadataEntry') open?.metadata.set(attributes['key'] ?? '', attributes['value'] ?? '')
  })
  parser.on('closetag', ({ name: tag }) => {
    ;[depth, quiet] = [depth - 1, 0]
    if (tag !== 'Record' || open === undefined) return
    told.push(...teller.tell(open))
    open = undefined
  })
  const decoder = new TextDecoder('utf-8')
  const take = (): Imported[] => {
    const given = told
    told = []
    return given
  }
  for await (const piece of pieces) {
    quiet += piece.length
    parser.write(decoder.decode(piece, { stream: true }))
    if (quiet > quietBytes) throw unreadable(new Error('too long without a tag'))
    if (told.length > 0) yield take()
  }
  yield [...take(), ...teller.end()]
  try {
    parser.close()
  } catch (cause) {
    throw new Problem('incorrect', 'import-cut-short', { cause })
  }
}
