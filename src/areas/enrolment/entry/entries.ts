import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { dayOf } from '../../../platform/calendar.ts'
import { randomId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { maskContact, personName, type Recognised } from '../../identity/index.ts'
import type { LifeStep } from '../life/types.ts'
import type { RegisterPerson } from '../register/types.ts'
import { createContactChoice } from './choose-contact.ts'
import type { EntryParts } from './entry-parts.ts'
import type { Pass, Passes } from './passes.ts'
import { createProveByCode } from './prove-by-code.ts'
import { createRecovering } from './recovering.ts'
import { createRequestCode } from './request-code.ts'
import { isBeyondCodes } from './beyond-codes.ts'
import { isBeforeMajority } from '../register/majority-rules.ts'
import { hasEntered, isMinorOn, isOutOfReach, mayEnterAsMinor } from './rules.ts'
import type { Admission, Entries, EntryView } from './types.ts'

const notFound = (): Problem => new Problem('absent', 'holder-not-found')

/** A national identity leads in when the space is open and was entered before; else to the way there. */
const createProveByPivot =
  (parts: EntryParts): Entries['proveByPivot'] =>
  async (pivot, { provenBy, authLevel }): Promise<Admission> => {
    const person = await parts.register.findPersonByPivot(pivot)
    const identity = await parts.register.openPerson(person ?? (await parts.decoy()))
    if (person === undefined || isOutOfReach(person.state)) throw notFound()
    const law = { years: parts.minorEntryYears(), today: parts.today() }
    if (person.spaceId !== null && (hasEntered(person) || mayEnterAsMinor(person, identity.traits, law)))
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

/** What the pages of a way back show. */
const recoveryOf = ({ app, effectiveAt }: NonNullable<Pass['recovery']>): EntryView['recovery'] => ({
  hasApp: app?.proved === true,
  ...(effectiveAt === undefined ? {} : { effectiveAt }),
})

/** Time will open the space, or remind first that it does. */
const isAwaited = ({ dueKind }: RegisterPerson): boolean => dueKind === 'open' || dueKind === 'remind'

/** Where an enrolment stands. */
const standingOf = (parts: EntryParts, person: RegisterPerson): Partial<EntryView> => {
  const day = (instant: string): string => dayOf(instant, parts.zone(instant))
  const isMinor = isMinorOn(person, parts.today())
  const erased = person.dueKind === 'erase' && person.dueAt !== null ? { erasedOn: day(person.dueAt) } : {}
  return {
    state: person.state,
    activated: person.activatedAt !== null && (isMinor || hasEntered(person)),
    legacy: person.legacy,
    ...(isAwaited(person) && person.windowEndsAt !== null ? { opensOn: day(person.windowEndsAt) } : {}),
    ...erased,
  }
}

/** Trust: whoever holds the letter of a way back may be anybody, and is shown nothing of the space: not even whether it is closed. */
const viewOf = async (parts: EntryParts, pass: Pass): Promise<EntryView> => {
  const person = await personOf(parts, pass)
  const { traits } = await parts.register.openPerson(person)
  return {
    personId: person.id,
    name: personName(traits),
    provenBy: pass.provenBy,
    isMinor: isMinorOn(person, parts.today()),
    ...(pass.recovery === undefined ? standingOf(parts, person) : { recovery: recoveryOf(pass.recovery) }),
    ...(pass.contact === undefined ? {} : { contact: pass.contact }),
    ...codeSentTo(pass),
    ...(pass.opened === undefined ? {} : { opened: pass.opened }),
    refused: pass.refused === true,
  }
}

/**
 * A letter's code with what stands on the card, or a national identity: both are two independent things shown, enough to open or to
 * refuse in one's own name, and for nothing else. Nobody comes in before a means of sign-in of that level is there.
 */
const stepOf = async (parts: EntryParts, pass: Pass, person: RegisterPerson): Promise<LifeStep> => {
  const { traits } = await parts.register.openPerson(person)
  const actor = { kind: 'holder', id: person.spaceId ?? person.id, name: personName(traits) } as const
  const visitor: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  return { personId: person.id, visitor, channel: 'online', provenBy: pass.provenBy }
}

const codeUsed = (): Problem => new Problem('conflict', 'code-used', { details: { field: 'code' } })

/** Two browsers may have shown the same letter: the one that comes second does nothing. */
const requireUnused = async (parts: EntryParts, pass: Pass): Promise<void> => {
  if (pass.provenBy === 'code' && !(await parts.codes.hasUnused(pass.personId))) throw codeUsed()
}

/** Uses up every code of the person, however they came: a letter that was not needed must not lie about as a way in. */
const useCodes = async (parts: EntryParts, pass: Pass, connection: Connection): Promise<void> => {
  const used = await parts.codes.use(connection, pass.personId)
  if (!used && pass.provenBy === 'code') throw codeUsed()
}

const refuseSecondEntry = async (parts: EntryParts, pass: Pass, person: RegisterPerson): Promise<void> => {
  if (pass.provenBy === 'code' && (await isBeyondCodes(parts, person)))
    throw new Problem('conflict', 'entry-already-activated')
}

const ended = (): Problem => new Problem('unauthenticated', 'entry-ended')

/** A pass that is none of a way back, which leads to new means alone. */
const firstEntry = async ({ passes }: EntryParts, secret: string): Promise<Pass> => {
  const pass = await passes.get(secret)
  if (pass.recovery !== undefined) throw ended()
  return pass
}

/** A pass that can still decide something: whoever refused begins anew. */
const unrefused = async (parts: EntryParts, secret: string): Promise<Pass> => {
  const pass = await firstEntry(parts, secret)
  if (pass.refused === true) throw ended()
  return pass
}

/** What was proved on the way is the holder's own contact from now on; letters only: none is kept. */
const keepContact = async (
  { credentials }: EntryParts,
  connection: Connection,
  { spaceId, contact }: Pick<Pass, 'contact'> & { spaceId: string },
): Promise<void> => {
  if (contact === undefined) return
  await credentials.keepContact(connection, spaceId, contact)
}

type Beside = NonNullable<LifeStep['beside']>

/** What an entry writes beside the step, in its transaction: a crash never leaves a code used up and its person outside. */
const besideEntry =
  (parts: EntryParts, { secret, pass, terms }: { secret: string; pass: Pass; terms: string }): Beside =>
  async (connection, { spaceId }) => {
    if (spaceId === null) throw new Error('an entry into no space')
    await useCodes(parts, pass, connection)
    await parts.credentials.acceptTerms(spaceId, terms, connection)
    await keepContact(parts, connection, { spaceId, contact: pass.contact })
    const meansEpoch = await parts.credentials.meansEpochOf(spaceId, connection)
    if (meansEpoch === undefined) throw new Error('a space without a holder')
    await parts.passes.change(secret, { opened: { spaceId, meansEpoch } }, connection)
  }

/** Opens, or reopens, and enters; somebody whose first entry stands already, and who has no means yet, comes back to it. */
const enter = async (parts: EntryParts, step: LifeStep & { beside: Beside }, person: RegisterPerson): Promise<void> => {
  const { beside, ...plain } = step
  const isLeft = person.state === 'closed' || person.state === 'erasing'
  if (!hasEntered(person) || person.spaceId === null) {
    if (isLeft) await parts.lives.reopen(plain)
    await parts.lives.activate(step)
    return
  }
  if (!isLeft && person.state !== 'open') throw new Problem('conflict', 'enrolment-wrong-moment')
  if (isLeft) await parts.lives.reopen(step)
  else await parts.database.transaction((connection) => beside(connection, person))
}

const openedBy = async ({ passes }: EntryParts, secret: string): Promise<Recognised> => {
  const { opened } = await passes.get(secret)
  if (opened === undefined) throw new Error('an entry that opened nothing')
  return opened
}

const createOpen =
  (parts: EntryParts): Entries['open'] =>
  async (secret, { terms }) => {
    const pass = await unrefused(parts, secret)
    const person = await personOf(parts, pass)
    // Law: rules ENR-28, a child has no way in of their own; a parent opens from theirs.
    if (isMinorOn(person, parts.today())) throw new Problem('refused', 'entry-for-a-child')
    const step = await stepOf(parts, pass, person)
    const { name } = step.visitor.actor
    // The answer to the same wish was lost: what it did stands, and the means of sign-in are asked for again.
    if (pass.opened !== undefined) return { ...pass.opened, name }
    await refuseSecondEntry(parts, pass, person)
    await requireUnused(parts, pass)
    const now = parts.clock.now().toISOString()
    const current = parts.credentials.termsAt(now).version
    if (terms !== current) throw new Problem('conflict', 'terms-outdated', { details: { field: 'version', current } })
    await enter(parts, { ...step, beside: besideEntry(parts, { secret, pass, terms }) }, person)
    return { ...(await openedBy(parts, secret)), name }
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
    const beside: Beside = async (connection) => {
      await useCodes(parts, pass, connection)
      await parts.passes.change(secret, { refused: true }, connection)
    }
    const step = { ...(await stepOf(parts, pass, person)), version: person.version, beside }
    if (from === 'open') await parts.lives.close(step)
    else await parts.lives.oppose(step)
  }

/** Whoever began as a parent does not go on as the new adult (rules ENR-30). */
const isOfParent = async ({ register, zone, today }: EntryParts, pass: Pass): Promise<boolean> => {
  const person = await register.findPerson(pass.personId)
  const begunOn = dayOf(pass.begunAt, zone(pass.begunAt))
  return person !== undefined && isBeforeMajority(begunOn, person, today())
}

/** Whoever opened with a stolen letter adds no means, and goes in no more, after the means of the space were taken away. */
const isOfDroppedMeans = async ({ credentials }: EntryParts, { opened }: Pass): Promise<boolean> =>
  opened !== undefined && (await credentials.meansEpochOf(opened.spaceId)) !== opened.meansEpoch

/** A pass ends when its person comes of age, and with the means among which it opened. */
const endInTime = (parts: EntryParts): Passes => ({
  ...parts.passes,
  get: async (secret) => {
    const pass = await parts.passes.get(secret)
    if ((await isOfParent(parts, pass)) || (await isOfDroppedMeans(parts, pass))) throw ended()
    return pass
  },
})

const createWay = (parts: EntryParts): Entries => ({
  proveByCode: createProveByCode(parts),
  proveByPivot: createProveByPivot(parts),
  find: async (secret) => viewOf(parts, await parts.passes.get(secret)),
  ...createContactChoice(parts),
  ...createRecovering(parts),
  open: createOpen(parts),
  refuse: createRefuse(parts),
  proof: async (secret) => parts.proofOf((await firstEntry(parts, secret)).personId),
  end: (secret) => parts.passes.end(secret),
  requestCode: createRequestCode(parts),
  sweep: () => parts.passes.sweep(),
})

/** Builds the way to the opening. */
export const createEntries = (parts: EntryParts): Entries => createWay({ ...parts, passes: endInTime(parts) })
