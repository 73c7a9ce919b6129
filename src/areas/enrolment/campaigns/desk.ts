import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { insertStaffEntry } from './approvals/store.ts'
import { staffDeeds } from './parameters.ts'
import { mayDo } from './rules.ts'

/** Ids and codes of what a deed is about; never a name. */
export type DeedSubject = Readonly<Record<string, string | number | boolean>>

/** Where members of the staff come in: who may not is refused, and everything is written down before it happens. */
export interface Desk {
  /** Gives the id of who comes. Problem `refused`, `staff-deed-refused`. */
  enter(visitor: Visitor, deed: string, subject?: DeedSubject): Promise<string>
}

/** The desk over a database. Trust: the roles are those that the operator's own directory said at sign-in. */
export const createDesk = ({ database, clock }: { database: Database; clock: Clock }): Desk => ({
  enter: async ({ actor }, deed, subject = {}) => {
    const now = clock.now()
    const allowed = actor.kind === 'staff' && mayDo(actor.roles, deed, staffDeeds)
    await insertStaffEntry(database, {
      id: timeOrderedId(now.getTime()),
      at: now.toISOString(),
      staffId: actor.id,
      deed,
      subject: allowed ? subject : { ...subject, refused: true },
    })
    if (!allowed) throw new Problem('refused', 'staff-deed-refused', { details: { deed } })
    return actor.id
  },
})
