import type { Opened } from '../../access/door-opened.ts'
import type { GivenAccess, SpaceAddress, Visit } from '../../access/types.ts'
import { monthsAfter } from '../../platform/calendar.ts'
import { randomId } from '../../platform/ids.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import { replacedBy } from './rules.ts'
import type { NotedConsent, Permissions } from './types.ts'

const { limits } = enteringParameters

type Parts = Pick<PermissionsParts, 'door' | 'clock' | 'parameters' | 'attempts' | 'persons'>

const dayMs = 86_400_000

/** Of whom tries are counted: whoever the address names. */
const subjectOf = (space: SpaceAddress): string => JSON.stringify(space)

interface Note {
  consent: NotedConsent
  partyId: string
  id: string
  until: string
}

const note = async (opened: Opened, { consent, partyId, id, until }: Note): Promise<void> => {
  if (consent.purpose === 'care-team') return opened.addRelations([{ partyId, kind: 'care-team', until }])
  const rows = opened.standing.policy.permissions ?? []
  for (const replaced of replacedBy(rows, { partyId, until })) await opened.removePermission(replaced.id)
  const { evidence } = consent
  return opened.addPermissions([{ id, partyId, sharedBy: null, evidence, typeCodes: [], documentIds: [], until }])
}

const endOfConsent = ({ clock, parameters }: Parts, purpose: NotedConsent['purpose']): string => {
  const now = clock.now()
  const at = now.toISOString()
  if (purpose === 'care-team') return monthsAfter(now, parameters.parameterAt('careTeamMonths', at)).toISOString()
  return new Date(now.getTime() + parameters.parameterAt('consentDays', at) * dayMs).toISOString()
}

/**
 * A professional notes that the person agrees: they join the care team as long as care lasts, or may read for some days. First the
 * right-person check: the birth date that the person says must be the holder's; otherwise the answer is that for a person without a
 * space. Law: L.1110-12, R.1111-46; rules ACC-2, ACC-3, ACC-6.
 */
export const createRecordConsent =
  (parts: Parts): Permissions['recordConsent'] =>
  async (visitor, consent) => {
    const { space, evidence, purpose, birthDate } = consent
    const partyId = visitor.actor.id
    await parts.attempts.requireAll([
      [{ bucket: 'consent-person', subject: `${partyId}|${subjectOf(space)}` }, limits.consentPerPerson],
      [{ bucket: 'consent-professional', subject: partyId }, limits.consentPerProfessional],
    ])
    const until = endOfConsent(parts, purpose)
    const id = randomId()
    const tie: GivenAccess = purpose === 'care-team' ? { relation: 'care-team' } : { id }
    const visit: Visit = { ...visitor, space, act: 'record-consent', partyId, access: { ...tie, evidence, until } }
    const { value } = await parts.door.open(visit, async (opened) => {
      const { traits } = await opened.alongside((connection) => parts.persons.loadPerson(connection, opened.spaceId))
      if (traits.birthDate !== birthDate) return opened.refuse('person-not-confirmed')
      await note(opened, { consent, partyId, id, until })
      return { spaceId: opened.spaceId }
    })
    return value
  }
