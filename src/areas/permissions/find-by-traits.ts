import { randomId } from '../../platform/ids.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import type { Permissions } from './types.ts'

const { limits } = enteringParameters

/**
 * A professional says all the traits of the person in front of them, as their identity papers have them. Tries are counted, right or
 * wrong; somebody unknown, several of one name and a record that is not theirs are one answer in the same steps: a name cannot be
 * tried out to learn who has a space.
 */
export const createFindByTraits =
  ({
    door,
    attempts,
    findSpaceByPivot,
  }: Pick<PermissionsParts, 'door' | 'attempts' | 'findSpaceByPivot'>): Permissions['findByTraits'] =>
  async (visitor, { traits, source }) => {
    await attempts.requireAll([
      [{ bucket: 'traits-professional', subject: visitor.actor.id }, limits.traitsPerProfessional],
      [{ bucket: 'traits-source', subject: source }, limits.traitsPerSource],
    ])
    const space = { spaceId: (await findSpaceByPivot(traits)) ?? randomId() }
    const visit = { ...visitor, space, act: 'read-identity' } as const
    return (await door.glance(visit, async ({ spaceId }) => ({ spaceId }))).value
  }
