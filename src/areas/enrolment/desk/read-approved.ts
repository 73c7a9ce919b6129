import type { DeskParts } from './desk-parts.ts'
import { readFacts } from './read-facts.ts'
import type { PersonsDesk } from './types.ts'

/** Shows the person that two persons decide about to the second of them. */
export const createReadApproved =
  (parts: DeskParts): PersonsDesk['readApproved'] =>
  async (visitor, { kind, subjectId }) => {
    if (!kind.startsWith('person-')) return undefined
    await parts.desk.enter(visitor, 'approvals-view', { person: subjectId })
    const person = await parts.register.findPerson(subjectId)
    return person === undefined ? undefined : readFacts(parts, person)
  }
