import type { Opened } from '../../../access/door-opened.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Measurement, MeasurementAuthor } from '../../../reference/measurement-entry.ts'
import { authorOf, lifeOf } from '../add-measurements.ts'
import { checkSaying, type Life } from '../check-saying.ts'
import type { ObservationsParts } from '../observations-parts.ts'
import type { ImportReport, LeftWhy, Observations, SentMeasurement } from '../types.ts'
import { dayMeasurement, draftOfDay, gatherDays, joinedDay, joinSamples, type DeviceDay } from './day-rows.ts'
import { importRules } from './import-rules.ts'
import type { Imported, ImportedSample } from './imported.ts'
import { readImport } from './read-import.ts'
import { localInstantIn } from './read-meter-file.ts'

/** So much is in memory, and in one visit, at most. */
const mostSayings = 2_000
const mostSamples = 100_000
const mostLines = 20
/** So many files at once in one process: they are read while they come. */
const mostFiles = 4

const by = importRules.healthExport.name.en

/** Where instants without a zone are meant. */
const zoneOf = ({ parameters, clock }: ObservationsParts): string =>
  parameters.parameterAt('civilTimeZone', clock.now().toISOString())

/** What was read and is not kept yet. */
class Heap {
  sayings: SentMeasurement[] = []
  samples: ImportedSample[] = []

  get isFull(): boolean {
    return this.sayings.length >= mostSayings || this.samples.length >= mostSamples
  }
}

const noteLeft = (report: ImportReport, why: LeftWhy, line?: number): void => {
  report.left[why] = (report.left[why] ?? 0) + 1
  if (line !== undefined && report.lines.length < mostLines) report.lines.push({ line, why })
}

const sort = (told: readonly Imported[], heap: Heap, report: ImportReport): void => {
  for (const one of told)
    if ('saying' in one) heap.sayings.push(one.saying)
    else if ('sample' in one) heap.samples.push(one.sample)
    else noteLeft(report, one.left, one.line)
}

type At = Parameters<Observations['importMeasurements']>

interface Bringing {
  heap: Heap
  report: ImportReport
}

interface Day {
  day: DeviceDay
  draft: Measurement
}

/** One a second: more of a day no device takes, and it would grow without end. */
const mostOfDay = 86_400

const isSound = (saying: SentMeasurement, life: Life): boolean => {
  if ((saying.series?.count ?? 0) > mostOfDay) return false
  try {
    checkSaying(saying, life)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** The days of a heap as measurements; what cannot be one is left. */
const draftDays = ({ heap, report }: Bringing, life: Life, author: MeasurementAuthor): Day[] =>
  gatherDays(heap.samples).flatMap((day) => {
    const saying = dayMeasurement(day, joinSamples([], day.samples), by)
    if (!isSound(saying, life)) {
      noteLeft(report, 'rule')
      return []
    }
    const id = timeOrderedId(life.now.getTime())
    return [{ day, draft: draftOfDay(saying, { id, author, enteredAt: life.now.toISOString() }) }]
  })

/** Puts what came into the day that stands already. */
const keepJoined = async (
  opened: Opened,
  { before, day }: { before: Measurement; day: DeviceDay },
  life: Life,
): Promise<'joined' | 'there' | 'left'> => {
  const joined = joinedDay(before, day, by)
  if (joined === undefined) return 'there'
  if (!isSound(joined, life)) return 'left'
  const { id, author, enteredAt } = before
  await opened.vault.replaceMeasurement(draftOfDay(joined, { id, author, enteredAt }), opened.isSecret)
  return 'joined'
}

const flushDays = async (parts: ObservationsParts, [visitor, space]: At, bringing: Bringing): Promise<void> => {
  if (bringing.heap.samples.length === 0) return
  const { report } = bringing
  await parts.door.open({ ...visitor, space, act: 'add-measurements' }, async (opened) => {
    const { vault, isSecret } = opened
    const life = await lifeOf(parts, opened)
    const days = draftDays(bringing, life, authorOf(visitor.actor))
    const standing = await vault.findSameMeasurements(
      days.map(({ draft }) => draft),
      isSecret,
    )
    const fresh = days.filter((_day, index) => standing[index] === undefined).map(({ draft }) => draft)
    if (fresh.length > 0) await vault.insertMeasurements({ measurements: fresh, authorIds: [], isSecret })
    report.added += fresh.length
    for (const [index, { day }] of days.entries()) {
      const before = standing[index]?.open()
      if (before === undefined) continue
      const became = await keepJoined(opened, { before, day }, life)
      if (became === 'left') noteLeft(report, 'rule')
      else report[became === 'joined' ? 'added' : 'there'] += 1
    }
  })
}

/** Builds bringing in a file. `add` is the way in of single measurements. */
export const createImportMeasurements = (
  parts: ObservationsParts,
  add: Observations['addEachMeasurement'],
): Observations['importMeasurements'] => {
  const inHand = new Set<string>()
  const flush = async (at: At, { heap, report }: Bringing): Promise<void> => {
    const [visitor, space] = at
    const results = heap.sayings.length === 0 ? [] : await add(visitor, space, heap.sayings)
    for (const result of results)
      if (result instanceof Problem) noteLeft(report, 'rule')
      else if (result.isNew) report.added += 1
      else report.there += 1
    await flushDays(parts, at, { heap, report })
    heap.sayings = []
    heap.samples = []
  }
  const bring: Observations['importMeasurements'] = async (...at) => {
    const [, , pieces] = at
    const report: ImportReport = { added: 0, there: 0, left: {}, lines: [] }
    const heap = new Heap()
    try {
      for await (const told of readImport(pieces, localInstantIn(zoneOf(parts)))) {
        sort(told, heap, report)
        if (heap.isFull) await flush(at, { heap, report })
      }
    } catch (error) {
      const isBroken = error instanceof Problem && error.kind === 'incorrect'
      const hasRead = report.added + report.there + heap.sayings.length + heap.samples.length > 0
      if (!isBroken || !hasRead) throw error
      report.broken = error.reason
    }
    await flush(at, { heap, report })
    return report
  }
  return async (...at) => {
    const [{ actor }] = at
    if (inHand.has(actor.id) || inHand.size >= mostFiles) throw new Problem('busy', 'import-under-way')
    inHand.add(actor.id)
    try {
      return await bring(...at)
    } finally {
      inHand.delete(actor.id)
    }
  }
}
