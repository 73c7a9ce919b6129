import { isAboutPerson } from '../approvals/types.ts'
import type { DeskParts } from './desk-parts.ts'
import { readFacts } from './read-facts.ts'
import type { PersonsDesk } from './types.ts'

/** Shows what two persons decide to the second of them, with the person that it is about. */
export const createReadApproved =
  (parts: DeskParts): PersonsDesk['readApproved'] =>
  async (visitor, approvalId) => {
    const approval = await parts.approvals.find(visitor, approvalId)
    const person = isAboutPerson(approval) ? await parts.register.findPerson(approval.subjectId) : undefined
    return person === undefined ? { approval } : { approval, facts: await readFacts(parts, person) }
  }
