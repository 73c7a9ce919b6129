import { personName } from '../../identity/index.ts'
import { instantOf, todayOf, type DeskParts } from '../desk/desk-parts.ts'
import { readCodeIssue } from '../desk/read-code-issue.ts'
import { readFacts, toldEvent } from '../desk/read-facts.ts'
import { isTold, mayHaveCode } from '../desk/rules.ts'
import { holdMandate, type HeldMandate } from './hold-mandate.ts'
import { idleEnd, mandateAt, tasksFor } from './rules.ts'
import type { Counter, MandateDeed, MandateView } from './types.ts'
import { isLater } from '../../../platform/calendar.ts'

const nameOfRepresentative = async ({ register }: DeskParts, id: string): Promise<string> => {
  const person = await register.findPerson(id)
  return person === undefined ? '' : personName((await register.openPerson(person)).traits)
}

/** What was done under the mandate, and what the person did themselves meanwhile with the code that they got under it. */
const listDone = async (
  { register }: DeskParts,
  { row }: HeldMandate,
  endedAt: string | undefined,
): Promise<MandateDeed[]> => {
  const events = await register.listEvents(row.personId)
  const meanwhile = (at: string): boolean =>
    !isLater(row.begunAt, at) && (endedAt === undefined || !isLater(at, endedAt))
  return events.flatMap((event) => {
    const { mandate, how } = event.detail
    const belongs = mandate === row.id || (event.byKind === 'holder' && meanwhile(event.at))
    if (!belongs || !isTold(event.kind)) return []
    return [{ ...toldEvent(event), ...(typeof how === 'string' ? { how } : {}) }]
  })
}

const endOf = (view: Pick<MandateView, 'endedAt' | 'endedHow'>): Pick<MandateView, 'endedAt' | 'endedHow'> => ({
  ...(view.endedAt === undefined ? {} : { endedAt: view.endedAt }),
  ...(view.endedHow === undefined ? {} : { endedHow: view.endedHow }),
})

/** Shows where a mandate stands: steps and dates, never content, never a secret. To look is not to act: it prolongs nothing. */
export const createReadMandate =
  (parts: DeskParts): Counter['read'] =>
  async (visitor, id) => {
    const held = await holdMandate(parts, visitor, { id, deed: 'counter-view' })
    const { row, person } = held
    const today = todayOf(parts)
    const standing = mandateAt(row, instantOf(parts))
    const facts = await readFacts(parts, person)
    const recovery = person.spaceId === null ? undefined : await parts.credentials.recoveryOf(person.spaceId)
    const issue = mayHaveCode(person, today) ? await readCodeIssue(parts, person) : undefined
    const representative = row.representativeId && (await nameOfRepresentative(parts, row.representativeId))
    return {
      id,
      state: standing.state,
      ...endOf(standing),
      place: row.place,
      givenBy: row.givenBy,
      ...(representative === null ? {} : { representative }),
      identityDocument: row.identityDocument,
      begunAt: row.begunAt,
      endsAt: row.endsAt,
      idleAt: idleEnd(row),
      ...(row.signedAt === null || row.signedHow === null ? {} : { signedAt: row.signedAt, signedHow: row.signedHow }),
      facts,
      tasks: tasksFor(person, { today, givenBy: row.givenBy, recovery }),
      ...(issue === undefined ? {} : { issue }),
      done: await listDone(parts, held, standing.endedAt),
    }
  }
