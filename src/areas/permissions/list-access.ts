import type { Opened } from '../../access/door-opened.ts'
import { everybody, lasts, type PolicyRows } from '../../access/policy.ts'
import { authorNamesOf } from '../documents/index.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import type { AccessLine, Permissions } from './types.ts'
import { isLater } from '../../platform/calendar.ts'

type Untils = NonNullable<AccessLine['untils']>
type Tie = Pick<AccessLine, 'partyId' | 'relations' | 'since'> & { untils: Untils }

/** One reason to enter: of whom, which, since and until when. */
type Ground = readonly [partyId: string, kind: AccessLine['relations'][number], since: string, until?: string | null]

/** Every reason to enter that lasts. Permissions to whoever says a code are nobody's yet. */
const lastingGrounds = ({ relations, permissions = [] }: PolicyRows, now: Date): Ground[] => {
  const given = permissions.flatMap(({ partyId, since, until }): Ground[] =>
    partyId === null ? [] : [[partyId, 'permitted', since, until]],
  )
  return [...relations, ...given].filter(([, , , until]) => lasts(until, now))
}

const laterEnd = (known: Tie | undefined, [, kind, , until]: Ground): Untils => {
  const { [kind]: before, ...others } = known?.untils ?? {}
  const isEndless = known?.relations.includes(kind) === true && before === undefined
  if (isEndless || until === null || until === undefined) return others
  return { ...others, [kind]: before !== undefined && isLater(before, until) ? before : until }
}

const merge = (grounds: readonly Ground[]): Map<string, Tie> => {
  const ties = new Map<string, Tie>()
  for (const ground of grounds) {
    const [partyId, kind, since] = ground
    const known = ties.get(partyId)
    const relations = [...new Set([...(known?.relations ?? []), kind])]
    ties.set(partyId, { partyId, relations, untils: laterEnd(known, ground), since: known?.since ?? since })
  }
  return ties
}

const consentOf = ({ permissions = [] }: PolicyRows, clientId: string): string | undefined =>
  permissions.findLast(({ partyId }) => partyId === clientId)?.id

/** The newest documents are enough to name the authors that no register here knows. */
const documentsRead = 200

const namedInDocuments = async (opened: Opened): Promise<Map<string, string>> => {
  const page = { sort: 'created_at', descending: true, limit: documentsRead } as const
  const documents = await opened.vault.listDocuments({ prefilter: opened.prefilter }, page)
  const readable = documents.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  return new Map(readable.flatMap((document) => [...authorNamesOf(document.open())]))
}

/**
 * Who can enter a space, by name: everyone with a tie or a permission that lasts, and everyone blocked by name, paused or not. For the
 * holder, and for whoever arranges with them.
 */
export const createListAccess =
  (parts: Pick<PermissionsParts, 'door' | 'directory' | 'clock'>): Permissions['listAccess'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await parts.door.glance(visit, async (opened) => ({
      policy: opened.standing.policy,
      named: await namedInDocuments(opened),
    }))
    const { policy, named } = value
    const blocks = new Map(policy.blocks.filter(([party]) => party !== everybody))
    const ties = merge(lastingGrounds(policy, parts.clock.now()))
    for (const [partyId, since] of blocks) {
      if (!ties.has(partyId)) ties.set(partyId, { partyId, relations: [], untils: {}, since })
    }
    const parties = await parts.directory.findParties([...ties.keys()])
    return [...ties.values()].map((tie) => {
      const { kind, id: _id, name, ...known } = parties.get(tie.partyId) ?? {}
      const consentId = kind === 'app' ? consentOf(policy, tie.partyId) : undefined
      return {
        ...tie,
        ...known,
        ...(consentId === undefined ? {} : { consentId }),
        name: name ?? named.get(tie.partyId) ?? tie.partyId,
        blocked: blocks.has(tie.partyId),
      }
    })
  }
