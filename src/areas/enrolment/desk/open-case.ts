import type { Visitor } from '../../../access/types.ts'
import { isUuid, randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import { instantOf, isOperator, minutesAfter, type DeskParts } from './desk-parts.ts'
import { countTry, lookFor } from './look-for.ts'
import { deskParameters } from './parameters.ts'
import { livesAt, mayBeFound, ofTheQueue } from './rules.ts'
import { insertCase, selectCase, selectExceptionPerson, type CaseRow } from './store.ts'
import type { PersonsDesk } from './types.ts'

type NewCase = Pick<CaseRow, 'personId' | 'channel' | 'reason'>

const subjectOf = ({ id, personId, reason }: Pick<CaseRow, 'id' | 'personId' | 'reason'>) => ({
  case: id,
  person: personId,
  reason,
})

const openCase = async (parts: DeskParts, visitor: Visitor, given: NewCase): Promise<string> => {
  const openedAt = instantOf(parts)
  const row = { ...given, id: randomId(), staffId: visitor.actor.id, openedAt }
  await parts.desk.look(visitor, 'desk-view', { subject: subjectOf(row), since: openedAt })
  await insertCase(parts.database, { ...row, endsAt: minutesAfter(openedAt, deskParameters.caseMinutes) })
  return row.id
}

/** Opens the case of whoever answers as they should. Rules: no browsing by name, a reason first (screen O12). */
export const createFindPerson =
  (parts: DeskParts): PersonsDesk['findPerson'] =>
  async (visitor, search) => {
    const { reason, postalCode } = search
    // Letters are the operator's: whoever answers the phone has no other channel, whatever is asked for.
    const channel = isOperator(visitor) ? search.channel : 'phone'
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
    return openCase(parts, visitor, { personId: found.person.id, channel, reason })
  }

const findException = async (parts: DeskParts, exceptionId: string): Promise<RegisterPerson | undefined> => {
  const personId = isUuid(exceptionId) ? await selectExceptionPerson(parts.database, exceptionId) : undefined
  return personId === undefined ? undefined : parts.register.findPerson(personId)
}

/**
 * Opens the case of the person behind an exception: the queue is the reason. Nobody has answered for it, so it is for looking
 * (rules.ts `whyNot`), and the queue is walked no faster than callers are looked for.
 */
export const createOpenException =
  (parts: DeskParts): PersonsDesk['openException'] =>
  async (visitor, exceptionId) => {
    const person = await findException(parts, exceptionId)
    const staffId = await parts.desk.enter(visitor, 'exception-open', {
      exception: exceptionId,
      ...(person === undefined ? {} : { person: person.id }),
    })
    await countTry(parts, { staffId, about: person?.id ?? exceptionId })
    if (person === undefined || !mayBeFound(person.state, isOperator(visitor)))
      throw new Problem('absent', 'exception-unknown')
    return openCase(parts, visitor, { personId: person.id, channel: 'phone', reason: ofTheQueue })
  }

/** Somebody's own open case, written down as looked at. */
export interface HeldCase {
  row: CaseRow
  person: RegisterPerson
}

/** The case of an id, for a deed that is written down first, a look at it once; Problem `absent`, `desk-case-ended`. */
export const holdCase = async (
  parts: DeskParts,
  visitor: Visitor,
  { caseId, deed }: { caseId: string; deed: string },
): Promise<HeldCase> => {
  const now = instantOf(parts)
  const row = isUuid(caseId) ? await selectCase(parts.database, caseId, { staffId: visitor.actor.id, now }) : undefined
  if (row === undefined) await parts.desk.enter(visitor, deed, { case: caseId })
  else if (deed === 'desk-view') await parts.desk.look(visitor, deed, { subject: subjectOf(row), since: row.openedAt })
  else await parts.desk.enter(visitor, deed, subjectOf(row))
  const person = row && (await parts.register.findPerson(row.personId))
  if (row === undefined || person === undefined) throw new Problem('absent', 'desk-case-ended')
  return { row, person }
}
