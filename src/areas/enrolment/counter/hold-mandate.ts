import type { Visitor } from '../../../access/types.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { instantOf, minutesAfter, type DeskParts } from '../desk/desk-parts.ts'
import { deskParameters } from '../desk/parameters.ts'
import type { RegisterPerson } from '../register/types.ts'
import { mandateAt } from './rules.ts'
import type { MandateRow } from './mandate-row.ts'
import { endMandate, selectMandate, useMandate } from './store.ts'

/** An agent's mandate and its person, written down as looked at. */
export interface HeldMandate {
  row: MandateRow
  person: RegisterPerson
}

const isLook = (deed: string): boolean => deed === 'counter-view'

/** The agent's own mandate; Problem `absent`, `mandate-unknown`. To look again at a mandate is written down once. */
export const holdMandate = async (
  parts: DeskParts,
  visitor: Visitor,
  { id, deed }: { id: string; deed: string },
): Promise<HeldMandate> => {
  const row = isUuid(id) ? await selectMandate(parts.database, id, visitor.actor.id) : undefined
  if (row === undefined) await parts.desk.enter(visitor, deed, { mandate: id })
  else {
    const subject = { mandate: id, person: row.personId }
    if (isLook(deed)) await parts.desk.look(visitor, deed, { subject, since: row.begunAt })
    else await parts.desk.enter(visitor, deed, subject)
  }
  const person = row && (await parts.register.findPerson(row.personId))
  if (row === undefined || person === undefined) throw new Problem('absent', 'mandate-unknown')
  return { row, person }
}

const ended = (): Problem => new Problem('conflict', 'mandate-ended')

/**
 * The agent's mandate for an act, which gives it twenty minutes more. Problem `conflict`, `mandate-ended` when it is over or not
 * signed yet: nothing is done outside of one.
 */
export const useLiveMandate = async (
  parts: DeskParts,
  visitor: Visitor,
  wanted: { id: string; deed: string; state?: 'unsigned' },
): Promise<HeldMandate> => {
  const held = await holdMandate(parts, visitor, wanted)
  const now = instantOf(parts)
  const standing = mandateAt(held.row, now)
  if (standing.state === 'ended') {
    const { endedAt: at = now, endedHow: how = 'day' } = standing
    await endMandate(parts.database, wanted.id, { at, how })
    throw ended()
  }
  if (standing.state !== (wanted.state ?? 'live')) throw ended()
  const idleSince = minutesAfter(now, -deskParameters.mandateIdleMinutes)
  if (!(await useMandate(parts.database, wanted.id, { now, idleSince }))) throw ended()
  return held
}
