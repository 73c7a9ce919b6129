import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { displayName, insText, personName } from '../../identity/index.ts'
import { selectIdentifiers } from '../corrections/person-rows/store.ts'
import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import type { RegisterPerson } from '../register/types.ts'
import { queueFollowing } from '../register/representatives/queue-following.ts'
import { followRepresentatives } from './follow-representatives.ts'
import { requireTied, stepFor, type FamilyParts, type Tied } from './family-parts.ts'
import {
  fittingTexts,
  invitedText,
  mayInvite,
  requestStanding,
  type AboutRequest,
  type ParentRequest,
} from './rules.ts'
import { deleteRequest, forgetNamed, insertRequest, selectNaming, selectSent, settleRequest } from './store.ts'
import type { ParentRequests, ReceivedRequest, TypedParent } from './types.ts'

const aDay = 86_400

/** Writes what happened with a request into the enrolment of the child and of the parent who did it, in that parent's name. */
const note = async (
  { register }: FamilyParts,
  connection: Connection,
  { parent, spaceIds, kind }: { parent: Visitor; spaceIds: readonly (string | null)[]; kind: string },
): Promise<void> => {
  const by = { kind: 'representative', id: parent.actor.id }
  for (const spaceId of spaceIds)
    if (spaceId !== null) await register.note(connection, spaceId, { kind, channel: 'online', by })
}

/** The keyed hashes under which a request names somebody; none of whom nothing is kept any more. */
const hashesOf = async (parts: FamilyParts, person: RegisterPerson): Promise<Buffer[]> => {
  if (person.sealed === null) return []
  const numbers = await selectIdentifiers(parts.database, person.id)
  const { traits } = await parts.register.openPerson(person)
  const texts = fittingTexts(
    numbers.map(({ hash }) => hash),
    traits,
  )
  return texts.map((text) => parts.keys.lookupHash(text))
}

/**
 * What the inviter may know: that it is themselves, or somebody who acts for the child already. Trust: nobody else is looked for, so
 * that nothing tells who is insured.
 */
const requireOther = async (
  parts: FamilyParts,
  { person, parent }: Tied & { parent: RegisterPerson },
  typed: Buffer,
) => {
  const isNamed = async (one: RegisterPerson): Promise<boolean> =>
    (await hashesOf(parts, one)).some((hash) => hash.equals(typed))
  if (await isNamed(parent)) throw new Problem('incorrect', 'parent-is-oneself', { details: { field: 'ins' } })
  for (const tie of await parts.register.listRepresentatives(person.id)) {
    const one = mayActFor(tie, person, parts.today())
      ? await parts.register.findPerson(tie.representativeId)
      : undefined
    if (one !== undefined && !isOutOfReach(one.state) && (await isNamed(one)))
      throw new Problem('incorrect', 'parent-acts-already', { details: { field: 'ins' } })
  }
}

const aboutOf = async ({ register }: FamilyParts, request: ParentRequest): Promise<AboutRequest | undefined> => {
  const [child, inviter] = await Promise.all([request.personId, request.inviterId].map((id) => register.findPerson(id)))
  if (child === undefined || inviter === undefined) return undefined
  const ties = await register.listRepresentatives(child.id)
  return { child, inviter, tie: ties.find(({ representativeId }) => representativeId === inviter.id) }
}

/** Where the requests of a parent for one child stand, the newest first. */
export const standingsOf = (
  parts: FamilyParts,
  sent: readonly ParentRequest[],
  { person, tie, parent }: Tied & { parent: RegisterPerson },
) => {
  const clock = { now: parts.now(), today: parts.today() }
  const about = { child: person, inviter: parent, tie }
  return sent
    .filter(({ personId }) => personId === person.id)
    .map((request) => ({ ...request, standing: requestStanding(request, about, clock) }))
}

const hashTyped = ({ keys }: FamilyParts, { ins, ...typed }: TypedParent): Buffer =>
  keys.lookupHash(invitedText(keys.lookupHash(insText(ins)).toString('hex'), typed))

const inviteParent = async (
  parts: FamilyParts,
  parent: Visitor,
  { spaceId, personId, typed }: { spaceId: string; personId: string; typed: TypedParent },
): Promise<void> => {
  const tied = await requireTied(parts, spaceId, personId)
  if (!mayInvite({ child: tied.person, inviter: tied.parent, tie: tied.tie }, parts.today()))
    throw new Problem('absent', 'child-unknown')
  const limit = { count: parts.requestsADay(), seconds: aDay }
  await parts.attempts.require({ bucket: 'parent-request', subject: tied.parent.id }, limit)
  const traitsHash = hashTyped(parts, typed)
  await requireOther(parts, tied, traitsHash)
  const sent = standingsOf(parts, await selectSent(parts.database, tied.parent.id), tied)
  const ended = sent.filter(({ standing }) => standing === 'ended').map(({ id }) => id)
  const askedAt = parts.now()
  const id = timeOrderedId(Date.parse(askedAt))
  const request = { id, personId, inviterId: tied.parent.id, traitsHash, askedAt, endsAt: parts.requestEndsAt() }
  await parts.database.transaction(async (connection) => {
    if (!(await insertRequest(connection, request, ended))) throw new Problem('conflict', 'parent-request-waits')
    const spaceIds = [tied.person.spaceId, spaceId]
    await note(parts, connection, { parent, spaceIds, kind: 'representation-asked' })
  })
}

