import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { mostCareLines } from '../../../reference/care-kinds.ts'
import type { CareFeed } from '../../../reference/create-care-feeds.ts'
import type { CareParts } from '../care-parts.ts'
import type { CareFile, CareFlaw, CareHistory, CareTally } from '../types.ts'
import { readFeedLine, type ReadCareLine } from './feed-line.ts'
import { readFeedLines, type TextLine } from './read-feed-lines.ts'

interface Waiting extends ReadCareLine {
  line: number
}

/** The operator hands over what the feed wrote: the feed comes, by way of the command line. */
const visitorOf = ({ key, organisation, fr }: CareFeed): Visitor => ({
  actor: { kind: 'software', id: key, name: fr, facility: { id: organisation, name: fr } },
  authLevel: 'substantial',
  origin: { channel: 'cli' },
})

const flawOf = (line: number, { reason, details }: Problem): CareFlaw => ({
  line,
  field: typeof details['field'] === 'string' ? details['field'] : '',
  reason,
  details,
})

const personOf = ({ ins }: ReadCareLine): string => JSON.stringify([ins.system, ins.value])

const read = ({ readIns }: CareParts, { text, isTooLong, line }: TextLine): Waiting | CareFlaw => {
  try {
    if (isTooLong) throw new Problem('incorrect', 'care-line-too-long', { details: { field: '' } })
    // bytes that are no UTF-8 come as this sign: words would be kept wrong
    if (text.includes('\uFFFD')) throw new Problem('incorrect', 'care-line-not-utf8', { details: { field: '' } })
    return { ...readFeedLine(text, readIns), line }
  } catch (error) {
    if (error instanceof Problem && error.kind === 'incorrect') return flawOf(line, error)
    throw error
  }
}

/** What stops the lines of one person and nobody else's. */
const ofOneSpace: ReadonlySet<string> = new Set(['space-damaged', 'space-busy', 'space-moved'])

type BringEach = CareHistory['bringEachCare']

/** What a line that names nobody here hears, told of each of its lines: unknown, closed and opposed are one answer. */
const bring = async (
  bringEach: BringEach,
  visitor: Visitor,
  waiting: readonly Waiting[],
): Promise<Awaited<ReturnType<BringEach>>> => {
  const [first] = waiting
  if (first === undefined) return []
  try {
    return await bringEach(
      visitor,
      { ins: first.ins },
      waiting.map(({ saying }) => saying),
    )
  } catch (error) {
    if (error instanceof Problem && (error.kind === 'incorrect' || ofOneSpace.has(error.reason)))
      return waiting.map(() => error)
    throw error
  }
}

const createFlush =
  (bringEach: BringEach, visitor: Visitor, { file, tally }: { file: CareFile; tally: CareTally }) =>
  async (heap: readonly (Waiting | CareFlaw)[]): Promise<void> => {
    const flaws = heap.flatMap((one) => ('saying' in one ? [] : [one]))
    const lines = heap.flatMap((one) => ('saying' in one ? [one] : []))
    for (const [, ofPerson] of Map.groupBy(lines, personOf)) {
      const brought = await bring(bringEach, visitor, ofPerson)
      for (const [index, one] of brought.entries())
        if (one instanceof Problem) flaws.push(flawOf(ofPerson[index]?.line ?? 0, one))
        else tally[one.became] += 1
    }
    tally.lines += heap.length
    tally.rejected += flaws.length
    await file.onFlaws(flaws.toSorted((one, other) => one.line - other.line))
    file.onLines?.(tally.lines)
  }

/** Builds taking a feed's file: so many lines in memory at once, each person's among them in one visit. */
export const createImportCare =
  (parts: CareParts, bringEach: BringEach): CareHistory['importCare'] =>
  async (file) => {
    const feed = parts.careFeeds.findFeed(file.feed)
    const today = parts.clock.now().toISOString()
    if (feed === undefined || parts.careFeeds.feedOf(feed.organisation, today) === undefined) {
      const known = parts.careFeeds.feedsAt(today).map(({ key }) => key)
      throw new Problem('incorrect', 'care-feed-unknown', { details: { field: '--feed', allowed: known.join(', ') } })
    }
    const tally = { lines: 0, added: 0, corrected: 0, 'taken-back': 0, there: 0, older: 0, rejected: 0 }
    const flush = createFlush(bringEach, visitorOf(feed), { file, tally })
    let heap: (Waiting | CareFlaw)[] = []
    for await (const line of readFeedLines(file.pieces)) {
      heap.push(read(parts, line))
      if (heap.length < mostCareLines) continue
      await flush(heap)
      heap = []
    }
    await flush(heap)
    return tally
  }
