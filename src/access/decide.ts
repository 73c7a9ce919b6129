import type {
  ActorKind,
  Decision,
  DecisionInput,
  DocumentState,
  Permit,
  PermitReason,
  RefusalReason,
} from './decision.ts'
import { isMoment, lifeRuleOf } from './life.ts'
import { permit, permitLook, refuse } from './shared-decisions.ts'
import type { Act, AuthLevel, Relation } from './types.ts'

/** Name of this set of rules, for the journal; data/access/truth-table.json bears the same name. */
export const ruleSet = '2026-11-enrolment'

type Tied = Exclude<Relation, 'none'>
type Wanted = DocumentState | 'unknown'

const acts = (...names: Act[]): ReadonlySet<Act> => new Set(names)

const onDocument = acts('read-document', 'update-document', 'hide-document', 'show-document', 'copy-space')
const feeding = acts('deposit-document', 'update-document')
const looking = acts('read-identity', 'list-documents', 'read-document', 'read-journal')
const arranging = acts(
  'hide-document',
  'show-document',
  'block-professional',
  'unblock-professional',
  'pause-space',
  'unpause-space',
  'copy-space',
)

/** Who may come inside a space, besides its holder. */
const visiting: ReadonlySet<ActorKind> = new Set(['professional', 'software'])

const rank: Readonly<Record<AuthLevel, number>> = { none: 0, low: 1, substantial: 2, high: 3 }
const reasonOfTie: Readonly<Record<Tied, PermitReason>> = {
  author: 'own-deposits-only',
  'care-team': 'care-team',
  'treating-doctor': 'treating-doctor',
}

/** Software proves itself with its own credentials; people with two factors (rules IDN-5). */
const isSurelyKnown = ({ actor, authLevel }: Pick<DecisionInput, 'actor' | 'authLevel'>): boolean =>
  rank[authLevel] >= (actor === 'software' ? rank.low : rank.substantial)

/** What a kind of visitor may never do, whatever the space: said before anything of the space is looked at. */
const findImpossible = ({
  actor,
  act,
  ownSpace,
}: Pick<DecisionInput, 'actor' | 'act' | 'ownSpace'>): RefusalReason | undefined => {
  const life = lifeRuleOf(act)
  if (life !== undefined && !life.by.has(actor)) return 'act-not-yours'
  if (actor === 'holder') {
    if (feeding.has(act)) return 'act-not-yours'
    return ownSpace ? undefined : 'not-your-space'
  }
  if (life !== undefined) return undefined
  // Trust: no program of ours and none of our staff looks at what a space holds; who represents the holder opens it and no more, yet
  if (!visiting.has(actor) || arranging.has(act)) return 'act-not-yours'
  // rules IDN-11: reading always needs a natural person
  return actor === 'software' && looking.has(act) ? 'person-needed' : undefined
}

const shutReasons: Readonly<
  Record<'waiting' | 'suspended' | 'closed', readonly [own: RefusalReason, other: RefusalReason]>
> = {
  waiting: ['own-space-waiting', 'space-waiting'],
  suspended: ['own-space-suspended', 'space-suspended'],
  closed: ['own-space-closed', 'space-closed'],
}

const findShut = ({ act, actor, space, policyIntact }: DecisionInput): RefusalReason | undefined => {
  if (space === 'none') return 'space-unknown'
  if (!policyIntact) return 'policy-damaged'
  const life = lifeRuleOf(act)
  if (life !== undefined) return isMoment(life, { actor, space }) ? undefined : 'wrong-moment'
  // Law: R.1111-36, the copy is the holder's as long as anything is archived; deposits before the opening wait in it (rules ENR-21)
  if (space === 'open' || (act === 'copy-space' && space === 'closed')) return undefined
  if (space === 'waiting' && act === 'deposit-document') return undefined
  const [own, other] = shutReasons[space]
  return actor === 'holder' ? own : other
}

/** Why, and in what capacity, somebody takes an act on a space as a whole that is theirs to take. */
export const permitLife = (actor: ActorKind): Permit => {
  if (actor === 'holder') return permit('own-space', 'holder')
  if (actor === 'representative') return permit('legal-representative', 'representative')
  return actor === 'staff' ? permit('operator-duty', 'operator') : permit('due-by-law', 'none')
}

