import { dayOf } from '../../../platform/calendar.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { insertExceptions } from '../campaigns/exceptions/store.ts'
import { queueLetters } from '../campaigns/queue-letters.ts'
import { hasEntered } from '../entry/rules.ts'
import type { RegisterPerson, StandingChange } from '../register/types.ts'
import { invitationTo, type Invitation } from './majority-rules.ts'
import type { LifeParts } from './take-step.ts'

type Change = Omit<StandingChange, 'event' | 'ofAgeOn'>

/** No letter can go: as never told, for a campaign to tell; a transition that was announced goes on. */
const untold: Partial<Record<Invitation, Change>> = {
  notice: { state: 'known', noticedAt: null, windowEndsAt: null, due: null },
}

/** The clock stands still until the letter leaves, and begins again with it (R.1111-28, rules ENR-6). */
const told: Partial<Record<Invitation, Change>> = {
  notice: { windowEndsAt: null, due: null },
  reminder: { due: null },
}

const invite = async (
  parts: LifeParts,
  connection: Connection,
  { person, invitation }: { person: RegisterPerson; invitation: Invitation | undefined },
): Promise<Change> => {
  if (invitation === undefined) return {}
  const now = parts.clock.now()
  const id = timeOrderedId(now.getTime())
  const one = { id, personId: person.id }
  if (invitation === 'call') {
    const kind = 'untold'
    await insertExceptions(connection, { campaignId: null, at: now.toISOString() }, [{ ...one, kind }])
    return {}
  }
  const letters = invitation === 'notice' ? one : { ...one, kind: invitation }
  const queued = await queueLetters(parts, connection, letters)
  return (queued > 0 ? told : untold)[invitation] ?? {}
}

/** What their parents were reached by is no contact of theirs, in the register or in their space; who has been in keeps their own. */
const forgetParents = async (parts: LifeParts, connection: Connection, person: RegisterPerson): Promise<void> => {
  await parts.register.forgetContact(connection, person)
  if (person.spaceId === null || hasEntered(person)) return
  const { contact } = await parts.register.openPerson(person)
  await parts.persons.updateContact(connection, person.spaceId, { lang: contact.lang })
}

/**
 * Works somebody's majority: their parents' contact is forgotten, and a letter of their own waits for the next file. One
 * transaction, at the version that was read: a crash leaves nothing of it, and of two workers one does it. That parents act no more
 * rests on the day itself (`mayActFor`) and waits for nothing. Right: rules ENR-30; Law: Code civil 371-1, 388, 414.
 */
export const createComeOfAge =
  (parts: LifeParts) =>
  async (person: RegisterPerson): Promise<void> => {
    const at = parts.clock.now().toISOString()
    const civilDay = (instant: string): string => dayOf(instant, parts.parameters.parameterAt('civilTimeZone', instant))
    const ofAgeOn = civilDay(at)
    const invitation = invitationTo(person, civilDay)
    await parts.database.transaction(async (connection) => {
      const change = await invite(parts, connection, { person, invitation })
      await forgetParents(parts, connection, person)
      const by = { kind: 'system', id: 'enrolment' }
      const detail = { from: person.state, told: invitation ?? 'nothing' }
      const event = { kind: 'came-of-age', channel: 'clock', by, detail }
      const step = { expectState: person.state, expectVersion: person.version, change: { ...change, ofAgeOn, event } }
      if (!(await parts.register.transition(connection, person.id, step)))
        throw new Problem('conflict', 'enrolment-wrong-moment')
    })
  }
