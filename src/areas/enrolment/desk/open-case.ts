import type { Visitor } from '../../../access/types.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import { instantOf, isOperator, minutesAfter, type DeskParts } from './desk-parts.ts'
import { lookFor } from './look-for.ts'
import { deskParameters } from './parameters.ts'
import { livesAt } from './rules.ts'
import { insertCase, selectCase, selectExceptionPerson, type CaseRow } from './store.ts'
import type { PersonsDesk } from './types.ts'

type NewCase = Pick<CaseRow, 'personId' | 'staffId' | 'channel' | 'reason'>

const openCase = async (parts: DeskParts, given: NewCase): Promise<string> => {
  const openedAt = instantOf(parts)
  const id = randomId()
  await insertCase(parts.database, {
    ...given,
    id,
    openedAt,
    endsAt: minutesAfter(openedAt, deskParameters.caseMinutes),
  })
  return id
}

/** Opens the case of whoever answers as they should. Rules: no browsing by name, a reason first (screen O12). */
export const createFindPerson =
  (parts: DeskParts): PersonsDesk['findPerson'] =>
  async (visitor, search) => {
    const { reason, channel, postalCode } = search
    const staffId = await parts.desk.enter(visitor, 'desk-find', { reason, channel })
    if (!deskParameters.findReasons.includes(reason))
      throw new Problem('incorrect', 'desk-reason-missing', { details: { field: 'reason' } })
    const found = await lookFor(parts, {
      ...search,
      staffId,
      isOperator: isOperator(visitor),
      fits: (identity) => livesAt(postalCode, identity),
    })
    if (found === undefined) throw new Problem('incorrect', 'desk-person-not-found', { details: { field: 'ins' } })
    await parts.desk.enter(visitor, 'desk-view', { person: found.person.id, reason })
    return openCase(parts, { personId: found.person.id, staffId, channel, reason })
  }

const ofTheQueue = 'exception-case'

/** Opens the case of the person behind an exception: the queue is the reason. */
export const createOpenException =
  (parts: DeskParts): PersonsDesk['openException'] =>
  async (visitor, exceptionId) => {
    const personId = isUuid(exceptionId) ? await selectExceptionPerson(parts.database, exceptionId) : undefined
    const staffId = await parts.desk.enter(visitor, 'exception-open', {
      exception: exceptionId,
      ...(personId === undefined ? {} : { person: personId }),
    })
    if (personId === undefined) throw new Problem('absent', 'exception-unknown')
    return openCase(parts, { personId, staffId, channel: 'phone', reason: ofTheQueue })
  }

/** Somebody's own open case, written down as looked at. */
export interface HeldCase {
  row: CaseRow
  person: RegisterPerson
}

/** The case of an id, for a deed that is written down first; Problem `absent`, `desk-case-ended`. */
export const holdCase = async (
  parts: DeskParts,
  visitor: Visitor,
  { caseId, deed }: { caseId: string; deed: string },
): Promise<HeldCase> => {
  const now = instantOf(parts)
  const row = isUuid(caseId) ? await selectCase(parts.database, caseId, { staffId: visitor.actor.id, now }) : undefined
  await parts.desk.enter(visitor, deed, row === undefined ? { case: caseId } : { person: row.personId })
  const person = row && (await parts.register.findPerson(row.personId))
  if (row === undefined || person === undefined) throw new Problem('absent', 'desk-case-ended')
  return { row, person }
}
