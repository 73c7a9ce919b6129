import type { Opened } from '../../access/door-opened.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { isSeen } from './seen-care.ts'

/** The line of an id, where this visitor may see it; who may not finds the same as where there is none. Problem `absent`, `care-line-unknown`. */
export const requireLine = async (opened: Opened, id: string) => {
  const [found, choices] = [
    await opened.vault.findCare(isUuid(id) ? id : randomId()),
    await opened.vault.findCareChoices(),
  ]
  if (found === undefined || !isSeen(opened, found.facts, choices)) throw new Problem('absent', 'care-line-unknown')
  return found
}
