import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'
import type { ProfileLine } from '../../reference/profile-entry.ts'
import { seenLines } from './read-profile.ts'

/** The line of an id among those that this visitor may see. Problem `absent`, `profile-line-unknown`. */
export const requireLine = (lines: readonly ProfileLine[], id: string): ProfileLine => {
  const found = lines.find((line) => line.id === id)
  if (found === undefined) throw new Problem('absent', 'profile-line-unknown')
  return found
}

/** The lines that this visitor may see, opened. */
export const openLines = async (opened: Opened, visitor: Visitor): Promise<ProfileLine[]> =>
  (await seenLines(opened, visitor)).lines.map((line) => line.open())
