import {
  countCare,
  findCare,
  findCareOfFeed,
  listCare,
  putCare,
  setCareSight,
  type CareFilter,
  type PutCare,
  type ShownCare,
} from './care-lines.ts'
import {
  findCareChoices,
  keepCareChoices,
  listMovableCare,
  takeCare,
  withdrawCare,
  type CareChoices,
  type MovedCare,
} from './move-care.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a use-case may do with the care history of an open vault. */
export const openCare = (access: VaultAccess) => ({
  listCare: (filter: CareFilter) => listCare(access, filter),
  countCare: (shown: readonly ShownCare[]) => countCare(access, shown),
  findCare: (id: string) => findCare(access, id),
  findCareOfFeed: (feed: string, lineIds: readonly string[]) => findCareOfFeed(access, feed, lineIds),
  putCare: (given: readonly PutCare[]) => putCare(access, given),
  setCareSight: (id: string, sight: Parameters<typeof setCareSight>[2]) => setCareSight(access, id, sight),
  findCareChoices: () => findCareChoices(access),
  keepCareChoices: (choices: CareChoices) => keepCareChoices(access, choices),
  listMovableCare: (page: Parameters<typeof listMovableCare>[1]) => listMovableCare(access, page),
  takeCare: (moved: readonly MovedCare[], correctionId: string) => takeCare(access, moved, correctionId),
  withdrawCare: (correctionId: string) => withdrawCare(access, correctionId),
})
