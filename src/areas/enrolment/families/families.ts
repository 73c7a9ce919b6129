import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { personName } from '../../identity/index.ts'
import { proofOf } from '../life/proof-of.ts'
import { statesBefore } from '../life/rules.ts'
import type { LifeStep } from '../life/types.ts'
import type { RegisterPerson } from '../register/types.ts'
import { queueFollowing } from '../register/representatives/queue-following.ts'
import { followRepresentatives } from './follow-representatives.ts'
import { listTied, requireTied, stepFor, type FamilyParts, type Tied } from './family-parts.ts'
import { createRepresenting } from './represent.ts'
import { createParentRequests, standingsOf } from './parent-requests.ts'
import { mayInvite, type ParentRequest } from './rules.ts'
import { selectSent } from './store.ts'
import type { Child, Families } from './types.ts'

const standingOf = ({ state, activatedAt }: RegisterPerson): Child['standing'] => {
  if (state === 'open' || state === 'suspended') return activatedAt === null ? 'to-open' : 'open'
  if (state === 'opposed' || state === 'legacy-opposed') return 'opposed'
  return state === 'closed' || state === 'erasing' || state === 'erased' ? 'closed' : 'to-open'
}

/** Writes down what a parent says of a representation, in the parent's own name. */
const say = (
  parts: FamilyParts,
  { visitor }: LifeStep,
  { tie, state }: Pick<Tied, 'tie'> & { state: 'certified' | 'set-aside' },
): Promise<void> =>
  parts.database.transaction(async (connection) => {
    await parts.register.setRepresentation(connection, tie, { state, by: visitor.actor })
    await queueFollowing(connection, new Date(parts.now()), tie.personId)
  })

/** The statement first: nothing opens on one that was not written down. Law: rules ENR-23. */
const openOne = async (parts: FamilyParts, parent: Visitor, { person, tie }: Tied): Promise<void> => {
  const step = stepFor(parent, person.id)
  await say(parts, step, { tie, state: 'certified' })
  await parts.lives.activate({
    ...step,
    // The child's letter has done what it was sent for.
    beside: async (connection) => {
      await parts.codes.use(connection, person.id)
      await queueFollowing(connection, new Date(parts.now()), person.id)
    },
  })
  await followRepresentatives(parts, step.visitor, person.id)
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

const childOf = async (
  parts: FamilyParts,
  parent: RegisterPerson,
  { person, tie, sent }: Tied & { sent: readonly ParentRequest[] },
): Promise<Child> => {
  const { traits } = await parts.register.openPerson(person)
  const { minorUntil } = person
  const about = { child: person, inviter: parent, tie }
  const requests = standingsOf(parts, sent, { person, tie, parent })
  const isNear = minorUntil !== null && minorUntil <= parts.announcedUntil()
  return {
    personId: person.id,
    name: personName(traits),
    birthDate: traits.birthDate,
    state: person.state,
    standing: standingOf(person),
    certified: tie.state === 'certified',
    refusable: statesBefore('opposed').includes(person.state),
    invited: tie.source === 'invited',
    invitable: mayInvite(about, parts.today()) && !requests.some(({ standing }) => standing === 'waiting'),
    requests,
    ...openingOf(parts, person),
    ...(isNear ? { decidesFrom: minorUntil } : {}),
  }
}

/** Builds families over the register and the life of spaces. */
export const createFamilies = (parts: FamilyParts): Families => ({
  ...createParentRequests(parts),
  ...createRepresenting(parts),
  listChildren: async (spaceId) => {
    const parent = await parts.register.findPersonBySpace(spaceId)
    if (parent === undefined) return []
    const [tied, sent] = await Promise.all([listTied(parts, parent), selectSent(parts.database, parent.id)])
    const children = await Promise.all(tied.map((one) => childOf(parts, parent, { ...one, sent })))
    return children.toSorted((a, b) => a.birthDate.localeCompare(b.birthDate)).slice(0, parts.profilesShown())
  },
  hasChildToOpen: async (spaceId) => {
    const parent = await parts.register.findPersonBySpace(spaceId)
    const tied = parent === undefined ? [] : await listTied(parts, parent)
    return tied.some(({ person }) => standingOf(person) === 'to-open')
  },
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
    const step = stepFor(parent, personId)
    await say(parts, step, { tie, state: 'set-aside' })
    await followRepresentatives(parts, step.visitor, personId)
  },
})
