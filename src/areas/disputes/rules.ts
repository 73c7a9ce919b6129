import type { Actor } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'
import { disputesFile } from './disputes-file.ts'
import type { CopyHolder, Opener } from './sealed-case.ts'
import type { DisputeKind, DisputeState } from './types.ts'

/** Whose eyes what becomes of a case is for: not whoever represents the holder, for whom the document is not there. */
export const disputeAudience = 'hidden-from-representatives'

/** What people quote of a case, on the phone too: eight signs of its id. */
export const numberOf = (id: string): string => `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase()

/** What is said of a document, of the choices there are. */
export const requireKind = (kind: string): DisputeKind => {
  const found = disputesFile.kinds.find((one) => one === kind)
  if (found === undefined) throw new Problem('incorrect', 'dispute-kind-missing', { details: { field: 'kind' } })
  return found
}

/** Words of a person, without blanks around them. */
export const requireShort = (typed: string, field: string): string => {
  const words = typed.trim()
  const most = disputesFile.longestNote
  if (words.length > most) throw new Problem('incorrect', 'dispute-note-too-long', { details: { field, most } })
  return words
}

/** Problem `conflict` for a case that is closed. */
export const requireOpen = <T extends { state: DisputeState }>(row: T): T => {
  if (row.state !== 'asked' && row.state !== 'answered') throw new Problem('conflict', 'dispute-over')
  return row
}

/** Who opened a document, each once and when last, of entries that are given newest first: professionals, and apps. */
export const lookersOf = (
  entries: readonly { at: string; body: { actor: Actor } }[],
): { openers: Opener[]; copies: CopyHolder[] } => {
  const openers = new Map<string, Opener>()
  const copies = new Map<string, CopyHolder>()
  for (const { at, body } of entries) {
    const { actor } = body
    const { id, name } = actor
    if (actor.kind === 'professional' && !openers.has(id))
      openers.set(id, { name, ...(actor.facility ? { facility: actor.facility.name } : {}), at })
    if (actor.kind === 'app' && !copies.has(id)) copies.set(id, { id, name, at })
  }
  return { openers: [...openers.values()], copies: [...copies.values()] }
}
