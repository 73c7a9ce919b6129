import { measurementType } from '../reference/measures.ts'
import { isMinor, isProtectedAdult, permissionsOf, type PolicyRows } from './policy.ts'
import type { Actor } from './types.ts'

/**
 * Whether the consent that an app comes with is one of this space, for this app, and lasts. Trust: a token alone opens nothing. It counts no
 * longer where somebody has come to represent whoever gave it.
 */
export const hasConsented = (policy: PolicyRows, actor: Actor, now: Date): boolean =>
  actor.kind === 'app' &&
  permissionsOf(policy, actor, now).length > 0 &&
  !isMinor(policy, now) &&
  !isProtectedAdult(policy)

/** Whether that consent lets the app add measurements too. Law: rules CAT-6: reading and writing are consented to apart. */
export const hasConsentedToAdding = (policy: PolicyRows, actor: Actor, now: Date): boolean =>
  hasConsented(policy, actor, now) &&
  permissionsOf(policy, actor, now).some(({ adds = [] }) => adds.includes(measurementType))
