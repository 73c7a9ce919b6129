import { addWorkingDays } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { randomId } from '../../platform/ids.ts'
import type { Directory } from '../identity/index.ts'
import { findUnusual, type HourlyCount } from './rules.ts'
import {
  deleteCounts,
  deleteHold,
  insertCase,
  insertHold,
  selectCounts,
  selectNation,
  takeCount,
  takeNation,
} from './store.ts'
import { suspicionsFile } from './suspicions-file.ts'
import type { AccessParty, SuspicionChores } from './types.ts'

/** What the rules look with. */
export interface UnusualParts {
  database: Database
  clock: Clock
  directory: Pick<Directory, 'findParties'>
  dayOf(at: string): string
  /** how many consents of unrelated persons the whole country may record in an hour (data/access/budgets.json) */
  nationConsents(at: string): number
}

/** The party that the whole country is. */
const wholeCountry = '*'

const keptMs = 2 * 86_400_000

const { rules, answerWorkingDays } = suspicionsFile

interface Finding {
  count: Pick<HourlyCount, 'partyId' | 'kind' | 'n'>
  party: AccessParty
  at: string
  dueOn: string
}

const holdAndOpen = async (
  connection: Connection,
  take: () => Promise<boolean>,
  { count, party, at, dueOn }: Finding,
): Promise<boolean> => {
  if (!(await take()) || !(await insertHold(connection, count.partyId))) return false
  return insertCase(connection, {
    id: randomId(),
    source: count.kind,
    spaceId: null,
    line: null,
    seenAt: null,
    reason: null,
    counted: count.n,
    party,
    openedAt: at,
    dueOn,
  })
}

/**
 * The rules that look for what is unusual, over counts alone: the journals are sealed and stay so. Several workers may look at once; a
 * count is judged by the one who takes it away. Whoever is on hold already gets no second case.
 */
export const createChores = ({ database, clock, directory, dayOf, nationConsents }: UnusualParts): SuspicionChores => ({
  findUnusual: async () => {
    const least = Math.min(...rules.flatMap(({ professional, facility }) => [professional, facility]))
    const kinds = rules.map(({ kind }) => kind)
    const found = findUnusual(await selectCounts(database, kinds, least), rules)
    const parties = await directory.findParties([...new Set(found.map(({ partyId }) => partyId))])
    const at = clock.now().toISOString()
    const dueOn = addWorkingDays(dayOf(at), answerWorkingDays)
    let opened = 0
    for (const count of found) {
      const { kind: _kind, ...known } = parties.get(count.partyId) ?? {
        kind: '',
        id: count.partyId,
        name: count.partyId,
      }
      const about = { count, party: known, at, dueOn }
      const take = (connection: Connection) => holdAndOpen(connection, () => takeCount(connection, count), about)
      if (await database.transaction(take)) opened += 1
    }
    for (const { period, n } of await selectNation(database, nationConsents(at))) {
      const count = { partyId: wholeCountry, kind: 'nation-consents', n }
      const about = { count, party: { id: wholeCountry, name: wholeCountry }, at, dueOn }
      const take = (connection: Connection) => holdAndOpen(connection, () => takeNation(connection, period), about)
      if (await database.transaction(take)) opened += 1
    }
    return opened
  },
  sweep: () => deleteCounts(database, new Date(clock.now().getTime() - keptMs).toISOString()),
  liftHold: (caseId) => deleteHold(database, caseId),
})
