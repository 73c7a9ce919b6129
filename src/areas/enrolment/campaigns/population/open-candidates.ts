import type { Connection } from '../../../../platform/database/database.ts'
import type { Register } from '../../register/register.ts'
import { ownContact } from '../../register/majority-rules.ts'
import type { PersonIdentity } from '../../register/types.ts'
import type { ToTell } from '../way-rules.ts'
import { selectActing, type CandidateRow } from './store.ts'

/** A person about to be told, opened, with the version of the row they were read at. */
export interface Candidate extends ToTell {
  version: number
  scheme: string
}

const openOwn = async (register: Pick<Register, 'openPerson'>, row: CandidateRow): Promise<PersonIdentity> => {
  const identity = await register.openPerson(row)
  return { ...identity, contact: ownContact(identity.contact, row) }
}

/** Opens persons and, for children and protected adults, those who act for them. */
export const openCandidates = async (
  connection: Connection,
  register: Pick<Register, 'openPerson'>,
  rows: readonly CandidateRow[],
): Promise<Candidate[]> => {
  const dependent = rows.filter(({ isMinor, isProtected }) => isMinor || isProtected).map(({ id }) => id)
  const acting = dependent.length === 0 ? [] : await selectActing(connection, dependent)
  const known = acting.filter(({ sealed }) => sealed !== null)
  const opened = await Promise.all(
    known.map(async ({ personId, id, kind, remarks, sealed }) => {
      const identity = await register.openPerson({ id, sealed })
      return { personId, representative: { id, kind, remarks, identity } }
    }),
  )
  const byPerson = Map.groupBy(opened, ({ personId }) => personId)
  return Promise.all(
    rows
      .filter(({ sealed }) => sealed !== null)
      .map(async ({ sealed, ...row }) => ({
        ...row,
        identity: await openOwn(register, { ...row, sealed }),
        representatives: (byPerson.get(row.id) ?? []).map(({ representative }) => representative),
      })),
  )
}
