import type { Opened } from '../../access/door-opened.ts'
import type { Actor, GivenAccess, SpaceAddress, Visit, Visitor } from '../../access/types.ts'
import { monthsAfter } from '../../platform/calendar.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { enteringParameters } from './entering-parameters.ts'
import type { PermissionsParts } from './permissions-parts.ts'
import { replacedBy } from './rules.ts'
import type { NotedConsent, Permissions } from './types.ts'

const { limits } = enteringParameters

type Parts = Pick<
  PermissionsParts,
  'door' | 'clock' | 'parameters' | 'attempts' | 'persons' | 'directory' | 'agreements'
>

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

type Professional = Extract<Actor, { kind: 'professional' }>

/** Law: L.1111-17, rules ACC-8: who needs an express word is in nobody's team. */
const mayJoin = ({ clock, agreements }: Pick<Parts, 'clock' | 'agreements'>, actor: Professional): boolean =>
  agreements(actor, clock.now().toISOString()) !== 'express'

/** Whether a visitor may join care teams at all. */
export const createMayJoinTeams =
  (parts: Pick<Parts, 'clock' | 'agreements'>): Permissions['mayJoinTeams'] =>
  ({ actor }) =>
    actor.kind !== 'professional' || mayJoin(parts, actor)

/** Law: R.1111-46, rules ACC-4: whoever collects a consent for a colleague works in one place with them. */
const entrantOf = async ({ directory }: Parts, { actor }: Visitor, name: string | undefined): Promise<Actor> => {
  if (name === undefined) return actor
  const place = actor.kind === 'professional' ? actor.facility?.id : undefined
  const found = place === undefined ? [] : await directory.findColleagues(place, name)
  const [colleague, another] = found.filter(({ id }) => id !== actor.id)
  if (colleague !== undefined && another === undefined) return colleague
  throw new Problem('incorrect', 'colleague-unknown', { details: { field: 'colleague' } })
}

/** Whom the holder blocks is noted by nobody else either: the answer is that for a person without a space. */
const requireOpenTo = ({ standing, refuse }: Opened, partyId: string): void => {
  if (standing.policy.blocks.some(([party]) => party === partyId)) refuse('person-not-confirmed')
}

const endOfConsent = ({ clock, parameters }: Parts, purpose: NotedConsent['purpose']): string => {
  const now = clock.now()
  const at = now.toISOString()
  if (purpose === 'care-team') return monthsAfter(now, parameters.parameterAt('careTeamMonths', at)).toISOString()
  return new Date(now.getTime() + parameters.parameterAt('consentDays', at) * dayMs).toISOString()
}

/**
 * A professional notes that the person agrees: they, or a colleague of theirs, join the care team as long as care lasts, or may read for
 * some days. First the
 * right-person check: the birth date that the person says must be the holder's; otherwise the answer is that for a person without a
 * space. Law: L.1110-12, R.1111-46; rules ACC-2, ACC-3, ACC-6.
 */
export const createRecordConsent =
  (parts: Parts): Permissions['recordConsent'] =>
  async (visitor, consent) => {
    const { space, evidence, purpose, birthDate } = consent
    const { id: noterId } = visitor.actor
    await parts.attempts.requireAll([
      [{ bucket: 'consent-person', subject: `${noterId}|${subjectOf(space)}` }, limits.consentPerPerson],
      [{ bucket: 'consent-professional', subject: noterId }, limits.consentPerProfessional],
    ])
    const entrant = await entrantOf(parts, visitor, consent.colleague)
    const partyId = entrant.id
    if (purpose === 'care-team' && entrant.kind === 'professional' && !mayJoin(parts, entrant))
      throw new Problem('incorrect', 'consent-express-only', { details: { field: 'purpose' } })
    const until = endOfConsent(parts, purpose)
    const id = randomId()
    const tie: GivenAccess = purpose === 'care-team' ? { relation: 'care-team' } : { id }
    const visit: Visit = { ...visitor, space, act: 'record-consent', partyId, access: { ...tie, evidence, until } }
    const { value } = await parts.door.open(visit, async (opened) => {
      const { traits } = await opened.alongside((connection) => parts.persons.loadPerson(connection, opened.spaceId))
      if (traits.birthDate !== birthDate) return opened.refuse('person-not-confirmed')
      requireOpenTo(opened, partyId)
      await note(opened, { consent, partyId, id, until })
      return { spaceId: opened.spaceId }
    })
    return value
  }
