import type { Identifier } from '../../src/reference/document-entry.ts'
import { approved, inventedIns, openInvented } from './corrections-bench.ts'
import type { Installation } from './installation.ts'

/** Somebody invented whose space is open; their mail address is `p<n>@example.org`. */
export interface Someone {
  n: number
  ins: Identifier
  personId: string
  spaceId: string
}

/** Persons who turn out to be one: made, joined, parted again. */
export interface Merging {
  someone(): Promise<Someone>
  merge(survivor: Pick<Someone, 'personId'>, other: Pick<Someone, 'personId'>): Promise<{ id: string }>
  undo(id: string): Promise<unknown>
}

/** Merging over an installation that a test opens later; `after` is the number before its first person's. */
export const createMerging = (installation: () => Installation, after: number): Merging => {
  let n = after
  const corrections = () => installation().carnet.enrolment.corrections
  return {
    someone: async () => {
      n += 1
      const own = n
      return { n: own, ins: inventedIns(own), ...(await openInvented(installation(), own)) }
    },
    merge: (survivor, other) =>
      corrections().merge(approved, { survivorId: survivor.personId, otherId: other.personId }),
    undo: (id) => corrections().undo(approved, id),
  }
}
