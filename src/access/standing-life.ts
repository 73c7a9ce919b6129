import type { Connection } from '../platform/database/database.ts'
import type { SpaceState } from './decision.ts'

/** States that a living space moves between; erasure is `buryStanding`. */
export type LivingState = Exclude<SpaceState, 'none'>

/** Moves a space to another state of its life. Follow with `sealPolicy` in the same transaction. */
export const setState = async (connection: Connection, spaceId: string, state: LivingState): Promise<void> => {
  await connection.query({
    name: 'space-state',
    text: 'update access.space set state = $2 where space_id = $1',
    values: [spaceId, state],
  })
}

/** Takes away every tie, block, acquaintance, emergency and deed of a space and leaves its head row as erased: nobody stands before it again. */
export const buryStanding = async (connection: Connection, spaceId: string): Promise<void> => {
  const remove = (text: string) => connection.query({ text, values: [spaceId] })
  await Promise.all([
    remove('delete from access.relation where space_id = $1'),
    remove('delete from access.block where space_id = $1'),
    // What an app was granted bears the id of its consent, and names the space.
    remove(`delete from directory.oidc_payload where provider = 'oauth' and
      (grant_id in (select permission_id::text from access.permission where space_id = $1)
        or model = 'Grant' and id in (select permission_id::text from access.permission where space_id = $1))`),
    remove('delete from access.permission where space_id = $1'),
    remove('delete from directory.share_code where space_id = $1'),
    remove('delete from access.acquaintance where space_id = $1'),
    remove('delete from access.emergency where space_id = $1'),
    remove('delete from access.deed where space_id = $1'),
    remove('delete from access.seen_person where space_id = $1'),
    remove('delete from access.veil where space_id = $1'),
    remove('delete from platform.outbox where space_id = $1'),
    remove('delete from objection.objection where space_id = $1'),
    remove('delete from dispute.dispute_case where space_id = $1'),
    remove('delete from request.document_request where space_id = $1'),
    // A case goes on about who looked; whose space it was is forgotten.
    remove('update suspicion.access_case set space_id = null, line = null where space_id = $1'),
    remove(
      `update access.space set state = 'erased', epoch = epoch + 1, noticed_on = null, emergency_rule = '{}' where space_id = $1`,
    ),
  ])
}