const decideForHolder = ({ act, document }: DecisionInput): Decision => {
  if (!onDocument.has(act) || document === undefined) return permit('own-space', 'holder')
  if (document === 'unknown') return refuse('document-unknown', 'holder')
  if (document.status === 'entered-in-error') return refuse('document-withdrawn', 'holder')
  // Law: R.1111-53, announced by a professional first, opens by itself after a month
  const awaitsAnnouncement = document.visibility.withheld && document.withheldWindow !== 'open'
  return awaitsAnnouncement ? refuse('document-withheld', 'holder') : permit('own-space', 'holder')
}

const decideForSoftware = ({ act, document }: DecisionInput): Decision => {
  // rules DOC-36: feeding needs no consent, and no block stops it
  if (act === 'deposit-document') return permit('feeding-is-open', 'depositor')
  if (document === 'unknown') return refuse('document-unknown', 'none')
  return document === undefined || document.isAuthor
    ? permit('own-deposit', 'author')
    : refuse('not-your-deposit', 'none')
}

/** Whom the holder shut out, by name or with everybody else. */
const shutOut = (blocked: Exclude<DecisionInput['blocked'], 'no'>): RefusalReason =>
  blocked === 'everybody' ? 'space-paused' : 'blocked'

/** Why a professional who may enter may not see this document of somebody else's. */
const findHidden = (input: DecisionInput, document: DocumentState): RefusalReason | undefined => {
  if (document.status === 'entered-in-error') return 'document-withdrawn'
  if (input.relation === 'author') return 'not-your-deposit'
  if (input.matrix !== 'allow') return 'type-not-open'
  const seesHidden = input.relation === 'treating-doctor' && input.treatingDoctorSeesHidden
  return document.visibility.hidden && !seesHidden ? 'document-hidden' : undefined
}

const decideOnOthersDocument = (input: DecisionInput, document: Wanted, tie: Tied): Decision => {
  if (input.blocked !== 'no') return refuse(shutOut(input.blocked), tie)
  if (document === 'unknown') return refuse('document-unknown', tie)
  const hidden = findHidden(input, document)
  if (hidden) return refuse(hidden, tie)
  if (input.act === 'update-document') return refuse('not-the-author', tie)
  return permitLook(document.visibility.hidden ? 'treating-doctor-sees-hidden' : reasonOfTie[tie], tie)
}

const decideOnDocument = (input: DecisionInput, tie: Tied): Decision => {
  const { act, document, blocked } = input
  const allow = act === 'read-document' ? permitLook : permit
  if (document === undefined) {
    const onlyOwn = act === 'update-document' || blocked !== 'no'
    return onlyOwn ? allow('own-deposit', 'author') : allow(reasonOfTie[tie], tie)
  }
  // Law: R.1111-49, the author keeps what they deposited, blocked, paused or hidden
  if (document !== 'unknown' && document.isAuthor) return allow('own-deposit', 'author')
  return decideOnOthersDocument(input, document, tie)
}

const decideForProfessional = (input: DecisionInput): Decision => {
  const { act, blocked, relation } = input
  if (act === 'deposit-document') return permit('feeding-is-open', 'depositor')
  if (relation === 'none') return refuse(blocked === 'no' ? 'no-relation' : shutOut(blocked), 'none')
  if (onDocument.has(act)) return decideOnDocument(input, relation)
  if (blocked !== 'no') return refuse(shutOut(blocked), relation)
  // rules ACC-25: traces are for the holder and the treating doctor
  if (act === 'read-journal' && relation !== 'treating-doctor') return refuse('journal-not-yours', relation)
  return permitLook(reasonOfTie[relation], relation)
}

/** Whether an act is refused to a visitor whatever the space, so that nothing need be looked up or made for it. */
export const isBarred = ({ act, actor, authLevel }: Pick<DecisionInput, 'act' | 'actor' | 'authLevel'>): boolean =>
  !isSurelyKnown({ actor, authLevel }) || findImpossible({ act, actor, ownSpace: true }) !== undefined

/**
 * Decides one act of one visitor on one space or document: pure, total, the same answer for the same facts. First match wins, in
 * the order of security.md §3.3; the next issue adds emergency, minors, consents and mandates between the same steps.
 * Lists use it row by row; no other rule set exists. Compared over every combination with data/access/truth-table.json.
 */
export const decide = (input: DecisionInput): Decision => {
  if (!isSurelyKnown(input)) return refuse('stronger-sign-in-needed', 'none')
  const barred = findImpossible(input) ?? findShut(input)
  if (barred) return refuse(barred, 'none')
  if (lifeRuleOf(input.act) !== undefined) return permitLife(input.actor)
  if (input.actor === 'holder') return decideForHolder(input)
  return input.actor === 'software' ? decideForSoftware(input) : decideForProfessional(input)
}
