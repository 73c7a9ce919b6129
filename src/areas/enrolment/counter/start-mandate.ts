import { endOfPeriod } from '../../../platform/calendar.ts'
import { randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { instantOf, todayOf, type DeskParts } from '../desk/desk-parts.ts'
import { findRepresentatives } from '../desk/find-representatives.ts'
import { lookFor } from '../desk/look-for.ts'
import { deskParameters } from '../desk/parameters.ts'
import { isChild } from '../desk/rules.ts'
import type { RegisterPerson } from '../register/types.ts'
import { insertMandate } from './store.ts'
import type { Counter, MandateStart } from './types.ts'

const incorrect = (reason: string, field: string): Problem => new Problem('incorrect', reason, { details: { field } })

const checkStart = ({ place, identityDocument, givenBy, representativeBirthDate }: MandateStart): void => {
  if (place.trim() === '') throw incorrect('mandate-place-missing', 'place')
  if (!deskParameters.identityDocuments.includes(identityDocument))
    throw incorrect('mandate-document-missing', 'identityDocument')
  if (givenBy === 'representative' && representativeBirthDate === undefined)
    throw incorrect('mandate-representative-missing', 'representativeBirthDate')
}

/** The one who represents the person by law today, lives, and was born on that day. */
const findRepresentative = async (parts: DeskParts, person: RegisterPerson, birthDate: string): Promise<string> => {
  const all = await findRepresentatives(parts, person)
  const found = all.find(({ identity }) => identity.traits.birthDate === birthDate)
  if (found !== undefined) return found.id
  throw new Problem('refused', 'representative-unknown', { details: { field: 'representativeBirthDate' } })
}

const requireGiver = async (parts: DeskParts, person: RegisterPerson, start: MandateStart): Promise<string | null> => {
  const { givenBy, representativeBirthDate = '' } = start
  if (givenBy === 'representative') return findRepresentative(parts, person, representativeBirthDate)
  if (isChild(person, todayOf(parts))) throw new Problem('refused', 'mandate-minor', { details: { field: 'givenBy' } })
  return null
}

/** Begins a session at the counter: identity seen, nothing of it kept but its kind (screen O13). */
export const createStartMandate =
  (parts: DeskParts): Counter['start'] =>
  async (visitor, start) => {
    const { place, givenBy, identityDocument } = start
    const staffId = await parts.desk.enter(visitor, 'counter-start', { givenBy, identityDocument })
    checkStart(start)
    const found = await lookFor(parts, { ...start, staffId, isOperator: false, fits: () => true })
    if (found === undefined) throw incorrect('desk-person-not-found', 'ins')
    const representativeId = await requireGiver(parts, found.person, start)
    const begunAt = instantOf(parts)
    const id = randomId()
    const endsAt = endOfPeriod(begunAt, { days: 0 }, parts.zone(begunAt))
    const subject = { mandate: id, person: found.person.id }
    await parts.desk.look(visitor, 'counter-view', { subject, since: begunAt })
    const row = {
      id,
      personId: found.person.id,
      staffId,
      place: place.trim().slice(0, 100),
      givenBy,
      representativeId,
      identityDocument,
      begunAt,
      endsAt,
    }
    const { mandateIdleMinutes: idleMinutes } = deskParameters
    await parts.database.transaction((connection) => insertMandate(connection, row, { idleMinutes }))
    return id
  }
