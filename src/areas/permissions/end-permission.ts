import type { Door } from '../../access/door.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { endAppGrant } from '../identity/index.ts'
import { deleteShareCode, dropEndNotice } from './store.ts'
import type { Permissions } from './types.ts'

/**
 * Ends a permission, those that its share code gave, and the tokens that an app got for it: it holds from the very next request. Law:
 * R.1111-46; rules ACC-6, ACC-32, CAT-6.
 */
export const createEndPermission =
  (door: Door): Permissions['endPermission'] =>
  async (visitor, spaceId, permissionId) => {
    if (!isUuid(permissionId)) throw new Problem('conflict', 'permission-over')
    const visit = { ...visitor, space: { spaceId }, act: 'end-permission', access: { id: permissionId } } as const
    await door.open(visit, async (opened) => {
      const known = opened.standing.policy.permissions?.some(({ id }) => id === permissionId)
      if (known !== true) throw new Problem('conflict', 'permission-over')
      await opened.removePermission(permissionId)
      await opened.alongside(async (connection) => {
        await deleteShareCode(connection, { id: permissionId, spaceId })
        await dropEndNotice(connection, { id: permissionId, spaceId })
        await endAppGrant(connection, permissionId)
      })
    })
  }
