import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Directory } from '../identity/index.ts'
import type { Tally } from './create-tally.ts'
import { qualityFile } from './quality-file.ts'
import { monthsUpTo } from './rules.ts'
import { selectSums, type WantedSums } from './store.ts'
import type { Sum } from './types.ts'

/** What the cards are built from. `dayOf`: the civil day of an instant. */
export interface FeedParts {
  database: Database
  clock: Clock
  dayOf: (at: string) => string
  directory: Pick<Directory, 'listFacilities' | 'listSoftware'>
  tally: Pick<Tally, 'flush'>
}

/** The months that are shown, and today. */
export interface FeedSpan {
  months: readonly string[]
  today: string
  since: string
}

/** The months that are shown today. */
export const spanNow = ({ clock, dayOf }: Pick<FeedParts, 'clock' | 'dayOf'>): FeedSpan => {
  const today = dayOf(clock.now().toISOString())
  const months = monthsUpTo(today, qualityFile.monthsShown)
  return { months, today, since: months[0] ?? today }
}

/** The sums of a span; what this process counted and has not written yet is written first. */
export const readSums = async (
  { database, tally }: Pick<FeedParts, 'database' | 'tally'>,
  wanted: WantedSums,
): Promise<Sum[]> => {
  await tally.flush()
  return selectSums(database, wanted)
}

/** Names by id; an id that nobody has is its own name. */
export const namesOf = (known: readonly { id: string; name: string }[]): ((id: string) => string) => {
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}
