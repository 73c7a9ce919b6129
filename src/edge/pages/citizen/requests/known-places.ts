import { authorNamesOf } from '../../../../areas/documents/index.ts'
import type { Place } from '../../../../areas/requests/index.ts'
import type { SpaceAsk } from '../../ask.ts'

/** Places the holder knows: who may enter, and who wrote or deposited their newest documents; those of the registers only. */
export const knownPlaces = async (ask: SpaceAsk): Promise<Place[]> => {
  const space = { spaceId: ask.spaceId }
  const page = await ask.parts.documents.listDocuments(ask.visitor, space, { status: ['current'], count: 100 })
  const access = await ask.parts.permissions.listAccess(ask.visitor, ask.spaceId)
  const wrote = page.entries.flatMap((entry) => [...authorNamesOf(entry).keys(), entry.depositedBy.facilityId ?? ''])
  const known = await ask.parts.requests.placesAmong([...new Set([...wrote, ...access.map(({ partyId }) => partyId)])])
  return known.toSorted((one, other) => one.name.localeCompare(other.name, 'fr'))
}
