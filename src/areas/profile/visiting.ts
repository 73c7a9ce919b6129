import type { Opened } from '../../access/door-opened.ts'
import type { SpaceAddress, Visitor } from '../../access/types.ts'
import { createVisitingApart, type Guard } from '../../access/visit-apart.ts'
import type { ProfileParts } from './profile-parts.ts'

/** One change of a profile, behind one entry. */
export type Visiting = <T>(
  visitor: Visitor,
  at: ChangedAt,
  change: (opened: Opened, guard: Guard) => Promise<T>,
) => Promise<T>

/** Where something changes, and whether it is a minor's secret: then no chain that their parents read tells of it. */
export interface ChangedAt {
  space: SpaceAddress
  isSecret?: boolean
}

/** Makes the visits that change a profile. */
export const createVisiting = ({ door }: ProfileParts): Visiting => {
  const visiting = createVisitingApart(door)
  return (visitor, { space, isSecret }, change) => {
    const visit = { ...visitor, space, act: 'change-profile' } as const
    return visiting(isSecret ? { ...visit, audience: 'hidden-from-representatives' } : visit, change)
  }
}
