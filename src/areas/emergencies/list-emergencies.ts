import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { detailsPlace } from '../../access/standing-duties.ts'
import { noteableSince } from './close-emergency.ts'
import { unlessDestroyed } from '../identity/index.ts'
import { hoursAfter, hoursOf, instantOf, type EmergencyParts } from './emergency-parts.ts'
import { selectOwn, selectTold, type EmergencyRow } from './store.ts'
import type { Emergencies, OwnEmergency } from './types.ts'

const details = Compile(
  Type.Object({
    name: Type.String(),
    profession: Type.Optional(Type.String()),
    facility: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
  }),
)

/** Who opened and why, opened with the space's key; nothing where that was destroyed with the space. */
export const openDetails = async ({ keys }: EmergencyParts, row: EmergencyRow) => {
  const seal = await unlessDestroyed(keys.spaceKeys(row.space_id))
  return seal && details.Parse(JSON.parse(seal.openField(detailsPlace(row.id), row.details).toString('utf8')))
}

const ownOf = ({ parameters }: EmergencyParts, row: EmergencyRow, now: string): OwnEmergency => {
  const openedAt = new Date(row.opened_at).toISOString()
  const byClock = hoursAfter(openedAt, hoursOf(parameters, row.kind, openedAt))
  const endsAt = row.closed_at === null ? byClock : new Date(row.closed_at).toISOString()
  const end = endsAt < byClock ? endsAt : byClock
  return {
    spaceId: row.space_id,
    kind: row.kind,
    openedAt,
    endsAt: end,
    isOver: end <= now,
    noteUntil: hoursAfter(end, parameters.parameterAt('emergencyNoteHours', now)),
  }
}

/** What a professional has under way or may still note. One that nobody noted in its time is over without a note. Screen R15. */
export const createListOwn =
  (parts: EmergencyParts): Emergencies['listOwn'] =>
  async ({ actor }) => {
    const now = instantOf(parts)
    const rows = await selectOwn(parts.database, actor.id, noteableSince(parts))
    return rows
      .filter(({ noted }) => !noted)
      .map((row) => ownOf(parts, row, now))
      .filter(({ noteUntil }) => noteUntil > now)
  }

const toldDays = 30

/** What a treating doctor was told of. Whoever no longer is one was told all the same; the record itself is the door's. Law: R.1111-48. */
export const createListTold =
  (parts: EmergencyParts): Emergencies['listTold'] =>
  async ({ actor }) => {
    const rows = await selectTold(parts.database, actor.id, hoursAfter(instantOf(parts), -toldDays * 24))
    const told = await Promise.all(
      rows.map(async (row) => {
        const { space_id: spaceId, id, kind } = row
        const by = (await openDetails(parts, row))?.name
        return by === undefined ? [] : [{ spaceId, id, kind, openedAt: new Date(row.opened_at).toISOString(), by }]
      }),
    )
    return told.flat()
  }
