import type { Connection } from '../platform/database/database.ts'
import { timeOrderedId } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'
import type { Obligation } from './decision.ts'
import { audienceOfVisit } from './entry-of.ts'
import type { Arrival } from './door-opened.ts'
import { treatingDoctorsOf } from './policy.ts'
import { noteEntering, noteOpening, tellHolder, tellProfessional, type OpeningRow } from './standing-duties.ts'

const detailsOf = ({ actor, justification }: Arrival['visit']): OpeningRow['details'] => ({
  name: actor.name,
  ...(actor.kind === 'professional' ? { profession: actor.profession } : {}),
  ...('facility' in actor && actor.facility ? { facility: actor.facility.name } : {}),
  ...(justification?.reason === undefined ? {} : { reason: justification.reason }),
})

/**
 * Does what a permit obliges to, in the visit's transaction: all of it happens with the act, or the act does not. Every statement is
 * issued at once. An act that must say why and does not is refused here. Law: R.1111-48; rules ACC-22, ACC-24, EHDS-11.
 */
export const doDuties = async (
  connection: Connection,
  { visit, standing, judge }: Arrival,
  now: Date,
): Promise<void> => {
  const { obligations } = judge.visit
  const owes = (duty: Obligation): boolean => obligations.includes(duty)
  if (owes('justify') && !visit.justification) throw new Problem('fault', 'unexpected-fault')
  const { spaceId } = standing
  const partyId = visit.actor.id
  const newId = (): string => timeOrderedId(now.getTime())
  const doctors = treatingDoctorsOf(standing.policy, now).filter((doctor) => doctor !== partyId)
  const done: Promise<void>[] = []
  // rules DOC-27: whoever is written to may not be one who may know of it.
  if (owes('notify-holder') && audienceOfVisit({ visit, standing }) === 'main')
    done.push(tellHolder(connection, { spaceId, id: newId() }))
  if (visit.act === 'record-consent' || visit.act === 'enter-share-code')
    done.push(noteEntering(connection, { spaceId, partyId: visit.partyId ?? partyId }))
  if (owes('notify-treating-doctor'))
    for (const doctor of doctors) done.push(tellProfessional(connection, { spaceId, id: newId(), partyId: doctor }))
  if (owes('review'))
    done.push(
      noteOpening(connection, standing.keys, {
        id: newId(),
        partyId,
        kind: visit.act === 'open-dispatch' ? 'dispatch' : 'break-glass',
        openedAt: now.toISOString(),
        told: doctors,
        details: detailsOf(visit),
      }),
    )
  await Promise.all(done)
}
