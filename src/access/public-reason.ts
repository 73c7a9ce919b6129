import type { ProblemDetails, ProblemKind } from '../platform/problem.ts'
import type { ActorKind, RefusalReason } from './decision.ts'
import { isLifeAct } from './life.ts'
import type { LifeAct } from './life-act.ts'
import type { Act } from './types.ts'

/** What a refused visitor is told: the kind and reason of the Problem to throw. */
export interface PublicReason {
  readonly kind: ProblemKind
  readonly reason: string
  /** where in a message the fault lies and IHE's word for it; the same for every case that must look the same */
  readonly details?: ProblemDetails
}

const told = (kind: ProblemKind, reason: string, details?: ProblemDetails): PublicReason =>
  Object.freeze({ kind, reason, ...(details ? { details } : {}) })

const notOpenToYou = told('refused', 'not-open-to-you')
const documentNotOpen = told('absent', 'document-not-open')
const patientNotKnownHere = told('incorrect', 'patient-not-known-here', {
  field: 'subject.identifier',
  code: 'XDSUnknownPatientId',
})
// Unknown, ended, stopped, used up, for a space that is shut: a code opens something or it does not
const shareCodeNotGood = told('refused', 'share-code-not-good')
const spaceDamaged = told('unavailable', 'space-damaged')

/** Reasons that betray nothing of a space or a document: they are told as they are. */
const toldAsIs: { readonly [R in RefusalReason]?: PublicReason } = {
  'stronger-sign-in-needed': told('unauthenticated', 'stronger-sign-in-needed'),
  'purpose-forbidden': told('refused', 'purpose-forbidden'),
  'act-not-yours': told('refused', 'act-not-yours'),
  'person-needed': told('refused', 'person-needed'),
  'own-space-closed': told('refused', 'own-space-closed'),
  'own-space-waiting': told('refused', 'own-space-waiting'),
  'own-space-suspended': told('refused', 'own-space-suspended'),
  'wrong-moment': told('conflict', 'wrong-moment'),
  'emergency-second-person': told('refused', 'emergency-second-person'),
  'too-many-persons': told('busy', 'too-many-persons'),
  'journal-not-yours': told('refused', 'journal-not-yours'),
  'not-the-author': told('refused', 'not-the-author'),
  // said to an app whose consent lasts
  'app-adds-nothing': told('refused', 'app-adds-nothing'),
  // Law: rules DOC-8, said of a document that they may read
  'document-not-own': told('refused', 'document-not-own'),
  // Law: R.1111-47, who deposits must know that it is not in the record, to hand it over otherwise
  'listing-refused': told('refused', 'listing-refused'),
}

const byAct: Readonly<Record<Exclude<Act, LifeAct>, PublicReason>> = {
  'read-identity': notOpenToYou,
  'list-documents': notOpenToYou,
  'search-documents': notOpenToYou,
  'read-measurements': notOpenToYou,
  'change-measurements': notOpenToYou,
  'read-profile': notOpenToYou,
  'change-profile': notOpenToYou,
  'read-care': notOpenToYou,
  'change-care': notOpenToYou,
  'bring-care': patientNotKnownHere,
  'add-measurements': patientNotKnownHere,
  'read-journal': notOpenToYou,
  'copy-space': notOpenToYou,
  'block-professional': notOpenToYou,
  'unblock-professional': notOpenToYou,
  'pause-space': notOpenToYou,
  'unpause-space': notOpenToYou,
  'give-permission': notOpenToYou,
  'end-permission': notOpenToYou,
  'set-emergency-rule': notOpenToYou,
  'hide-new-documents': notOpenToYou,
  'show-new-documents': notOpenToYou,
  'object-to-listing': notOpenToYou,
  'withdraw-objection': notOpenToYou,
  'withdraw-dispute': notOpenToYou,
  'ask-for-document': notOpenToYou,
  'withdraw-request': notOpenToYou,
  'answer-request': notOpenToYou,
  'arrange-documents': notOpenToYou,
  'empty-bin': notOpenToYou,
  'wish-to-talk-first': notOpenToYou,
  'record-consent': notOpenToYou,
  'enter-share-code': shareCodeNotGood,
  'open-emergency': notOpenToYou,
  'open-dispatch': notOpenToYou,
  'close-emergency': notOpenToYou,
  'begin-secret-visit': notOpenToYou,
  'end-secret-visit': notOpenToYou,
  'read-document': documentNotOpen,
  'update-document': documentNotOpen,
  'hide-document': documentNotOpen,
  'show-document': documentNotOpen,
  'keep-from-representatives': documentNotOpen,
  'show-to-representatives': documentNotOpen,
  'dispute-document': documentNotOpen,
  'delete-document': documentNotOpen,
  'restore-document': documentNotOpen,
  'change-document': documentNotOpen,
  'see-awaited-document': documentNotOpen,
  'talk-about-document': documentNotOpen,
  'deposit-document': patientNotKnownHere,
}

/** Who brings something from outside must know when it would be lost. */
const feeds: ReadonlySet<Act> = new Set(['deposit-document', 'add-measurements', 'bring-care'])

/** Whether a refusal must look the same as the refusal of what does not exist. */
export const hidesExistence = (reason: RefusalReason): boolean => toldAsIs[reason] === undefined

/**
 * What to tell of a refusal. Unknown, closed, paused, blocked and not-for-you are one and the same answer for each act, so that a stranger
 * learns nothing. A damaged space is owned up to only to its holder and to whoever deposits from outside, who would otherwise lose what they
 * send.
 * Law: EHDS art. 8 (who is restricted is not told of the restriction).
 */
export const publicReason = (
  reason: RefusalReason,
  visit: { readonly act: Act; readonly actor: ActorKind },
): PublicReason => {
  const mayKnow = visit.actor === 'holder' || (feeds.has(visit.act) && visit.actor !== 'representative')
  if (reason === 'policy-damaged' && mayKnow) return spaceDamaged
  return toldAsIs[reason] ?? (isLifeAct(visit.act) ? notOpenToYou : byAct[visit.act])
}
