import { addWorkingDays } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { randomId } from '../../platform/ids.ts'
import type { Directory } from '../identity/index.ts'
import { findUnusual, type HourlyCount } from './rules.ts'
import { deleteCounts, deleteHold, insertCase, insertHold, selectCounts, takeCount } from './store.ts'
import { suspicionsFile } from './suspicions-file.ts'
import type { AccessParty, SuspicionChores } from './types.ts'

/** What the rules look with. */
export interface UnusualParts {
  database: Database
  clock: Clock
  directory: Pick<Directory, 'findParties'>
  dayOf(at: string): string
}

const keptMs = 2 * 86_400_000

const { rules, answerWorkingDays } = suspicionsFile

const holdAndOpen = async (
  connection: Connection,
  { count, party, at, dueOn }: { count: HourlyCount; party: AccessParty; at: string; dueOn: string },
): Promise<boolean> => {
  if (!(await takeCount(connection, count)) || !(await insertHold(connection, count.partyId))) return false
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
export const createChores = ({ database, clock, directory, dayOf }: UnusualParts): SuspicionChores => ({
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
      if (await database.transaction((connection) => holdAndOpen(connection, about))) opened += 1
    }
    return opened
  },
  sweep: () => deleteCounts(database, new Date(clock.now().getTime() - keptMs).toISOString()),
  liftHold: (caseId) => deleteHold(database, caseId),
})
