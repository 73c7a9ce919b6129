import type { Visitor } from '../../../access/types.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import { personName } from '../../identity/index.ts'
import type { Codes } from '../codes/codes.ts'
import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import { proofOf } from '../life/proof-of.ts'
import { statesBefore } from '../life/rules.ts'
import type { LifeProof, LifeStep, Lives } from '../life/types.ts'
import type { Register } from '../register/register.ts'
import type { RegisterPerson, RegisterState, Representation } from '../register/types.ts'

/** A child on a parent's page. `standing`: what the page says of their space (rules ENR-25). */
export interface Child {
  personId: string
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  /** what a refusal rests on: see `refuseChild` */
  state: RegisterState
  standing: 'to-open' | 'open' | 'opposed' | 'closed'
  /** whether this parent has stated that they represent the child */
  certified: boolean
  /** whether the opening can still be refused */
  refusable: boolean
  /** the day (YYYY-MM-DD) on which the space opens by itself */
  opensOn?: string
  /** the day of majority (YYYY-MM-DD), once it is near */
  decidesFrom?: string
}

/** The children whose spaces a parent opens from their own. Minors have no way in of their own (rules ENR-23 to ENR-28). */
export interface Families {
  /** The children of this account, youngest last; those set aside are not among them. At most as many as profiles are shown. */
  listChildren(spaceId: string): Promise<Child[]>
  /** Whether a child of this account waits for their space to be opened. */
  hasChildToOpen(spaceId: string): Promise<boolean>
  /**
   * Opens the spaces of children, each with the parent's statement that they represent the child by law. All fail with Problem
   * `incorrect`, `representation-not-stated` without it; a child that is not this account's is `absent`, `child-unknown`.
   */
  openChildren(
    parent: Visitor,
    spaceId: string,
    chosen: { personIds: readonly string[]; stated: boolean },
  ): Promise<void>
  /**
   * Refuses the opening for a child. `from` is the state that the parent saw: a form sent twice must not become the second refusal
   * that ends an older record (rules ENR-6). Problem `conflict`, `enrolment-wrong-moment` when it is another by now.
   */
  refuseChild(parent: Visitor, spaceId: string, child: { personId: string; from: string }): Promise<void>
  /** The proof of a refusal for a child of this account; Problem `absent`, `proof-missing` where nobody refused. */
  proofOfRefusal(spaceId: string, personId: string): Promise<LifeProof>
  /** "Not mine": the child is set aside for this account, and opens by nobody's tick here. Rules: ENR-24. */
  setAside(parent: Visitor, spaceId: string, personId: string): Promise<void>
}

/** What families are built from. */
export interface FamilyParts {
  database: Database
  register: Register
  lives: Pick<Lives, 'activate' | 'oppose'>
  codes: Pick<Codes, 'use'>
  /** today (YYYY-MM-DD) by the civil clock */
  today(): string
  /** the day (YYYY-MM-DD) of an instant by the civil clock */
  dayOf(instant: string): string
  /** the day (YYYY-MM-DD) up to which a majority is announced by now */
  announcedUntil(): string
  /** how many profiles an account shows (rules ENR-27) */
  profilesShown(): number
}

interface Tied {
  person: RegisterPerson
  tie: Representation
}

const standingOf = ({ state, activatedAt }: RegisterPerson): Child['standing'] => {
  if (state === 'open' || state === 'suspended') return activatedAt === null ? 'to-open' : 'open'
  if (state === 'opposed' || state === 'legacy-opposed') return 'opposed'
  return state === 'closed' || state === 'erasing' || state === 'erased' ? 'closed' : 'to-open'
}

const listTied = async ({ register, today }: FamilyParts, spaceId: string): Promise<Tied[]> => {
  const parent = await register.findPersonBySpace(spaceId)
  if (parent === undefined) return []
  const ties = (await register.listRepresented(parent.id)).filter(({ kind }) => kind === 'parent')
  const persons = await Promise.all(ties.map(async (tie) => ({ tie, person: await register.findPerson(tie.personId) })))
  return persons.flatMap(({ tie, person }) => {
    const isOurs = person !== undefined && mayActFor(tie, person, today()) && !isOutOfReach(person.state)
    return isOurs ? [{ tie, person }] : []
  })
}

