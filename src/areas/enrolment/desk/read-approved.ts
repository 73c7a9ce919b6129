import { subjectNameOf } from '../approvals/types.ts'
import type { DeskParts } from './desk-parts.ts'
import { readFacts } from './read-facts.ts'
import type { PersonsDesk } from './types.ts'

/** Shows what two persons decide to the second of them, with the person or the wording that it is about. */
export const createReadApproved =
  (parts: DeskParts): PersonsDesk['readApproved'] =>
  async (visitor, approvalId) => {
    const approval = await parts.approvals.find(visitor, approvalId)
    if (subjectNameOf(approval) === 'text') {
      const text = await parts.findAskedText(approval.subjectId)
      return text === undefined ? { approval } : { approval, text }
    }
    const person =
      subjectNameOf(approval) === 'person' ? await parts.register.findPerson(approval.subjectId) : undefined
    return person === undefined ? { approval } : { approval, facts: await readFacts(parts, person) }
  }
