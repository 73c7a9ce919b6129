import { plainName, type Traits } from '../../identity/index.ts'
import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import type { RegisterPerson, Representation } from '../register/types.ts'
import type { RequestStanding, TypedParent } from './types.ts'

/** A request as it is kept: never whom it names. Instants are ISO 8601. */
export interface ParentRequest {
  id: string
  personId: string
  inviterId: string
  state: 'waiting' | 'accepted' | 'refused'
  askedAt: string
  endsAt: string
  settledAt: string | null
}

/** The text whose keyed hash stands for a parent who is invited. `numberHash`: keyed hash of their number, hexadecimal. */
export const invitedText = (
  numberHash: string,
  { birthFamily, birthGiven, birthDate }: Omit<TypedParent, 'ins'>,
): string => ['invited', numberHash, plainName(birthFamily), plainName(birthGiven), birthDate].join('|')

/** Every such text that fits somebody: each number they ever had, and their first names as far as somebody knows them. */
export const fittingTexts = (numberHashes: readonly string[], traits: Traits): string[] =>
  numberHashes.flatMap((numberHash) =>
    traits.birthGiven.map((_, last) =>
      invitedText(numberHash, { ...traits, birthGiven: traits.birthGiven.slice(0, last + 1).join(' ') }),
    ),
  )

/** Whose request it is, and for whom. */
export interface AboutRequest {
  child: RegisterPerson
  inviter: RegisterPerson
  /** of the inviter to the child; none when it is gone */
  tie: Representation | undefined
}

/**
 * Whether a parent may ask for a child: only one whom the register names, from an open space of their own, once they stated their
 * representation and entered the child's space. Who was invited invites nobody (decision 0017).
 */
export const mayInvite = ({ child, inviter, tie }: AboutRequest, today: string): boolean =>
  tie !== undefined &&
  tie.kind === 'parent' &&
  tie.state === 'certified' &&
  tie.source === 'register' &&
  mayActFor(tie, child, today) &&
  [child, inviter].every(({ state, activatedAt }) => state === 'open' && activatedAt !== null)

/**
 * Where a request stands. It ends on its date, at majority, when the inviter represents the child no more, and with every change of
 * standing of either space: closed and reopened, it does not come back.
 */
export const requestStanding = (
  { state, askedAt, endsAt }: ParentRequest,
  about: AboutRequest,
  { now, today }: { now: string; today: string },
): RequestStanding => {
  if (state !== 'waiting') return state
  const stoodSince = [about.child, about.inviter].every(
    ({ stateSince }) => Date.parse(stateSince) <= Date.parse(askedAt),
  )
  return stoodSince && Date.parse(now) < Date.parse(endsAt) && mayInvite(about, today) ? 'waiting' : 'ended'
}

/** A tie that lets a representative into a person's space, as a day and not yet as an instant. */
export interface RepresentativeTie {
  partyId: string
  kind: 'representative'
  /** the day of majority (YYYY-MM-DD); none for who represents a protected adult */
  until?: string
}

/**
 * The tie that a representation gives in the represented person's space: to a parent who stated it, to a guardian on the register's
 * word, from an open space of their own and as long as they may act. Law: Code civil 371-1, 496; rules ENR-23, DEL-9.
 */
export const representativeTie = (
  { person, representative, tie }: { person: RegisterPerson; representative: RegisterPerson; tie: Representation },
  today: string,
): RepresentativeTie | undefined => {
  const isStated = tie.state === 'certified' || tie.kind === 'guardian'
  const partyId = representative.state === 'open' ? representative.spaceId : null
  if (!isStated || partyId === null || isOutOfReach(person.state) || !mayActFor(tie, person, today)) return undefined
  const isLasting = tie.kind === 'guardian' && person.protected
  return {
    partyId,
    kind: 'representative',
    ...(isLasting || person.minorUntil === null ? {} : { until: person.minorUntil }),
  }
}