interface Received {
  request: ParentRequest
  child: RegisterPerson
  inviter: RegisterPerson
}

/** The requests that name whoever has a space and that wait. `person`: who that is. */
const findReceived = async (
  parts: FamilyParts,
  spaceId: string,
): Promise<{ person: RegisterPerson | undefined; received: Received[] }> => {
  const person = await parts.register.findPersonBySpace(spaceId)
  if (person?.state !== 'open') return { person, received: [] }
  const naming = await selectNaming(parts.database, await hashesOf(parts, person))
  const clock = { now: parts.now(), today: parts.today() }
  const found = await Promise.all(naming.map(async (request) => ({ request, about: await aboutOf(parts, request) })))
  const received = found.flatMap(({ request, about }) =>
    about && requestStanding(request, about, clock) === 'waiting'
      ? [{ request, child: about.child, inviter: about.inviter }]
      : [],
  )
  return { person, received }
}

const requireReceived = async (parts: FamilyParts, spaceId: string, id: string) => {
  const { person, received } = await findReceived(parts, spaceId)
  const one = received.find(({ request }) => request.id === id)
  if (person === undefined || one === undefined) throw new Problem('absent', 'parent-request-unknown')
  return { ...one, person }
}

const shownOf = async ({ register }: FamilyParts, { request, child, inviter }: Received): Promise<ReceivedRequest> => {
  const [ofChild, ofInviter] = await Promise.all([register.openPerson(child), register.openPerson(inviter)])
  const { id, askedAt, endsAt } = request
  const childName = displayName(ofChild.traits.birthGiven[0] ?? '', '')
  return { id, askedAt, endsAt, childName, inviterName: personName(ofInviter.traits) }
}

/** Answers a request in one transaction: of two answers, and of an answer and a withdrawal, one holds. */
const answer = async (
  parts: FamilyParts,
  parent: Visitor,
  { spaceId, id, state }: { spaceId: string; id: string; state: 'accepted' | 'refused' },
): Promise<void> => {
  const { child, person } = await requireReceived(parts, spaceId, id)
  const { visitor } = stepFor(parent, child.id)
  await parts.database.transaction(async (connection) => {
    if (!(await settleRequest(connection, id, { state, at: parts.now() })))
      throw new Problem('absent', 'parent-request-unknown')
    const tie = { personId: child.id, representativeId: person.id }
    if (state === 'accepted') await parts.register.addInvited(connection, tie, visitor.actor)
    await note(parts, connection, { parent, spaceIds: [child.spaceId, spaceId], kind: `representation-${state}` })
    if (state === 'accepted') await queueFollowing(connection, new Date(parts.now()), child.id)
  })
  if (state === 'accepted') await followRepresentatives(parts, visitor, child.id)
}

/** Builds the requests of one parent to the other over the register. Rules: ENR-26. */
export const createParentRequests = (parts: FamilyParts): ParentRequests => ({
  inviteParent: async (parent, spaceId, { stated, ...request }) => {
    if (!stated) throw new Problem('incorrect', 'parent-not-stated', { details: { field: 'statement' } })
    await inviteParent(parts, parent, { spaceId, ...request })
  },
  withdrawRequest: async (parent, spaceId, personId) => {
    const tied = await requireTied(parts, spaceId, personId)
    const sent = standingsOf(parts, await selectSent(parts.database, tied.parent.id), tied)
    const id = sent.find(({ standing }) => standing === 'waiting')?.id
    await parts.database.transaction(async (connection) => {
      if (id === undefined || !(await deleteRequest(connection, id)))
        throw new Problem('absent', 'parent-request-unknown')
      const spaceIds = [tied.person.spaceId, spaceId]
      await note(parts, connection, { parent, spaceIds, kind: 'representation-withdrawn' })
    })
  },
  listReceived: async (spaceId) => {
    const { received } = await findReceived(parts, spaceId)
    return Promise.all(received.map((one) => shownOf(parts, one)))
  },
  acceptRequest: async (parent, spaceId, { id, stated }) => {
    await requireReceived(parts, spaceId, id)
    if (!stated) throw new Problem('incorrect', 'representation-not-stated', { details: { field: 'statement' } })
    await answer(parts, parent, { spaceId, id, state: 'accepted' })
  },
  refuseRequest: (parent, spaceId, id) => answer(parts, parent, { spaceId, id, state: 'refused' }),
  sweepRequests: () => forgetNamed(parts.database, parts.now()),
})
