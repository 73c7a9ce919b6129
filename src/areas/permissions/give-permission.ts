import { randomBytes } from 'node:crypto'
import type { Opened } from '../../access/door-opened.ts'
import { lasts } from '../../access/policy.ts'
import type { GivenAccess, Visit, Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import { endOf, scopeRow, shareCodeFrom } from './rules.ts'
import { shareIdOf } from './share-id.ts'
import { deleteEndedShareCodes, insertShareCode, queueEndNotice } from './store.ts'
import type { Offer, Permissions, Scope } from './types.ts'

type Parts = Pick<PermissionsParts, 'door' | 'clock' | 'parameters'>

/** Problem `conflict` for a party that the holder blocks: a permission would open nothing and seem to. */
export const requireUnblocked = ({ standing }: Opened, partyId: string): void => {
  if (standing.policy.blocks.some(([party]) => party === partyId)) throw new Problem('conflict', 'party-blocked')
}

/** Problem `conflict` where as many permissions last as there may. */
export const requireRoom = ({ standing }: Opened, { clock, parameters }: Parts): void => {
  const now = clock.now()
  const most = parameters.parameterAt('permissionsAtOnce', now.toISOString())
  const lasting = (standing.policy.permissions ?? []).filter(({ until }) => lasts(until, now))
  if (lasting.length >= most) throw new Problem('conflict', 'too-many-permissions', { details: { most } })
}

const requireOwnDocument = async ({ vault, judgeAs }: Opened, scope: Scope): Promise<void> => {
  if (scope.kind !== 'document') return
  const document = await vault.findDocument(scope.documentId)
  const mayRead = document !== undefined && judgeAs({ act: 'read-document' }, document.facts).effect === 'permit'
  if (!mayRead) throw new Problem('absent', 'document-not-open')
}

/** Queues the notice that a permission ended by itself. */
export const tellItsEnd = async ({ alongside, spaceId }: Opened, id: string, until: string | null): Promise<void> => {
  if (until !== null) await alongside((connection) => queueEndNotice(connection, { id, spaceId, until }))
}

interface Giving {
  visitor: Visitor
  spaceId: string
  offer: Offer
  id: string
  partyId: string | null
}

/** The permission of an offer made now, and the visit that gives it. */
const makeGiving = ({ clock, parameters }: Parts, { visitor, spaceId, offer, id, partyId }: Giving) => {
  const now = clock.now()
  const at = now.toISOString()
  const until = endOf(offer.duration, now, {
    shareShortHours: parameters.parameterAt('shareShortHours', at),
    shareDays: parameters.parameterAt('shareDays', at),
    shareLongMonths: parameters.parameterAt('shareLongMonths', at),
  })
  const scope = scopeRow(offer.scope)
  const access: GivenAccess = { id, evidence: 'online', ...scope, until }
  const named = partyId === null ? {} : { partyId }
  const visit: Visit = { ...visitor, space: { spaceId }, act: 'give-permission', ...named, access }
  return { visit, row: { id, partyId, sharedBy: null, evidence: 'online', ...scope, until } as const, at }
}

/**
 * Lets a professional or a facility read what the holder names, for as long as the holder says. It ends by itself. Law: L.1111-13-1,
 * R.1111-46; rules ACC-3, ACC-6, ACC-32; EHDS-7.
 */
export const createGivePermission =
  (parts: Parts & Pick<PermissionsParts, 'directory'>): Permissions['givePermission'] =>
  async (visitor, spaceId, { partyId, ...offer }) => {
    const known = await parts.directory.findParties([partyId])
    // an app comes by its own page, which says what it is
    if (!known.has(partyId) || known.get(partyId)?.kind === 'app') throw new Problem('absent', 'party-unknown')
    const { visit, row } = makeGiving(parts, { visitor, spaceId, offer, id: randomId(), partyId })
    await parts.door.open(visit, async (opened) => {
      requireUnblocked(opened, partyId)
      requireRoom(opened, parts)
      await requireOwnDocument(opened, offer.scope)
      await opened.addPermissions([row])
      await tellItsEnd(opened, row.id, row.until)
    })
    return row.id
  }

/** A code was drawn that stands for something already: once in many lives. The visit is taken back and another is drawn. */
class CodeTaken extends Error {}

const drawings = 3

interface Drawn {
  code: string
  giving: ReturnType<typeof makeGiving>
}

const openToCode = async (
  parts: Parts,
  { giving, code }: Drawn,
  scope: Scope,
): Promise<{ id: string; code: string }> => {
  const { visit, row, at } = giving
  await parts.door.open(visit, async (opened) => {
    const { spaceId } = opened
    requireRoom(opened, parts)
    await requireOwnDocument(opened, scope)
    const leads = await opened.alongside(async (connection) => {
      await deleteEndedShareCodes(connection, spaceId, at)
      return insertShareCode(connection, { id: row.id, spaceId, until: row.until })
    })
    if (!leads) throw new CodeTaken()
    await opened.addPermissions([row])
    await tellItsEnd(opened, row.id, row.until)
  })
  return { id: row.id, code }
}

/** Gives a permission to whoever says a code. Of the code only a keyed hash is kept, as the permission's id. */
export const createShareByCode =
  (parts: Parts & Pick<PermissionsParts, 'keys'>): Permissions['shareByCode'] =>
  async (visitor, spaceId, offer) => {
    for (let drawn = 1; ; drawn += 1) {
      const code = shareCodeFrom(randomBytes(enteringParameters.length * 3), enteringParameters)
      const id = shareIdOf(parts.keys, code)
      const giving = makeGiving(parts, { visitor, spaceId, offer, id, partyId: null })
      try {
        return await openToCode(parts, { code, giving }, offer.scope)
      } catch (error) {
        if (!(error instanceof CodeTaken) || drawn === drawings) throw error
      }
    }
  }
