import type { Opened } from '../../access/door-opened.ts'
import { lasts, type PermissionRow } from '../../access/policy.ts'
import type { Visit } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import { readShareCode } from './rules.ts'
import { shareIdOf } from './share-id.ts'
import { deleteShareCode } from './store.ts'
import type { Permissions } from './types.ts'

const { limits, length } = enteringParameters

/** What the code stands for. Trust: the directory leads here, and the sealed rows alone say what it opens. */
const findShare = ({ standing }: Opened, shareId: string, now: Date): PermissionRow | undefined =>
  standing.policy.permissions?.find(({ id, partyId, until }) => id === shareId && partyId === null && lasts(until, now))

interface Entering {
  id: string
  shareId: string
  partyId: string
  now: Date
  /** how many professionals may enter by one code */
  uses: number
}

const enter = async (opened: Opened, { id, shareId, partyId, now, uses }: Entering): Promise<void> => {
  const share = findShare(opened, shareId, now) ?? opened.refuse('no-relation')
  const users = (opened.standing.policy.permissions ?? []).filter(({ sharedBy }) => sharedBy === shareId)
  if (users.some((user) => user.partyId === partyId)) return
  const { typeCodes, documentIds, until } = share
  await opened.addPermissions([
    { id, partyId, sharedBy: shareId, evidence: 'share-code', typeCodes, documentIds, until },
  ])
  // Used up, it leads nowhere: as one that never was, in the same steps.
  if (users.length + 1 >= uses)
    await opened.alongside((connection) => deleteShareCode(connection, { id: shareId, spaceId: opened.spaceId }))
}

/**
 * A professional says a share code: what it shows is theirs, with its end. Tries are counted by professional and by source, right or
 * wrong; a code cannot be guessed one by one. Law: L.1111-13-1; rules ACC-32.
 */
export const createEnterShareCode =
  (
    parts: Pick<PermissionsParts, 'door' | 'keys' | 'clock' | 'attempts' | 'parameters'>,
  ): Permissions['enterShareCode'] =>
  async (visitor, { typed, source }) => {
    const code = readShareCode(typed, enteringParameters)
    if (code === undefined) throw new Problem('incorrect', 'share-code-unreadable', { details: { length } })
    const { actor } = visitor
    await parts.attempts.requireAll([
      [{ bucket: 'share-code-professional', subject: actor.id }, limits.codePerProfessional],
      [{ bucket: 'share-code-source', subject: source }, limits.codePerSource],
    ])
    const now = parts.clock.now()
    const at = now.toISOString()
    const [id, shareId] = [randomId(), shareIdOf(parts.keys, code)]
    const access = { id, sharedBy: shareId, evidence: 'share-code' } as const
    const visit: Visit = { ...visitor, space: { shareId, at }, act: 'enter-share-code', partyId: actor.id, access }
    const uses = parts.parameters.parameterAt('shareCodeUses', at)
    const { value } = await parts.door.open(visit, async (opened) => {
      await enter(opened, { id, shareId, partyId: actor.id, now, uses })
      return { spaceId: opened.spaceId }
    })
    return value
  }
