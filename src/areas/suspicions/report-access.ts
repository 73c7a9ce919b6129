import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Actor, Visitor } from '../../access/types.ts'
import { addWorkingDays } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { factsOf } from './case-facts.ts'
import { insertCase, selectCasesOf, type CaseRow, type NewCase } from './store.ts'
import { suspicionsFile } from './suspicions-file.ts'
import type { AccessParty, ReportableAccess, Suspicions } from './types.ts'

/** What holders' reports are built from. */
export interface ReportParts {
  door: Pick<Door, 'open'>
  database: Database
  clock: Clock
  /** the civil day of an instant */
  dayOf(at: string): string
}

const partyOf = (actor: Actor): AccessParty | undefined => {
  if (actor.kind === 'software') return actor.facility
  if (actor.kind !== 'professional') return undefined
  const { id, name, profession, facility } = actor
  return { id, name, profession, ...(facility && { facility: facility.name }) }
}

const unknown = (): Problem => new Problem('absent', 'access-line-unknown')

const readLine = async ({ readEntry }: Opened, line: string): Promise<ReportableAccess> => {
  const entry = await readEntry(line)
  const party = entry && partyOf(entry.body.actor)
  if (entry === undefined || party === undefined) throw unknown()
  return { at: entry.at, party }
}

/** Only the holder says what they do not recognise: for whoever else may read the history, it is not theirs to say. */
const requireHolder = ({ actor }: Visitor): string => {
  if (actor.kind !== 'holder') throw new Problem('refused', 'act-not-yours')
  return actor.id
}

const beginCase = ({ clock, dayOf }: ReportParts, report: { spaceId: string; line: string; reason: string }) => {
  const openedAt = clock.now().toISOString()
  const dueOn = addWorkingDays(dayOf(openedAt), suspicionsFile.answerWorkingDays)
  return { id: randomId(), source: 'holder', ...report, counted: null, openedAt, dueOn }
}

const keepCase = async (connection: Connection, begun: NewCase): Promise<CaseRow> => {
  await insertCase(connection, begun)
  const cases = await selectCasesOf(connection, begun.spaceId ?? '')
  const open = cases.find((one) => one.party.id === begun.party.id && one.outcome === null)
  if (open === undefined) throw unknown()
  return open
}

/** Reports of holders, over the door: the line of their history is read there, and the case begins in the same transaction. */
export const createReports = (parts: ReportParts): Suspicions => {
  const visitOf = (visitor: Visitor) =>
    ({ ...visitor, space: { spaceId: requireHolder(visitor) }, act: 'read-journal' }) as const
  return {
    findReportable: async (visitor, line) =>
      (await parts.door.open(visitOf(visitor), (opened) => readLine(opened, line))).value,
    reportAccess: async (visitor, { line, reason }) => {
      if (!suspicionsFile.reasons.includes(reason))
        throw new Problem('incorrect', 'report-reason-missing', { details: { field: 'reason' } })
      const { value } = await parts.door.open(visitOf(visitor), async (opened) => {
        const { at, party } = await readLine(opened, line)
        const begun = beginCase(parts, { spaceId: opened.spaceId, line, reason })
        return opened.alongside((connection) => keepCase(connection, { ...begun, seenAt: at, party }))
      })
      return factsOf(value)
    },
    listOwn: async (visitor) => (await selectCasesOf(parts.database, requireHolder(visitor))).map(factsOf),
  }
}
