import type { Clock } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { findUnapproved } from './find-unapproved.ts'
import type { TextVersion, TextVersions } from './types.ts'

const recalledMs = 5_000

/**
 * Remembers for a few seconds which of some kinds of wordings are not approved: a queue of a million mails does not ask the database a
 * million times. A look that failed is not remembered.
 */
export const createRecallUnapproved = (
  { texts, database, clock }: { texts: TextVersions; database: Connection; clock: Clock },
  kinds: readonly string[],
): ((day: string) => Promise<TextVersion[]>) => {
  let last: { day: string; untilMs: number; found: Promise<TextVersion[]> } | undefined
  return (day) => {
    const nowMs = clock.now().getTime()
    if (last?.day === day && nowMs < last.untilMs) return last.found
    const found = findUnapproved(texts, database, { kinds, day })
    const look = { day, untilMs: nowMs + recalledMs, found }
    last = look
    found.catch(() => {
      if (last === look) last = undefined
    })
    return found
  }
}
