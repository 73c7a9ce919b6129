import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Keys } from '../../../keys/keys.ts'
import type { Attempts } from '../../../platform/attempts.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Codes } from '../codes/codes.ts'
import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import type { LifeStep, Lives } from '../life/types.ts'
import type { Register } from '../register/register.ts'
import type { RegisterPerson, Representation } from '../register/types.ts'

/** What families ask of the clock and of the parameters in force. */
export interface FamilyTimes {
  /** an ISO instant */
  now(): string
  /** today (YYYY-MM-DD) by the civil clock */
  today(): string
  /** the day (YYYY-MM-DD) of an instant by the civil clock */
  dayOf(instant: string): string
  /** the first instant (ISO) of a day (YYYY-MM-DD) by the civil clock */
  startOf(day: string): string
  /** the day (YYYY-MM-DD) up to which a majority is announced by now */
  announcedUntil(): string
  /** how many profiles an account shows (rules ENR-27) */
  profilesShown(): number
  /** when a request to the other parent ends that is sent now (ISO), and how many a parent may send in a day (rules ENR-26) */
  requestEndsAt(): string
  requestsADay(): number
}

/** What families are built from. */
export interface FamilyParts extends FamilyTimes {
  database: Database
  door: Pick<Door, 'open'>
  register: Register
  lives: Pick<Lives, 'activate' | 'oppose'>
  codes: Pick<Codes, 'use'>
  attempts: Pick<Attempts, 'require'>
  keys: Pick<Keys, 'lookupHash'>
}

/** A child and what ties a parent to them. */
export interface Tied {
  person: RegisterPerson
  tie: Representation
}

/** Those for whom somebody acts today: as a parent, for children, or by a measure of protection. */
export const listTied = async (
  { register, today }: FamilyParts,
  parent: RegisterPerson,
  as: 'parent' | 'guardian' = 'parent',
): Promise<Tied[]> => {
  const ties = (await register.listRepresented(parent.id)).filter(({ kind }) => kind === as)
  const persons = await Promise.all(ties.map(async (tie) => ({ tie, person: await register.findPerson(tie.personId) })))
  return persons.flatMap(({ tie, person }) => {
    const isOurs = person !== undefined && mayActFor(tie, person, today()) && !isOutOfReach(person.state)
    return isOurs ? [{ tie, person }] : []
  })
}

/** Whoever the holder of a space represents in one of these ways, and that holder; Problem `absent`, `child-unknown`. */
export const requireRepresented = async (
  parts: FamilyParts,
  { spaceId, personId }: { spaceId: string; personId: string },
  as: readonly ('parent' | 'guardian')[],
): Promise<Tied & { parent: RegisterPerson }> => {
  const parent = await parts.register.findPersonBySpace(spaceId)
  const all = parent === undefined ? [] : await Promise.all(as.map((kind) => listTied(parts, parent, kind)))
  const tied = all.flat().find(({ person }) => person.id === personId)
  if (parent === undefined || tied === undefined) throw new Problem('absent', 'child-unknown')
  return { ...tied, parent }
}

/** A child of whoever has a space, and that parent; Problem `absent`, `child-unknown`. */
export const requireTied = (parts: FamilyParts, spaceId: string, personId: string) =>
  requireRepresented(parts, { spaceId, personId }, ['parent'])

/** A parent stands before the child's space as who they are: in the child's name, never as the child. */
export const stepFor = ({ actor, ...visitor }: Visitor, personId: string): LifeStep => ({
  personId,
  visitor: { ...visitor, actor: { kind: 'representative', id: actor.id, name: actor.name } },
  channel: 'online',
})
