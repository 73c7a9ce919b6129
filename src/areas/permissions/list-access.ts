import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { everybody, lasts, type PolicyRows } from '../../access/policy.ts'
import type { Clock } from '../../platform/clock.ts'
import { authorNamesOf } from '../documents/index.ts'
import type { Directory } from '../identity/index.ts'
import type { AccessLine, Permissions } from './types.ts'

interface Tie {
  partyId: string
  relations: AccessLine['relations']
  since: string
}

const merge = (rows: PolicyRows['relations']): Map<string, Tie> => {
  const ties = new Map<string, Tie>()
  for (const [partyId, kind, since] of rows) {
    const tie = ties.get(partyId)
    if (tie) tie.relations.push(kind)
    else ties.set(partyId, { partyId, relations: [kind], since })
  }
  return ties
}

/** The newest documents are enough to name the authors that no register here knows. */
const documentsRead = 200

const namedInDocuments = async (opened: Opened): Promise<Map<string, string>> => {
  const page = { sort: 'created_at', descending: true, limit: documentsRead } as const
  const documents = await opened.vault.listDocuments({ prefilter: opened.prefilter }, page)
  const readable = documents.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  return new Map(readable.flatMap((document) => [...authorNamesOf(document.open())]))
}

/** Who can enter a space, by name: everyone with a tie and everyone blocked by name, paused or not. For the holder. */
export const createListAccess =
  (parts: { door: Door; clock: Clock; directory: Pick<Directory, 'findParties'> }): Permissions['listAccess'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await parts.door.glance(visit, async (opened) => ({
      policy: opened.standing.policy,
      named: await namedInDocuments(opened),
    }))
    const { policy, named } = value
    const blocks = new Map(policy.blocks.filter(([party]) => party !== everybody))
    const now = parts.clock.now()
    const ties = merge(policy.relations.filter(([, , , until]) => lasts(until, now)))
    for (const [partyId, since] of blocks) {
      if (!ties.has(partyId)) ties.set(partyId, { partyId, relations: [], since })
    }
    const parties = await parts.directory.findParties([...ties.keys()])
    return [...ties.values()].map((tie) => {
      const { kind: _kind, id: _id, name, ...known } = parties.get(tie.partyId) ?? {}
      return { ...tie, ...known, name: name ?? named.get(tie.partyId) ?? tie.partyId, blocked: blocks.has(tie.partyId) }
    })
  }
