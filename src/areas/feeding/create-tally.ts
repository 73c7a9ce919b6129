import type { Visitor } from '../../access/types.ts'
import { parseInstant, type Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { describeError, type Log } from '../../platform/log.ts'
import { isOutcomeUnknown } from '../../platform/problem.ts'
import type { FedDocument, NoteFed } from '../documents/index.ts'
import { qualityFile } from './quality-file.ts'
import { figuresOf, monthOf, monthsUpTo, producerOf, refusalOf } from './rules.ts'
import { addSums, deleteSums } from './store.ts'
import type { Sum, SumKey } from './types.ts'

/** What is counted in this process, until it is written. */
export interface Tally extends NoteFed {
  /** Writes what was counted and not written yet. Never fails: what cannot be written now is kept for the next time. */
  flush(): Promise<void>
  /** Forgets what is older than is kept; gives how many sums. */
  sweep(): Promise<number>
}

/** What a tally is built from. `dayOf`: the civil day of an instant; a day stays as it is. */
export interface TallyParts {
  database: Database
  clock: Clock
  dayOf: (at: string) => string
  log: Pick<Log, 'warn'>
}

// What was taken has no reason.
const none = ''

const textOf = (key: SumKey): string =>
  [key.month, key.facilityId, key.softwareId, key.typeCode, key.figure, key.reason].join('\n')

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : Number(a > b))

/** Sums in memory; bounded, so that a database that is away for long costs counts and not the process. */
const createSums = () => {
  let sums = new Map<string, Sum>()
  return {
    add: (key: SumKey, n = 1): void => {
      const text = textOf(key)
      const known = sums.get(text)
      if (known) known.n += n
      else if (sums.size < qualityFile.sumsAtMost) sums.set(text, { ...key, n })
    },
    take: (): Sum[] => {
      const taken = [...sums].toSorted(byKey).map(([, sum]) => sum)
      sums = new Map()
      return taken
    },
  }
}

const createNotes = ({ clock, dayOf }: TallyParts, sums: ReturnType<typeof createSums>): NoteFed => {
  const today = (): string => dayOf(clock.now().toISOString())
  // A depositor's date may be anything: nothing here may fail.
  const madeOn = ({ createdAt }: FedDocument): string => {
    const instant = /^\d{4}-\d{2}-\d{2}T/.test(createdAt) ? parseInstant(createdAt) : undefined
    return instant === undefined ? createdAt : dayOf(instant.toISOString())
  }
  const note = (visitor: Visitor, keys: (on: string) => readonly Pick<SumKey, 'typeCode' | 'figure' | 'reason'>[]) => {
    const producer = producerOf(visitor)
    if (producer === undefined) return
    const on = today()
    for (const key of keys(on)) sums.add({ month: monthOf(on), ...producer, ...key })
  }
  return {
    taken: (visitor, documents) =>
      note(visitor, (on) =>
        documents.flatMap((document) =>
          figuresOf(document, { madeOn: madeOn(document), today: on }).map((figure) => ({
            typeCode: document.typeCode,
            figure,
            reason: none,
          })),
        ),
      ),
    again: (visitor, documents) =>
      note(visitor, () => documents.map(({ typeCode }) => ({ typeCode, figure: 'again', reason: none }))),
    refused: (visitor, error) => {
      const refusal = refusalOf(error)
      if (refusal !== undefined) note(visitor, () => [{ typeCode: '', ...refusal }])
    },
  }
}

/**
 * Counts deposits by who sends them, in memory: a deposit adds to a few sums and waits for nothing. Crash: what was not written yet, some
 * seconds, is lost; nothing is counted twice. Why so: docs/decisions/0031-what-producers-owe.md.
 */
export const createTally = (parts: TallyParts): Tally => {
  const sums = createSums()
  const write = async (): Promise<void> => {
    const taken = sums.take()
    if (taken.length === 0) return
    try {
      await addSums(parts.database, taken)
    } catch (error) {
      parts.log.warn('feeding-not-counted', describeError(error))
      // Trust: whether it is written may be unknown. Told too few is better than blamed twice.
      if (!isOutcomeUnknown(error)) for (const { n, ...key } of taken) sums.add(key, n)
    }
  }
  let writing: Promise<void> = Promise.resolve()
  return {
    ...createNotes(parts, sums),
    flush: () => {
      writing = writing.then(write)
      return writing
    },
    sweep: () => {
      const [oldest = ''] = monthsUpTo(parts.dayOf(parts.clock.now().toISOString()), qualityFile.keptMonths)
      return deleteSums(parts.database, oldest)
    },
  }
}
