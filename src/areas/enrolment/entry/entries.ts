import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import { randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { maskContact, personName } from '../../identity/index.ts'
import type { LifeStep } from '../life/types.ts'
import type { RegisterPerson } from '../register/types.ts'
import { createContactChoice } from './choose-contact.ts'
import type { EntryParts } from './entry-parts.ts'
import type { Pass } from './passes.ts'
import { createProveByCode } from './prove-by-code.ts'
import { createRequestCode } from './request-code.ts'
import { hasEntered, isMinorOn, isOutOfReach } from './rules.ts'
import type { Admission, Entries, EntryView } from './types.ts'

const notFound = (): Problem => new Problem('absent', 'holder-not-found')

/** A national identity leads in when the space is open and was entered before; else to the way there. */
const createProveByPivot =
  (parts: EntryParts): Entries['proveByPivot'] =>
  async (pivot, { provenBy, authLevel }): Promise<Admission> => {
    const person = await parts.register.findPersonByPivot(pivot)
    const identity = await parts.register.openPerson(person ?? (await parts.decoy()))
    if (person === undefined || isOutOfReach(person.state)) throw notFound()
    if (hasEntered(person) && person.spaceId !== null)
      return { outcome: 'session', spaceId: person.spaceId, name: personName(identity.traits) }
    if (isMinorOn(person, parts.today()) || authLevel === 'none') throw notFound()
    const secret = await parts.passes.begin({ personId: person.id, provenBy, authLevel, subject: randomId() })
    return { outcome: 'entry', secret, to: '/open/contact' }
  }

const personOf = async ({ register }: EntryParts, pass: Pass): Promise<RegisterPerson> => {
  const person = await register.findPerson(pass.personId)
  if (person === undefined) throw notFound()
  return person
}

const codeSentTo = ({ pending, contact }: Pass): { codeSentTo?: string } =>
  pending !== undefined && contact === undefined ? { codeSentTo: maskContact(pending) } : {}

/** Time will open the space, or remind first that it does. */
const isAwaited = ({ dueKind }: RegisterPerson): boolean => dueKind === 'open' || dueKind === 'remind'

const viewOf = async (parts: EntryParts, pass: Pass): Promise<EntryView> => {
  const person = await personOf(parts, pass)
  const { traits } = await parts.register.openPerson(person)
  const day = (instant: string): string => dayOf(instant, parts.zone(instant))
  const erased = person.dueKind === 'erase' && person.dueAt !== null ? { erasedOn: day(person.dueAt) } : {}
  return {
    personId: person.id,
    name: personName(traits),
    provenBy: pass.provenBy,
    state: person.state,
    activated: person.activatedAt !== null,
    isMinor: isMinorOn(person, parts.today()),
    legacy: person.legacy,
    ...(isAwaited(person) && person.windowEndsAt !== null ? { opensOn: day(person.windowEndsAt) } : {}),
    ...erased,
    ...(pass.contact === undefined ? {} : { contact: pass.contact }),
    ...codeSentTo(pass),
    ...(pass.spaceId === undefined ? {} : { spaceId: pass.spaceId }),
    refused: pass.refused === true,
  }
}

/**
 * A letter's code with what stands on the card, or a national identity: both are two independent things shown, enough to open or to
 * refuse in one's own name, and for nothing else. Nobody comes in before a means of sign-in of that level is there.
 */
const stepOf = async (parts: EntryParts, person: RegisterPerson): Promise<LifeStep> => {
  const { traits } = await parts.register.openPerson(person)
  const actor = { kind: 'holder', id: person.spaceId ?? person.id, name: personName(traits) } as const
  const visitor: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  return { personId: person.id, visitor, channel: 'online' }
}

/** Two browsers may have shown the same letter: the one that comes second does nothing. */
const requireUnused = async (parts: EntryParts, pass: Pass): Promise<void> => {
  const spent = pass.provenBy === 'code' && pass.spaceId === undefined && !(await parts.codes.hasUnused(pass.personId))
  if (spent) throw new Problem('conflict', 'code-used', { details: { field: 'code' } })
}

const useCode = async (parts: EntryParts, pass: Pass): Promise<void> => {
  if (pass.provenBy !== 'code') return
  const used = await parts.database.transaction((connection) => parts.codes.use(connection, pass.personId))
  if (!used) throw new Problem('conflict', 'code-used', { details: { field: 'code' } })
}

/** Whoever came in before has means of their own: a letter is not a second way in. Nobody is locked out half way, though. */
const refuseSecondEntry = async (parts: EntryParts, pass: Pass, person: RegisterPerson): Promise<void> => {
  if (pass.provenBy !== 'code' || !hasEntered(person) || person.spaceId === null) return
  const { passkeys, hasPassword } = await parts.credentials.meansOf(person.spaceId)
  if (passkeys.length > 0 || hasPassword) throw new Problem('conflict', 'entry-already-activated')
}

/** A pass that can still decide something: whoever refused begins anew, with a proof of their own. */
const unrefused = async ({ passes }: EntryParts, secret: string): Promise<Pass> => {
  const pass = await passes.get(secret)
  if (pass.refused === true) throw new Problem('unauthenticated', 'entry-ended')
  return pass
}

/** What was proved on the way is the holder's own contact from now on; letters only: none is kept. */
const keepContact = async (parts: EntryParts, spaceId: string, { contact }: Pass): Promise<void> => {
  if (contact === undefined) return
  const proved = contact === 'post' ? {} : { [contact.channel]: contact.address, confirmed: [contact.channel] }
  const { lang } = (await parts.persons.loadPerson(parts.database, spaceId)).contact
  await parts.persons.updateContact(parts.database, spaceId, { ...(lang === undefined ? {} : { lang }), ...proved })
}

const createOpen =
  (parts: EntryParts): Entries['open'] =>
  async (secret, { terms }) => {
    const pass = await unrefused(parts, secret)
    const person = await personOf(parts, pass)
    // Law: rules ENR-28, a child has no way in of their own; a parent opens from theirs.
    if (isMinorOn(person, parts.today())) throw new Problem('refused', 'entry-for-a-child')
    await refuseSecondEntry(parts, pass, person)
    await requireUnused(parts, pass)
    const now = parts.clock.now().toISOString()
    const current = parts.credentials.termsAt(now).version
    if (terms !== current) throw new Problem('conflict', 'terms-outdated', { details: { field: 'version', current } })
    const step = await stepOf(parts, person)
    if (person.state === 'closed' || person.state === 'erasing') await parts.lives.reopen(step)
    const spaceId = await parts.lives.activate(step)
    await useCode(parts, pass)
    await parts.credentials.acceptTerms(spaceId, terms)
    await keepContact(parts, spaceId, pass)
    await parts.passes.change(secret, { spaceId })
    return { spaceId, name: step.visitor.actor.name }
  }

const createRefuse =
  (parts: EntryParts): Entries['refuse'] =>
  async (secret, from) => {
    const pass = await unrefused(parts, secret)
    const person = await personOf(parts, pass)
    if (person.state !== from) throw new Problem('conflict', 'enrolment-wrong-moment')
    await refuseSecondEntry(parts, pass, person)
    await requireUnused(parts, pass)
    // Pressed twice at once, the second refusal would count as the repeated one (rules ENR-6): it rests on what was shown.
    const step = { ...(await stepOf(parts, person)), version: person.version }
    if (from === 'open') await parts.lives.close(step)
    else await parts.lives.oppose(step)
    await useCode(parts, pass)
    await parts.passes.change(secret, { refused: true })
  }

/** Builds the way to the opening. */
export const createEntries = (parts: EntryParts): Entries => ({
  proveByCode: createProveByCode(parts),
  proveByPivot: createProveByPivot(parts),
  find: async (secret) => viewOf(parts, await parts.passes.get(secret)),
  ...createContactChoice(parts),
  open: createOpen(parts),
  refuse: createRefuse(parts),
  proof: async (secret) => parts.proofOf((await parts.passes.get(secret)).personId),
  end: (secret) => parts.passes.end(secret),
  requestCode: createRequestCode(parts),
  sweep: () => parts.passes.sweep(),
})
