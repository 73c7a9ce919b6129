import { mayDo, staffDeeds } from '../staff/staff-deeds.ts'
import type { DeskParts } from './desk-parts.ts'
import { holdCase } from './open-case.ts'
import { readFacts } from './read-facts.ts'
import { deskDeeds, isPossible, whyNot } from './rules.ts'
import type { PersonsDesk } from './types.ts'

/** Shows the enrolment of an open case, and what may be done by this role in this state. */
export const createReadCase =
  (parts: DeskParts): PersonsDesk['readCase'] =>
  async (visitor, caseId) => {
    const { row, person } = await holdCase(parts, visitor, { caseId, deed: 'desk-view' })
    const roles = visitor.actor.kind === 'staff' ? visitor.actor.roles : []
    const asked = await parts.approvals.listAsked(person.id)
    const facts = await readFacts(parts, person)
    const recovery = person.spaceId === null ? undefined : await parts.credentials.recoveryOf(person.spaceId)
    const possible = deskDeeds
      .filter((deed) => mayDo(roles, `person-${deed}`, staffDeeds) && isPossible(deed, person))
      .filter((deed) => deed !== 'stop-recovery' || recovery !== undefined)
    const deeds = possible.filter((deed) => whyNot(deed, row, facts) === undefined)
    return {
      ...facts,
      caseId,
      channel: row.channel,
      endsAt: row.endsAt,
      deeds: deeds.filter((deed) => !asked.includes(`person-${deed}`)),
      asked: deskDeeds.filter((deed) => asked.includes(`person-${deed}`)),
      limits: [...new Set(possible.flatMap((deed) => whyNot(deed, row, facts) ?? []))],
    }
  }
