import type { NewEntry } from '../journal/entry.ts'
import { ruleSet } from './decide.ts'
import type { Decision } from './decision.ts'
import type { Standing } from './standing.ts'
import type { Act, Audience, Visit } from './types.ts'

const looks: readonly Act[] = [
  'read-identity',
  'list-documents',
  'search-documents',
  'read-document',
  'read-measurements',
  'read-profile',
  'read-care',
  'read-journal',
  'copy-space',
  'hand-over-documents',
  'count-documents',
]

const shownAsWished: readonly Act[] = [
  'list-documents',
  'search-documents',
  'read-document',
  'read-journal',
  'read-profile',
]

/**
 * Who looks, where what they want to hear from their doctor first waits for them: the holder and who represents them, as they read. What they
 * do with a document, and the copy of all, has it as it is.
 */
export const readerIdOf = ({ actor, act }: Visit): { readerId?: string } =>
  (actor.kind === 'holder' || actor.kind === 'representative') && shownAsWished.includes(act)
    ? { readerId: actor.id }
    : {}

/** Whether an act only looks: its entry then opens the vault for reading, never for writing. */
export const reachOf = (act: Act): 'look' | 'change' => (looks.includes(act) ? 'look' : 'change')

/** Whose eyes an entry is for. Law: R.1111-50, that a minor came without their parents is not told to them by what was looked at. */
export const audienceOfVisit = ({ visit, standing }: { visit: Visit; standing: Standing }): Audience => {
  const audience = visit.audience ?? standing.audience
  return audience === 'main' && visit.secretVisit ? 'hidden-from-representatives' : audience
}

/** What was said with an act stands where the act was done: the words of a refused try stand nowhere. */
const saidOf = ({ justification, emergencyRule, access }: Visit, { effect }: Decision): Partial<NewEntry['body']> => {
  if (effect === 'refuse') return {}
  return {
    ...(justification ? { justification } : {}),
    ...(emergencyRule ? { emergencyRule } : {}),
    ...(access ? { access } : {}),
  }
}

/** The journal entry of a decision on a visit: who, how surely, by which way, to do what, and why it was or was not let. */
export const entryOf = (visit: Visit, standing: Standing, decision: Decision): NewEntry => ({
  spaceId: standing.spaceId,
  audience: audienceOfVisit({ visit, standing }),
  effect: decision.effect,
  reach: reachOf(visit.act),
  act: visit.act,
  ...(visit.documentId ? { documentId: visit.documentId } : {}),
  body: {
    version: 1,
    actor: visit.actor,
    authLevel: visit.authLevel,
    origin: visit.origin,
    reason: decision.reason,
    capacity: decision.capacity,
    policy: ruleSet,
    ...(visit.partyId ? { partyId: visit.partyId } : {}),
    ...saidOf(visit, decision),
  },
  ...(decision.effect === 'permit' ? { epoch: standing.epoch } : {}),
})
