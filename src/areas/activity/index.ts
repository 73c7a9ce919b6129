import type { Visitor } from '../../access/types.ts'
import { monthsBefore, startOfDay } from '../../platform/calendar.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import { unlessDestroyed, type IdentityKeys, type SealedPlace } from '../identity/index.ts'
import { deleteDeeds, selectDeeds, selectLast, selectSeen, upsertSeen, type DeedRow } from './store.ts'
import type { Activity, OwnDeed } from './types.ts'

export type * from './types.ts'

/** What the area is built from. */
export interface ActivityParts {
  database: Database
  keys: Pick<IdentityKeys, 'spaceKeys'>
  clock: Clock
  parameters: Parameters
}

const placeOf = (spaceId: string): SealedPlace => ({
  table: 'access.seen_person',
  rowId: spaceId,
  column: 'name',
  version: 1,
})

const partyOf = ({ actor }: Visitor): string | undefined => (actor.kind === 'professional' ? actor.id : undefined)

const midnightOf = ({ clock, parameters }: ActivityParts): string => {
  const now = clock.now().toISOString()
  return startOfDay(parameters.dayOf(now), parameters.parameterAt('civilTimeZone', now))
}

/** A space that was erased meanwhile has no keys: what is listed of it is left out. */
const createName =
  ({ keys }: ActivityParts) =>
  async (spaceId: string, sealed: Buffer): Promise<string | undefined> => {
    const seal = await unlessDestroyed(keys.spaceKeys(spaceId))
    return seal?.openField(placeOf(spaceId), sealed).toString('utf8')
  }

const secretMinutesOf = ({ clock, parameters }: ActivityParts): number =>
  parameters.parameterAt('secretVisitMinutes', clock.now().toISOString())

const createListOwn = (parts: ActivityParts): Activity['listOwn'] => {
  const nameOf = createName(parts)
  const deedOf = async (row: DeedRow): Promise<OwnDeed[]> => {
    const name = row.name === null ? undefined : await nameOf(row.space_id, row.name)
    if (row.name !== null && name === undefined) return []
    return [
      {
        id: row.id,
        at: new Date(row.at).toISOString(),
        spaceId: row.space_id,
        act: row.act,
        reason: row.reason,
        channel: row.channel,
        ...(row.document_id === null ? {} : { documentId: row.document_id }),
        ...(name === undefined ? {} : { name }),
      },
    ]
  }
  return async (visitor, { before, count, ...query }) => {
    const partyId = partyOf(visitor)
    if (partyId === undefined) return { deeds: [] }
    const from = before !== undefined && isUuid(before) ? { before } : {}
    const secretMinutes = secretMinutesOf(parts)
    const rows = await selectDeeds(parts.database, { ...query, ...from, partyId, secretMinutes, limit: count + 1 })
    const shown = rows.slice(0, count)
    const last = shown.at(-1)
    const deeds = await Promise.all(shown.map(deedOf))
    return { deeds: deeds.flat(), ...(last !== undefined && rows.length > count ? { next: last.id } : {}) }
  }
}

/** Builds the area: what professionals find again of what they did. Nothing a space holds is in it, so nothing goes through the door. */
export const createActivity = (parts: ActivityParts): Activity => {
  const { database, keys, clock, parameters } = parts
  const nameOf = createName(parts)
  const keptMonths = (): number => parameters.parameterAt('activityMonths', clock.now().toISOString())
  return {
    listOwn: createListOwn(parts),
    noteSeen: async (visitor, { spaceId, name }) => {
      const partyId = partyOf(visitor)
      if (partyId === undefined) return
      const sealed = (await keys.spaceKeys(spaceId)).sealField(placeOf(spaceId), Buffer.from(name))
      const day = parameters.dayOf(clock.now().toISOString())
      await upsertSeen(database, { spaceId, partyId, day, name: sealed })
    },
    listToday: async (visitor) => {
      const partyId = partyOf(visitor)
      if (partyId === undefined) return []
      const rows = await selectSeen(database, {
        partyId,
        since: midnightOf(parts),
        secretMinutes: secretMinutesOf(parts),
      })
      const seen = await Promise.all(
        rows.map(async (row) => {
          const name = await nameOf(row.space_id, row.name)
          return name === undefined ? [] : [{ spaceId: row.space_id, name, at: new Date(row.at).toISOString() }]
        }),
      )
      return seen.flat()
    },
    findLastVisit: async (visitor, spaceId) => {
      const partyId = partyOf(visitor)
      if (partyId === undefined || !isUuid(spaceId)) return undefined
      const at = await selectLast(database, { partyId, spaceId, before: midnightOf(parts) })
      return at === undefined ? undefined : new Date(at).toISOString()
    },
    keptMonths,
    sweep: () => deleteDeeds(database, monthsBefore(clock.now(), keptMonths()).toISOString()),
  }
}
