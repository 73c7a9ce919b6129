import { foundSpace } from '../../../access/found-space.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { randomId } from '../../../platform/ids.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import { selectIdentifiers } from '../corrections/person-rows/store.ts'
import type { EntryWay, RegisterPerson } from '../register/types.ts'
import {
  prepareStep,
  recordStep,
  requireOwnName,
  takeOnSpace,
  visitorOn,
  type LifeParts,
  type Taking,
} from './take-step.ts'
import { clockVisitor } from './clock-visitor.ts'
import type { FoundingFacts, LifeStep } from './types.ts'

interface Founding {
  person: RegisterPerson
  spaceId: string
  state: 'waiting' | 'open'
  visitor: Visitor
  facts?: FoundingFacts
}

/** Founds the space of a person inside the caller's transaction: keys, head, first entry, identity. */
const found = async (
  parts: LifeParts,
  connection: Connection,
  { person, spaceId, state, visitor, facts = {} }: Founding,
): Promise<void> => {
  const { ins, traits, contact } = await parts.register.openPerson(person)
  const known = { spaceId, ins, traits, contact, otherSpellings: facts.otherSpellings ?? [] }
  const [identifiers] = await Promise.all([
    // Former identifiers, and those of somebody who was merged into this person, lead here as well.
    selectIdentifiers(connection, person.id),
    foundSpace(connection, parts.keys, {
      spaceId,
      visitor,
      relations: facts.ties ?? [],
      state,
      beside: (spaceKeys) => parts.persons.storePerson(connection, known, spaceKeys),
    }),
  ])
  await parts.persons.leadToSpace(
    connection,
    spaceId,
    identifiers.map(({ hash }) => Buffer.from(hash, 'hex')),
  )
}

/** Opens the space that deposits waited in, or founds an open one. Gives its id. */
export const openNow = async (parts: LifeParts, taking: Taking, facts?: FoundingFacts): Promise<string> => {
  const { person } = taking
  // A space whose head is closed is a mistake of ours: the register alone says who has one.
  if (person.spaceId !== null) {
    const { spaceId } = person
    await takeOnSpace(parts, { ...taking, spaceId, act: 'open-space' }, async (opened) => {
      await opened.changeState('open')
      if (facts?.ties && facts.ties.length > 0) await opened.addRelations(facts.ties)
    })
    return spaceId
  }
  requireOwnName(taking)
  const spaceId = randomId()
  await parts.database.transaction(async (connection) => {
    const visitor = visitorOn(taking, spaceId)
    const founding = { person, spaceId, state: 'open', visitor, ...(facts ? { facts } : {}) } as const
    // Sent together; a step that somebody else took first undoes the founding with everything.
    await Promise.all([
      recordStep(parts, connection, { ...taking, change: { ...taking.change, spaceId } }),
      found(parts, connection, founding),
    ])
  })
  return spaceId
}

/** Opens a space. Law: R.1111-28. */
export const createOpenSpace =
  (parts: LifeParts) =>
  async (step: LifeStep, facts?: FoundingFacts): Promise<string> =>
    openNow(parts, await prepareStep(parts, 'opened', step), facts)

const entryWayOf = ({ visitor, provenBy }: LifeStep): EntryWay | null =>
  visitor.actor.kind === 'representative' ? 'representative' : (provenBy ?? null)

/** The holder's first own entry: opens the space when it is not open yet, and dates the entry. */
export const createActivateSpace =
  (parts: LifeParts) =>
  async (step: LifeStep, facts?: FoundingFacts): Promise<string> => {
    const before = await parts.register.findPerson(step.personId)
    // What comes with the entry is written with the entry, not with the opening before it.
    const { beside: _later, ...opening } = step
    if (before?.state !== 'open') await createOpenSpace(parts)(opening, facts)
    const taking = await prepareStep(parts, 'activated', step)
    const { spaceId, activatedAt, enteredBy } = taking.person
    if (spaceId === null) throw new Error('an open enrolment without a space')
    // A new adult's first entry takes the place of the one that was made for them as a child.
    const isOwnFirst = enteredBy === 'representative' && step.visitor.actor.kind === 'holder'
    if (activatedAt !== null && !isOwnFirst) return spaceId
    const change = { ...taking.change, enteredBy: entryWayOf(step) }
    await takeOnSpace(parts, { ...taking, change, spaceId, act: 'activate-space' }, async () => {})
    return spaceId
  }

/** States in which something that arrives waits for the opening. */
const awaiting: readonly RegisterPerson['state'][] = ['noticed', 'legacy-opposed']

const foundWaiting = async (parts: LifeParts, person: RegisterPerson): Promise<void> => {
  const spaceId = randomId()
  await parts.database.transaction(async (connection) => {
    const event = { kind: 'waiting', channel: 'clock', by: { kind: 'system', id: 'enrolment' } }
    const expected = { expectState: person.state, expectVersion: person.version }
    const step = { ...expected, change: { spaceId, event } }
    if (!(await parts.register.transition(connection, person.id, step))) return
    await found(parts, connection, { person, spaceId, state: 'waiting', visitor: clockVisitor })
  })
}

/**
 * Founds the space in which deposits wait, for somebody whose opening is awaited and who has none yet. It has a key of its own, which
 * an opposition destroys. Of two deposits that come at once one founds it; the other finds it.
 */
export const createAwaitDeposits =
  (parts: LifeParts) =>
  async (ins: Identifier): Promise<void> => {
    const person = await parts.register.findPersonByIns(ins)
    if (person === undefined || person.spaceId !== null || !awaiting.includes(person.state)) return
    await foundWaiting(parts, person)
  }

/**
 * The same for what the operator brings, an older record or documents of a corrected identity: it may also come before the person
 * was told of anything. Nothing where there is a space, or where the person has left.
 */
export const createPrepareSpace =
  (parts: LifeParts) =>
  async (personId: string): Promise<void> => {
    const person = await parts.register.findPerson(personId)
    if (person === undefined || person.spaceId !== null) return
    if (person.state === 'known' || awaiting.includes(person.state)) await foundWaiting(parts, person)
  }
