import type { Opened } from '../../access/door-opened.ts'
import { isMinor, isProtectedAdult, lasts } from '../../access/policy.ts'
import { isChild } from '../../access/standing-alone.ts'
import type { Visit, Visitor } from '../../access/types.ts'
import { monthsAfter } from '../../platform/calendar.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { measurementType } from '../../reference/measures.ts'
import { createEndPermission } from './end-permission.ts'
import { requireRoom, requireUnblocked, tellItsEnd } from './give-permission.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import type { AppConsent, ConsentDuration, Permissions } from './types.ts'

type Parts = Pick<PermissionsParts, 'door' | 'clock' | 'parameters' | 'directory'>

/** When a consent to an app that is given now ends (ISO), by duration. */
export const consentEnds = ({
  clock,
  parameters,
}: Pick<Parts, 'clock' | 'parameters'>): Readonly<Record<ConsentDuration, string>> => {
  const now = clock.now()
  const after = (name: 'shareLongMonths' | 'appConsentMonths'): string =>
    monthsAfter(now, parameters.parameterAt(name, now.toISOString())).toISOString()
  return { 'some-months': after('shareLongMonths'), 'a-year': after('appConsentMonths') }
}

/** The holder consented to the same app before: the visit is taken back, and those end first. */
class ConsentedBefore extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super()
    this.ids = ids
  }
}

/** Rules CAT-6, ENR-29: what a parent or a guardian may consent to comes with the catalogue. */
const requireAdult = async ({ standing, spaceId, alongside }: Opened, now: Date): Promise<void> => {
  const { policy } = standing
  const isInRegister = await alongside((connection) => isChild(connection, spaceId, now.toISOString()))
  if (isInRegister || isMinor(policy, now) || isProtectedAdult(policy)) throw new Problem('refused', 'app-adults-only')
}

const makeConsent = (parts: Parts, { clientId, typeCodes, addsMeasurements = false, duration }: AppConsent) => {
  const until = consentEnds(parts)[duration]
  const given = { id: randomId(), evidence: 'online', typeCodes, documentIds: [], until } as const
  return { ...given, ...(addsMeasurements ? { adds: [measurementType] } : {}), partyId: clientId, sharedBy: null }
}

const give = async (
  parts: Parts,
  { visitor, spaceId }: { visitor: Visitor; spaceId: string },
  consent: AppConsent,
): Promise<{ id: string; until: string }> => {
  const { partyId, sharedBy, ...access } = makeConsent(parts, consent)
  const visit: Visit = { ...visitor, space: { spaceId }, act: 'give-permission', partyId, access }
  await parts.door.open(visit, async (opened) => {
    const { permissions = [] } = opened.standing.policy
    const earlier = permissions.filter((one) => one.partyId === partyId && lasts(one.until, parts.clock.now()))
    if (earlier.length > 0) throw new ConsentedBefore(earlier.map(({ id }) => id))
    requireUnblocked(opened, partyId)
    requireRoom(opened, parts)
    await requireAdult(opened, parts.clock.now())
    await opened.addPermissions([{ ...access, partyId, sharedBy }])
    await tellItsEnd(opened, access.id, access.until)
  })
  return { id: access.id, until: access.until }
}

/**
 * Lets an app read the kinds of documents that the holder ticked, until a day. The consent is a permission like any other: one fact of
 * standing, looked at with each request. Law: R.1111-37; rules CAT-6; security.md T14.
 */
export const createConsentToApp =
  (parts: Parts): Permissions['consentToApp'] =>
  async (visitor, spaceId, consent) => {
    const app = (await parts.directory.findParties([consent.clientId])).get(consent.clientId)
    if (app?.kind !== 'app') throw new Problem('absent', 'app-unknown')
    // A permission that names nothing shows everything: never to an app.
    if (consent.typeCodes.length === 0 && consent.addsMeasurements !== true)
      throw new Problem('incorrect', 'app-consent-empty', { details: { field: 'category' } })
    const end = createEndPermission(parts.door)
    try {
      return await give(parts, { visitor, spaceId }, consent)
    } catch (error) {
      if (!(error instanceof ConsentedBefore)) throw error
      for (const id of error.ids) await end(visitor, spaceId, id)
      return give(parts, { visitor, spaceId }, consent)
    }
  }
