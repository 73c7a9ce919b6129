import { mayDo, staffDeeds } from '../staff/staff-deeds.ts'
import { todayOf, type DeskParts } from './desk-parts.ts'
import { holdCase } from './open-case.ts'
import { isDecision, mayOpposeLate } from './letter-rules.ts'
import { readCodeIssue } from './read-code-issue.ts'
import { readFacts } from './read-facts.ts'
import { civilDays, frameOf } from './read-letter.ts'
import { deskDeeds, isPossible, whyNot } from './rules.ts'
import type { CaseView, DeskDeed, PersonsDesk } from './types.ts'

type Held = Awaited<ReturnType<typeof holdCase>> & { events: Awaited<ReturnType<DeskParts['register']['listEvents']>> }

/** Whether a deed has a meaning now; by post also a refusal of what has opened meanwhile. */
const isOpenTo = (parts: DeskParts, held: Held, deed: DeskDeed): boolean =>
  isPossible(deed, held.person, todayOf(parts)) ||
  (deed === 'oppose' && held.row.channel === 'post' && mayOpposeLate(held, civilDays(parts)))

const lettersOf = async (parts: DeskParts, held: Held, deeds: readonly DeskDeed[]): Promise<CaseView['letters']> => {
  if (held.row.channel !== 'post') return {}
  const frames = deeds.filter(isDecision).map(async (deed) => [deed, await frameOf(parts, held, deed)] as const)
  return Object.fromEntries(await Promise.all(frames))
}

/** Shows the enrolment of an open case, and what may be done by this role in this state. */
export const createReadCase =
  (parts: DeskParts): PersonsDesk['readCase'] =>
  async (visitor, caseId) => {
    const { row, person } = await holdCase(parts, visitor, { caseId, deed: 'desk-view' })
    const roles = visitor.actor.kind === 'staff' ? visitor.actor.roles : []
    const asked = await parts.approvals.listAsked(person.id)
    const facts = await readFacts(parts, person)
    const held = { row, person, events: await parts.register.listEvents(person.id) }
    const recovery = person.spaceId === null ? undefined : await parts.credentials.recoveryOf(person.spaceId)
    const possible = deskDeeds
      .filter((deed) => mayDo(roles, `person-${deed}`, staffDeeds) && isOpenTo(parts, held, deed))
      .filter((deed) => deed !== 'stop-recovery' || recovery !== undefined)
    const deeds = possible.filter((deed) => whyNot(deed, row, facts) === undefined)
    return {
      ...facts,
      caseId,
      channel: row.channel,
      endsAt: row.endsAt,
      deeds: deeds.filter((deed) => !asked.includes(`person-${deed}`)),
      asked: deskDeeds.filter((deed) => asked.includes(`person-${deed}`)),
      ...(deeds.includes('new-code') && { issue: await readCodeIssue(parts, person) }),
      limits: [...new Set(possible.flatMap((deed) => whyNot(deed, row, facts) ?? []))],
      letters: await lettersOf(parts, held, deeds),
    }
  }
