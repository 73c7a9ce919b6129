import { dayOf } from '../../../platform/calendar.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { createPrintProof as createPrint } from '../life/print-proof.ts'
import { proofOf } from '../life/proof-of.ts'
import type { LifeProof } from '../life/types.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { holdCase } from './open-case.ts'
import { deskParameters } from './parameters.ts'
import type { PersonsDesk, PrintedProof } from './types.ts'

/** Prints the last proof of a person that is wanted; Problem `absent`, `proof-missing`. Rules: ENR-7. */
export const printProofOf = async (
  parts: DeskParts,
  personId: string,
  wanted?: (proof: LifeProof) => boolean,
): Promise<PrintedProof> => {
  const { register, press } = parts
  const civilDay = (at: string): string => dayOf(at, parts.zone(at))
  const proof = await proofOf(register, personId, wanted)
  const print = createPrint({ register, press, dayOf: civilDay, now: () => instantOf(parts) })
  return { pdf: await print(proof), day: civilDay(proof.decidedAt) }
}

/** Prints the proof of the person of a case. */
export const createPrintProof =
  (parts: DeskParts): PersonsDesk['printProof'] =>
  async (visitor, caseId) => {
    const { person } = await holdCase(parts, visitor, { caseId, deed: 'desk-proof' })
    return printProofOf(parts, person.id)
  }

/** Prints the proof of a line of the register of refusals, for a reason. */
export const createPrintRefusal =
  (parts: DeskParts): PersonsDesk['printRefusal'] =>
  async (visitor, { personId, eventId }, reason) => {
    await parts.desk.enter(visitor, 'refusal-proof', { person: personId, event: eventId, reason })
    if (!deskParameters.registerReasons.includes(reason))
      throw new Problem('incorrect', 'desk-reason-missing', { details: { field: 'reason' } })
    if (!isUuid(personId)) throw new Problem('absent', 'proof-missing')
    return printProofOf(parts, personId, ({ reference }) => reference === eventId)
  }
