import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import { todayOf, type DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { mayHaveCode } from './rules.ts'
import { doerOf } from '../life/doer-of.ts'

/** By whom, by which way and how a code was handed out. `mandate`: under which one of the counter. */
export interface CodeNote {
  visitor: Visitor
  channel: 'phone' | 'post' | 'counter'
  how: 'message' | 'letter'
  mandate?: string
}

/** The counter of the codes that the staff has sent to a person. */
export const staffCodes = 'desk-code'

/** Counts a code of whatever kind that the staff hands out: Problem `busy` after too many. */
export const requireStaffCode = (
  { attempts }: Pick<DeskParts, 'attempts'>,
  { id }: Pick<RegisterPerson, 'id'>,
): Promise<void> => attempts.require({ bucket: staffCodes, subject: id }, deskParameters.limits.codesPerPerson)

/**
 * Whether somebody may have another code to open or refuse with now: Problem `conflict`, `enrolment-wrong-moment`; `busy` after too
 * many, which the board counts.
 */
export const requireCodeDue = async (
  parts: DeskParts,
  person: RegisterPerson,
  channel: CodeNote['channel'],
): Promise<void> => {
  if (!mayHaveCode(person, todayOf(parts))) throw new Problem('conflict', 'enrolment-wrong-moment')
  try {
    await requireStaffCode(parts, person)
  } catch (error) {
    if (error instanceof Problem && error.kind === 'busy') await parts.codes.countHeld(channel)
    throw error
  }
}

/** Writes into the history of an enrolment that a code was handed out, in the caller's transaction; the standing stays. */
export const noteCode = async (
  { register }: DeskParts,
  connection: Connection,
  { person, note }: { person: RegisterPerson; note: CodeNote },
): Promise<void> => {
  const { visitor, channel, how, mandate } = note
  const by = doerOf(visitor)
  const detail = { how, ...(mandate === undefined ? {} : { mandate }) }
  const expected = { expectState: person.state, expectVersion: person.version }
  const written = await register.transition(connection, person.id, {
    ...expected,
    change: { event: { kind: 'code-issued', channel, by, detail } },
  })
  if (!written) throw new Problem('conflict', 'enrolment-wrong-moment')
}
