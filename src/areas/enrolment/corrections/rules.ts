import type { Actor } from '../../../access/types.ts'
import type { RegisterPerson, RegisterState } from '../register/types.ts'

/** Why an identity is not corrected, or a correction not taken back. */
export type CorrectionReason =
  | 'correction-needs-operator'
  | 'correction-needs-second-person'
  | 'correction-same-person'
  | 'correction-wrong-state'
  | 'correction-survivor-not-open'
  | 'correction-changes-nothing'
  | 'correction-identifier-taken'
  | 'correction-target-shut'
  | 'correction-documents-unknown'
  | 'correction-unknown'
  | 'correction-under-way'
  | 'correction-not-done'
  | 'correction-later-stands'
  | 'correction-too-late'
  | 'correction-erased'

const confirming = ['operator', 'reviewer'] as const

/** Two members of the staff: one asks as operator, another confirms. */
export const findUnapproved = (asked: Actor, confirmed: Actor): CorrectionReason | undefined => {
  if (asked.kind !== 'staff' || !asked.roles.includes('operator')) return 'correction-needs-operator'
  const { id } = asked
  const second = confirmed.kind === 'staff' && confirmed.id !== id && confirmed
  if (!second || !confirming.some((role) => second.roles.includes(role))) return 'correction-needs-second-person'
  return undefined
}

type Standing = Pick<RegisterPerson, 'id' | 'state' | 'spaceId'>

/** A space that was closed, refused or frozen says something of the person's will or life: no merge overrides it. */
const mergeable: readonly RegisterState[] = ['known', 'noticed', 'legacy-opposed', 'open']

/** Why two persons cannot be made one now. An open space never goes into one that is not: its holder would lose it from sight. */
export const findMergeHindrance = (survivor: Standing, other: Standing): CorrectionReason | undefined => {
  if (survivor.id === other.id) return 'correction-same-person'
  if (!mergeable.includes(survivor.state) || !mergeable.includes(other.state)) return 'correction-wrong-state'
  // A first refusal stands until its transition ends: it is kept by making whoever refused the survivor, or not at all.
  if (other.state === 'legacy-opposed' && survivor.state !== 'legacy-opposed') return 'correction-wrong-state'
  return other.state === 'open' && survivor.state !== 'open' ? 'correction-survivor-not-open' : undefined
}

const handsOver: readonly RegisterState[] = ['known', 'noticed', 'legacy-opposed', 'open', 'suspended', 'closed']

/** Why documents cannot go from one person to another now. */
export const findSplitHindrance = (from: Standing, to: Standing): CorrectionReason | undefined => {
  if (from.id === to.id) return 'correction-same-person'
  if (from.spaceId === null || !handsOver.includes(from.state)) return 'correction-wrong-state'
  return mergeable.includes(to.state) ? undefined : 'correction-target-shut'
}

/** Reasons that no waiting mends: a correction under way that meets one is ended. */
const endings: readonly string[] = [
  'correction-erased',
  'correction-target-shut',
  'wrong-moment',
  'correction-later-stands',
]

/** Whether a reason ends a correction that is under way, instead of leaving it to be gone on with. */
export const isEnding = (reason: string): boolean => endings.includes(reason)

/** Why a correction cannot be taken back now (`now` an ISO instant); `later` whether a later one touches the same persons. */
export const findUndoHindrance = (
  correction: { state: string; reversibleUntil: string },
  at: { now: string; later: boolean },
): CorrectionReason | undefined => {
  if (correction.state !== 'done') return 'correction-not-done'
  if (at.now >= correction.reversibleUntil) return 'correction-too-late'
  return at.later ? 'correction-later-stands' : undefined
}

/** By what is wished of an identity, the kind of the approval that two persons give it. */
export const approvalKinds = {
  traits: 'identity-traits',
  identifier: 'identity-identifier',
  merge: 'identity-merge',
  split: 'identity-split',
  undo: 'identity-undo',
} as const
