import { Problem } from '../../platform/problem.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import type { Permissions } from './types.ts'

const minuteMs = 60_000

/**
 * A professional says that they see a minor alone: for this patient, until it ends by itself. Neither this nor what they then look at is
 * told to who represents the minor. An adult is seen by everybody alike. Law: L.1111-5, R.1111-50; rules DOC-24.
 */
export const createBeginSecretVisit =
  ({ door, clock, parameters }: PermissionsParts): Permissions['beginSecretVisit'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'begin-secret-visit', secretVisit: true } as const
    const now = clock.now()
    const minutes = parameters.parameterAt('secretVisitMinutes', now.toISOString())
    const until = new Date(now.getTime() + minutes * minuteMs).toISOString()
    await door.open(visit, async (opened) => {
      if (!opened.isSecret) throw new Problem('conflict', 'secret-visit-for-minors')
      await opened.setSecretVisit(until)
    })
  }

/** The visit is over before its time. Twice is the same as once. */
export const createEndSecretVisit =
  ({ door }: PermissionsParts): Permissions['endSecretVisit'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'end-secret-visit', secretVisit: true } as const
    await door.open(visit, (opened) => opened.setSecretVisit(undefined))
  }
