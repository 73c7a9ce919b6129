import { maskContact, personName } from '../../identity/index.ts'
import { proofsIn } from '../life/proof-of.ts'
import { ownContact } from '../register/majority-rules.ts'
import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import { instantOf, todayOf, type DeskParts } from './desk-parts.ts'
import { isChild, isTold } from './rules.ts'
import { selectCodeStanding } from './store.ts'
import type { DeskEvent, PersonFacts } from './types.ts'

type Event = Awaited<ReturnType<DeskParts['register']['listEvents']>>[number]

/** What of an event the staff is told. */
export const toldEvent = ({ at, kind, channel, byKind }: Event): DeskEvent => ({ at, kind, channel, by: byKind })

/** How somebody can be reached by what the insurer knows, masked. */
const reachOf = ({ contact, address }: Pick<PersonIdentity, 'contact' | 'address'>): PersonFacts['reach'] => ({
  ...(contact.email === undefined ? {} : { email: maskContact({ channel: 'email', address: contact.email }) }),
  ...(contact.phone === undefined ? {} : { phone: maskContact({ channel: 'phone', address: contact.phone }) }),
  post: address.lines.length > 0,
})

/** The facts of an enrolment. Trust: nothing here comes from the space; what arrives in it leaves no trace in what is shown. */
export const readFacts = async (parts: DeskParts, person: RegisterPerson): Promise<PersonFacts> => {
  const now = instantOf(parts)
  const identity = await parts.register.openPerson(person)
  const events = await parts.register.listEvents(person.id)
  const isMinor = isChild(person, todayOf(parts))
  const contact = ownContact(identity.contact, { ...person, isMinor })
  return {
    name: personName(identity.traits),
    state: person.state,
    stateSince: person.stateSince,
    noticedAt: person.noticedAt,
    windowEndsAt: person.windowEndsAt,
    activatedAt: person.activatedAt,
    closedAt: person.closedAt,
    dueKind: person.dueKind,
    dueAt: person.dueAt,
    isMinor,
    protected: person.protected,
    legacy: person.legacy,
    reach: reachOf({ ...identity, contact }),
    code: await selectCodeStanding(parts.database, person.id, now),
    events: events.filter(({ kind }) => isTold(kind)).map(toldEvent),
    hasProof: proofsIn(person.id, events).length > 0,
  }
}
