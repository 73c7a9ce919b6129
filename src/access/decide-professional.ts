import type { Decision, DecisionInput, DocumentState, PermitReason, RefusalReason } from './decision.ts'
import { findShutOut, permit, permitEmergency, permitLook, permitTold, refuse } from './shared-decisions.ts'
import type { Act, Relation } from './types.ts'

type Tied = Exclude<Relation, 'none'>

const reasonOfTie: Readonly<Record<Tied, PermitReason>> = {
  author: 'own-deposits-only',
  permitted: 'permitted',
  'care-team': 'care-team',
  administrator: 'administrator',
  'treating-doctor': 'treating-doctor',
}

/** Who sees and arranges as the holder would have it. Law: L.1111-16; rules ACC-15, ACC-16. */
const isTrusted = (relation: Relation): relation is 'administrator' | 'treating-doctor' =>
  relation === 'treating-doctor' || relation === 'administrator'

/** Emergencies spend nothing; whoever looks at what they wrote themselves meets nobody new. */
const withinBudget = (input: DecisionInput, tie: Relation, permitted: Decision): Decision =>
  input.budget === 'spent' ? refuse('too-many-persons', tie) : permitted

/** A minor's secret is for whoever sees the minor alone. Law: L.1111-5, R.1111-50; rules DOC-24. */
const isSecret = ({ isMinor, secretVisit }: DecisionInput, { visibility }: DocumentState): boolean =>
  isMinor && !secretVisit && visibility.hiddenFromRepresentatives

const seesHidden = ({ relation, treatingDoctorSeesHidden }: DecisionInput): boolean =>
  isTrusted(relation) && treatingDoctorSeesHidden

/** Why a professional who may enter may not see this document of somebody else's. */
const findUnseen = (input: DecisionInput, document: DocumentState): RefusalReason | undefined => {
  if (document.status === 'entered-in-error') return 'document-withdrawn'
  if (document.quarantined) return 'document-quarantined'
  if (input.relation === 'author') return 'not-your-deposit'
  if (input.relation === 'permitted' && !document.inScope) return 'document-not-permitted'
  if (input.matrix !== 'allow') return 'type-not-open'
  if (isSecret(input, document)) return 'document-secret'
  return document.visibility.hidden && !seesHidden(input) ? 'document-hidden' : undefined
}

const reasonOfLook = (tie: Tied, { visibility }: DocumentState): PermitReason => {
  if (!visibility.hidden) return reasonOfTie[tie]
  return tie === 'administrator' ? 'administrator-sees-hidden' : 'treating-doctor-sees-hidden'
}

const decideOnOthersDocument = (input: DecisionInput, document: DocumentState | 'unknown', tie: Tied): Decision => {
  const shut = findShutOut(input)
  if (shut) return refuse(shut, tie)
  if (document === 'unknown') return refuse('document-unknown', tie)
  const unseen = findUnseen(input, document)
  if (unseen) return refuse(unseen, tie)
  if (input.act === 'update-document') return refuse('not-the-author', tie)
  return withinBudget(input, tie, permitLook(reasonOfLook(tie, document), tie))
}

const decideOnDocument = (input: DecisionInput, tie: Tied): Decision => {
  const { act, document, blocked } = input
  const allow = act === 'update-document' ? permit : permitLook
  if (document === undefined) {
    const onlyOwn = act === 'update-document' || blocked !== 'no' || input.budget === 'spent'
    return onlyOwn ? allow('own-deposit', 'author') : allow(reasonOfTie[tie], tie)
  }
  // Law: R.1111-49, the author keeps what they deposited, blocked, paused or hidden
  if (document !== 'unknown' && document.isAuthor) return allow('own-deposit', 'author')
  return decideOnOthersDocument(input, document, tie)
}

/** Whoever may read a document may say that they spoke of it with the patient. */
const onDocument: ReadonlySet<Act> = new Set(['read-document', 'update-document', 'talk-about-document'])

const isOnDocument = ({ act }: DecisionInput): boolean => onDocument.has(act)

const decideByTie = (input: DecisionInput): Decision => {
  const { act, relation } = input
  const shut = findShutOut(input)
  if (relation === 'none') return refuse(shut ?? 'no-relation', 'none')
  if (isOnDocument(input)) return decideOnDocument(input, relation)
  if (shut) return refuse(shut, relation)
  // rules ACC-17: at the patient's request
  if (act === 'block-professional')
    return isTrusted(relation) ? permitTold(reasonOfTie[relation], relation) : refuse('act-not-yours', relation)
  // rules ACC-25: traces are for the holder, and for whoever arranges with them
  if (act === 'read-journal' && !isTrusted(relation)) return refuse('journal-not-yours', relation)
  return withinBudget(input, relation, permitLook(reasonOfTie[relation], relation))
}

/** What somebody does to be let in: consent given to them, a share code, an emergency; and how they end that one. */
const decideOnEntering = (input: DecisionInput): Decision | undefined => {
  const { act, relation, opposed, emergency } = input
  if (act === 'close-emergency') {
    if (emergency === 'none') return refuse('no-relation', relation)
    return permit(emergency, 'emergency')
  }
  if (act === 'open-emergency' || act === 'open-dispatch') {
    // Law: L.1111-17, the only veto is the person's opposition beforehand: a block or a pause is none
    if (opposed) return refuse('emergency-opposed', relation)
    return permitEmergency(act === 'open-dispatch' ? 'dispatch' : 'break-glass', 'emergency')
  }
  if (act !== 'record-consent' && act !== 'enter-share-code') return undefined
  const shut = findShutOut(input)
  if (shut) return refuse(shut, relation)
  const permitted = permitTold(act === 'record-consent' ? 'consent-given' : 'share-code', relation)
  return withinBudget(input, relation, permitted)
}

/** What shows a space as a whole, before any one thing in it is judged. */
const entered: ReadonlySet<Act> = new Set([
  'read-identity',
  'list-documents',
  'search-documents',
  'read-measurements',
  'read-profile',
  'read-care',
])

/** An emergency shows what the holder did not mask, or lets it show that too; no tie and no matrix is asked for (rules ACC-19). */
const isShownInEmergency = ({ act, document, hiddenInEmergency }: DecisionInput): boolean => {
  if (entered.has(act)) return true
  if (act !== 'read-document') return false
  if (document === undefined) return true
  if (document === 'unknown' || document.status === 'entered-in-error' || document.quarantined) return false
  return hiddenInEmergency || !document.visibility.hidden
}

/** What an emergency that was opened permits; nothing where a tie decides as on any other day. */
const decideByEmergency = (input: DecisionInput): Decision | undefined => {
  const { emergency, opposed } = input
  if (emergency === 'none' || opposed || !isShownInEmergency(input)) return undefined
  return permitLook(emergency, 'emergency')
}

/** What feeds a space, whoever brings it. */
const open: ReadonlySet<Act> = new Set(['deposit-document', 'answer-request', 'add-measurements'])

/** Decides what a professional does inside a space that stands open. The widest answer of emergency and tie wins: a tie never narrows. */
export const decideForProfessional = (input: DecisionInput): Decision => {
  // rules DOC-36: who is asked for a document answers as who deposits one
  if (open.has(input.act)) return permit('feeding-is-open', 'depositor')
  return decideOnEntering(input) ?? decideByEmergency(input) ?? decideByTie(input)
}
