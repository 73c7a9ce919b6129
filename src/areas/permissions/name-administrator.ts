import type { PermissionsParts } from './permissions-parts.ts'
import type { Door } from '../../access/door.ts'
import { Problem } from '../../platform/problem.ts'
import { requireUnblocked } from './give-permission.ts'
import type { Permissions } from './types.ts'

const access = { relation: 'administrator', evidence: 'online' } as const

/**
 * Names a professional who sees and arranges as the treating doctor does, hidden documents and history included. Law: L.1111-16,
 * R.1111-43; rules ACC-16.
 */
export const createNameAdministrator =
  ({ door, directory }: Pick<PermissionsParts, 'door' | 'directory'>): Permissions['nameAdministrator'] =>
  async (visitor, spaceId, partyId) => {
    const party = (await directory.findParties([partyId])).get(partyId)
    if (party?.kind !== 'professional') throw new Problem('absent', 'party-unknown')
    await door.open({ ...visitor, space: { spaceId }, act: 'give-permission', partyId, access }, async (opened) => {
      requireUnblocked(opened, partyId)
      await opened.addRelations([{ partyId, kind: 'administrator' }])
    })
  }

/** Takes that back: it holds from the very next request, and other ties stay. */
export const createDismissAdministrator =
  (door: Door): Permissions['dismissAdministrator'] =>
  async (visitor, spaceId, partyId) => {
    await door.open({ ...visitor, space: { spaceId }, act: 'end-permission', partyId, access }, (opened) =>
      opened.removeRelations([{ partyId, kind: 'administrator' }]),
    )
  }
