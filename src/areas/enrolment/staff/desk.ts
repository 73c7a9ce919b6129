import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { mayStand, type DeedSubject } from './recordable.ts'
import { mayDo, staffDeeds } from './staff-deeds.ts'
import { insertLook, insertStaffEntry, type StaffEntry } from './store.ts'

/** Where members of the staff come in: who may not is refused, and everything is written down before it happens. */
export interface Desk {
  /** Gives the id of who comes. Problem `refused`, `staff-deed-refused`. */
  enter(visitor: Visitor, deed: string, subject?: DeedSubject): Promise<string>
  /** Like `enter`, for a page that reads itself again: one look at the same since an instant (ISO) is written down once. */
  look(visitor: Visitor, deed: string, look: { subject: DeedSubject; since: string }): Promise<string>
}

/** The desk over a database. Trust: the roles are those that the operator's own directory said at sign-in. */
export const createDesk = ({ database, clock }: { database: Database; clock: Clock }): Desk => {
  const come = async (
    { actor }: Visitor,
    { deed, subject }: { deed: string; subject: DeedSubject },
    write: (entry: StaffEntry) => Promise<void>,
  ): Promise<string> => {
    const now = clock.now()
    const allowed = actor.kind === 'staff' && mayDo(actor.roles, deed, staffDeeds)
    const stands = mayStand(subject)
    await write({
      id: timeOrderedId(now.getTime()),
      at: now.toISOString(),
      staffId: actor.id,
      deed,
      subject: allowed ? stands : { ...stands, refused: true },
    })
    if (!allowed) throw new Problem('refused', 'staff-deed-refused', { details: { deed } })
    return actor.id
  }
  return {
    enter: (visitor, deed, subject = {}) =>
      come(visitor, { deed, subject }, (entry) => insertStaffEntry(database, entry)),
    look: (visitor, deed, { subject, since }) =>
      come(visitor, { deed, subject }, (entry) => insertLook(database, entry, since)),
  }
}
