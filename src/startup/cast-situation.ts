import type { ProfessionalIdentity } from '../areas/identity/index.ts'
import type { Cast, CastProfessional } from '../reference/load-cast.ts'

/** The facilities of the cast by their names in it, as the registers know them. */
export const castFacilities = (cast: Cast): ReadonlyMap<string, { id: string; name: string; kind: string }> =>
  new Map(cast.facilities.map(({ name, id, title, type: kind }) => [name, { id, name: title, kind }]))

/** A professional of the cast in the one situation they practise in. */
export const castSituation = (cast: Cast, one: CastProfessional): ProfessionalIdentity => {
  const { id, family, given, profession, savoirFaire } = one
  const found = castFacilities(cast).get(one.facility)
  const facility = found && { id: found.id, name: found.name }
  return { id, family, given, profession, ...(savoirFaire ? { savoirFaire } : {}), ...(facility ? { facility } : {}) }
}