const requireTied = async (parts: FamilyParts, spaceId: string, personId: string): Promise<Tied> => {
  const tied = (await listTied(parts, spaceId)).find(({ person }) => person.id === personId)
  if (tied === undefined) throw new Problem('absent', 'child-unknown')
  return tied
}

/** A parent stands before the child's space as who they are: in the child's name, never as the child. */
const stepFor = ({ actor, ...visitor }: Visitor, personId: string): LifeStep => ({
  personId,
  visitor: { ...visitor, actor: { kind: 'representative', id: actor.id, name: actor.name } },
  channel: 'online',
})

/** Writes down what a parent says of a representation, in the parent's own name. */
const say = (
  parts: FamilyParts,
  { visitor }: LifeStep,
  { tie, state }: Pick<Tied, 'tie'> & { state: 'certified' | 'set-aside' },
): Promise<void> =>
  parts.database.transaction((connection) =>
    parts.register.setRepresentation(connection, tie, { state, by: visitor.actor }),
  )

/** The statement first: nothing opens on one that was not written down. Law: rules ENR-23. */
const openOne = async (parts: FamilyParts, parent: Visitor, { person, tie }: Tied): Promise<void> => {
  const step = stepFor(parent, person.id)
  await say(parts, step, { tie, state: 'certified' })
  await parts.lives.activate({
    ...step,
    // The child's letter has done what it was sent for.
    beside: async (connection) => void (await parts.codes.use(connection, person.id)),
  })
}

/** The opening by itself. Who comes of age before it is asked anew, and has a time of their own (come-of-age.ts). */
const openingOf = (
  { dayOf }: FamilyParts,
  { state, dueKind, dueAt, minorUntil }: RegisterPerson,
): { opensOn?: string } => {
  if (state !== 'noticed' || dueKind !== 'open' || dueAt === null) return {}
  const opensOn = dayOf(dueAt)
  return minorUntil !== null && minorUntil <= opensOn ? {} : { opensOn }
}

const childOf = async (parts: FamilyParts, { person, tie }: Tied): Promise<Child> => {
  const { traits } = await parts.register.openPerson(person)
  const { minorUntil } = person
  const isNear = minorUntil !== null && minorUntil <= parts.announcedUntil()
  return {
    personId: person.id,
    name: personName(traits),
    birthDate: traits.birthDate,
    state: person.state,
    standing: standingOf(person),
    certified: tie.state === 'certified',
    refusable: statesBefore('opposed').includes(person.state),
    ...openingOf(parts, person),
    ...(isNear ? { decidesFrom: minorUntil } : {}),
  }
}

/** Builds families over the register and the life of spaces. */
export const createFamilies = (parts: FamilyParts): Families => ({
  listChildren: async (spaceId) => {
    const tied = await listTied(parts, spaceId)
    const children = await Promise.all(tied.map((one) => childOf(parts, one)))
    return children.toSorted((a, b) => a.birthDate.localeCompare(b.birthDate)).slice(0, parts.profilesShown())
  },
  hasChildToOpen: async (spaceId) =>
    (await listTied(parts, spaceId)).some(({ person }) => standingOf(person) === 'to-open'),
  openChildren: async (parent, spaceId, { personIds, stated }) => {
    if (!stated) throw new Problem('incorrect', 'representation-not-stated', { details: { field: 'statement' } })
    if (personIds.length === 0) throw new Problem('incorrect', 'child-not-chosen', { details: { field: 'children' } })
    const tied = await Promise.all(personIds.map((personId) => requireTied(parts, spaceId, personId)))
    for (const one of tied) await openOne(parts, parent, one)
  },
  refuseChild: async (parent, spaceId, { personId, from }) => {
    const { person } = await requireTied(parts, spaceId, personId)
    if (person.state !== from) throw new Problem('conflict', 'enrolment-wrong-moment')
    await parts.lives.oppose({ ...stepFor(parent, personId), version: person.version })
  },
  proofOfRefusal: async (spaceId, personId) => {
    await requireTied(parts, spaceId, personId)
    const proof = await proofOf(parts.register, personId)
    if (proof.kind !== 'opposition') throw new Problem('absent', 'proof-missing')
    return proof
  },
  setAside: async (parent, spaceId, personId) => {
    const { tie } = await requireTied(parts, spaceId, personId)
    await say(parts, stepFor(parent, personId), { tie, state: 'set-aside' })
  },
})
