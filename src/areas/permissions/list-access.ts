import type { Door } from '../../access/door.ts'
import type { Directory } from '../identity/index.ts'
import type { AccessLine, Permissions } from './types.ts'

interface Tie {
  partyId: string
  relations: AccessLine['relations']
  since: string
}

const merge = (rows: readonly (readonly [string, AccessLine['relations'][number], string])[]): Map<string, Tie> => {
  const ties = new Map<string, Tie>()
  for (const [partyId, kind, since] of rows) {
    const tie = ties.get(partyId)
    if (tie) tie.relations.push(kind)
    else ties.set(partyId, { partyId, relations: [kind], since })
  }
  return ties
}

/** Who can enter a space, by name: everyone with a tie and everyone blocked. For the holder. */
export const createListAccess =
  (parts: { door: Door; directory: Pick<Directory, 'findParties'> }): Permissions['listAccess'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value: policy } = await parts.door.glance(visit, async ({ standing }) => standing.policy)
    const blocks = new Map(policy.blocks)
    const ties = merge(policy.relations)
    for (const [partyId, since] of policy.blocks) {
      if (!ties.has(partyId)) ties.set(partyId, { partyId, relations: [], since })
    }
    const parties = await parts.directory.findParties([...ties.keys()])
    return [...ties.values()].map((tie) => {
      const { kind: _kind, id: _id, name = tie.partyId, ...named } = parties.get(tie.partyId) ?? {}
      return { ...tie, ...named, name, blocked: blocks.has(tie.partyId) }
    })
  }
