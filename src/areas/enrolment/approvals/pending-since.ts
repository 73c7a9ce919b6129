import { deskParameters } from '../desk/parameters.ts'

const dayMs = 86_400_000

/** The instant (ISO) since which something asked of a second person still counts; what was asked before is forgotten. */
export const pendingSince = (now: Date): string =>
  new Date(now.getTime() - deskParameters.approvalDays * dayMs).toISOString()

/** When something asked at an instant is forgotten, ISO. */
export const forgottenAt = (askedAt: string): string =>
  new Date(Date.parse(askedAt) + deskParameters.approvalDays * dayMs).toISOString()
