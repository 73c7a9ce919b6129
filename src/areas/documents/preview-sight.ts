import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { relationOf } from '../../access/policy.ts'
import type { Actor } from '../../access/types.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Directory } from '../identity/index.ts'
import { cursorAfter, defaultCount, orderOf, sortKeyOf } from './document-page.ts'
import type { Documents, SightPreview } from './types.ts'

type ProfessionalActor = Extract<Actor, { kind: 'professional' }>

interface Parts {
  door: Door
  directory: Pick<Directory, 'findProfessional' | 'findFacility'>
  clock: Clock
}

/** Somebody whom no register here knows: of no profession, they find what they wrote themselves. */
const unregistered = (id: string): ProfessionalActor => ({ kind: 'professional', id, name: '', profession: '' })

/** Whoever it is that comes from a facility, in a profession: nobody's own ties and blocks are counted. */
const somebodyOf = (facility: { id: string; name: string }, profession: string): ProfessionalActor => ({
  kind: 'professional',
  id: '',
  name: facility.name,
  profession,
  facility,
})

const actorOf = async ({ directory }: Parts, partyId: string, profession: string): Promise<ProfessionalActor> => {
  const known = await directory.findProfessional(partyId)
  if (known !== undefined) return known
  const facility = await directory.findFacility(partyId)
  return facility === undefined ? unregistered(partyId) : somebodyOf(facility, profession)
}

/** The tie it rests on, and the facility that has it where the professional has none as strong. */
const groundOf = ({ standing }: Opened, actor: ProfessionalActor, now: Date): SightPreview['ground'] => {
  const { facility, ...alone } = actor
  const relation = relationOf(standing.policy, actor, now)
  const isOwn = facility === undefined || relationOf(standing.policy, alone, now) === relation
  return { relation, ...(isOwn ? {} : { through: facility.name }) }
}

const look = async (
  opened: Opened,
  { actor, now, after }: { actor: ProfessionalActor; now: Date; after: string | undefined },
): Promise<SightPreview> => {
  const judged = opened.judgeInPlaceOf({ actor })
  const sortKey = after === undefined ? undefined : sortKeyOf(after)
  // What a professional must announce first is not shown: nobody learns of it here either. Law: R.1111-53.
  const found = await opened.vault.listDocuments(
    { prefilter: opened.prefilter, status: ['current'] },
    { ...orderOf(), limit: defaultCount + 1, ...(sortKey === undefined ? {} : { after: sortKey }) },
  )
  const lines = found.slice(0, defaultCount).map(({ sortKey: place, facts, open }) => ({
    sortKey: place,
    ...(opened.judge(facts).effect === 'permit' ? { line: { entry: open(), decision: judged.document(facts) } } : {}),
  }))
  const last = lines.at(-1)
  return {
    actor: { name: actor.name, profession: actor.profession, ...(actor.facility && { facility: actor.facility.name }) },
    ground: groundOf(opened, actor, now),
    list: judged.visit,
    lines: lines.flatMap(({ line }) => line ?? []),
    ...(last !== undefined && found.length > defaultCount ? { next: cursorAfter(last) } : {}),
  }
}

/**
 * Shows the holder a professional's list as it would be at this instant: every document they may see themselves, each with what
 * decide() says to that professional, and whether the list as a whole would open. The look is the holder's own. For a facility:
 * what somebody of a profession finds who comes from it. Law: EHDS art. 8; rules ACC-14.
 */
export const createPreviewSight =
  (parts: Parts): Documents['previewSight'] =>
  async (visitor, spaceId, { partyId, profession, after }) => {
    const actor = await actorOf(parts, partyId, profession)
    const visit = { ...visitor, space: { spaceId }, act: 'list-documents' } as const
    const at = { actor, now: parts.clock.now(), after }
    return (await parts.door.glance(visit, (opened) => look(opened, at))).value
  }
