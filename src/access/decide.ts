import { decideForApp } from './decide-app.ts'
import { decideForProfessional } from './decide-professional.ts'
import type { ActorKind, Decision, DecisionInput, Permit, RefusalReason } from './decision.ts'
import { isMoment, lifeRuleOf } from './life.ts'
import { permit, refuse } from './shared-decisions.ts'
import type { Act, AuthLevel } from './types.ts'

/** Name of this set of rules, for the journal; data/access/truth-table.json bears the same name. */
export const ruleSet = '2026-11-permissions'

const acts = (...names: Act[]): ReadonlySet<Act> => new Set(names)

/** What a minor alone decides of their own record. Law: L.1111-5, R.1111-50. */
const keeping = acts('keep-from-representatives', 'show-to-representatives')
const onDocument = acts(
  'read-document',
  'update-document',
  'hide-document',
  'show-document',
  'copy-space',
  ...keeping,
  'dispute-document',
  'delete-document',
  'change-document',
  'see-awaited-document',
)
/** What is done to documents of one's own alone, once they are there (rules DOC-8, DOC-10). */
const owning = acts('delete-document', 'change-document')
/** What a holder, and who represents them, wants to hear from their doctor first: each for themselves (rules EHDS-3). */
const talking = acts('wish-to-talk-first', 'see-awaited-document')
const feeding = acts('deposit-document', 'update-document', 'answer-request', 'add-measurements')
/** What people bring into a space of their own themselves (rules DOC-1, PML-2). */
const bringing = acts('deposit-document', 'add-measurements')
const looking = acts(
  'read-identity',
  'list-documents',
  'search-documents',
  'read-document',
  'read-measurements',
  'read-profile',
  'read-care',
  'read-journal',
)
const entering = acts(
  'record-consent',
  'enter-share-code',
  'open-emergency',
  'open-dispatch',
  'close-emergency',
  'begin-secret-visit',
  'end-secret-visit',
)
/** What is done to a holder's space by others alone. */
const byOthers = acts('talk-about-document', 'bring-care')
/** Everything a professional may ask for inside a space. */
const caring = acts(...looking, ...feeding, ...entering, 'block-professional', 'talk-about-document')

/** Who may come inside a space, besides its holder. */
const visiting: Readonly<Partial<Record<ActorKind, ReadonlySet<Act>>>> = {
  professional: caring,
  // Law: rules DEL-9, DOC-8: a representative looks, and has what was added to the space in hand; what else they may change comes with the delegation
  representative: acts(
    ...looking,
    ...talking,
    ...bringing,
    ...owning,
    'restore-document',
    'empty-bin',
    'change-measurements',
    'change-profile',
    'change-care',
  ),
  software: acts(...looking, ...feeding, 'bring-care'),
  // Law: R.1111-37; rules CAT-6; an app adds measurements and nothing else yet, and traces are the holder's
  app: acts('read-identity', 'list-documents', 'read-document', 'read-measurements', 'add-measurements'),
}

/** Who feeds a space from outside, so that it takes what they bring before it opens. */
const brings: ReadonlySet<ActorKind> = new Set(['professional', 'software'])

const rank: Readonly<Record<AuthLevel, number>> = { none: 0, low: 1, substantial: 2, high: 3 }

/** Software proves itself with its own credentials; people with two factors (rules IDN-5). */
const isSurelyKnown = ({ actor, authLevel }: Pick<DecisionInput, 'actor' | 'authLevel'>): boolean =>
  rank[authLevel] >= (actor === 'software' ? rank.low : rank.substantial)

/** What a kind of visitor may never do, whatever the space: said before anything of the space is looked at. */
const findImpossible = (
  visit: Pick<DecisionInput, 'actor' | 'act' | 'ownSpace' | 'dispatches' | 'feeds'>,
): RefusalReason | undefined => {
  const { actor, act } = visit
  const life = lifeRuleOf(act)
  if (life !== undefined && !life.by.has(actor)) return 'act-not-yours'
  if (actor === 'holder') {
    // rules DOC-8: a holder adds documents of their own, and changes none of a professional's
    if ((feeding.has(act) && !bringing.has(act)) || entering.has(act) || byOthers.has(act)) return 'act-not-yours'
    return visit.ownSpace ? undefined : 'not-your-space'
  }
  if (life !== undefined) return undefined
  // Trust: no program of ours and none of our staff looks at what a space holds
  if (visiting[actor]?.has(act) !== true) return 'act-not-yours'
  // Law: L.1111-17 III, the doctor who regulates the calls and nobody else
  if (act === 'open-dispatch' && !visit.dispatches) return 'act-not-yours'
  // rules PML-29: what insurers and networks tell, nobody else does
  if (act === 'bring-care' && !visit.feeds) return 'act-not-yours'
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
  if (space === 'waiting' && act === 'deposit-document' && brings.has(actor)) return undefined
  const [own, other] = shutReasons[space]
  return actor === 'holder' ? own : other
}

/** Why, and in what capacity, somebody takes an act on a space as a whole that is theirs to take. */
export const permitLife = (actor: ActorKind): Permit => {
  if (actor === 'holder') return permit('own-space', 'holder')
  if (actor === 'representative') return permit('legal-representative', 'representative')
  return actor === 'staff' ? permit('operator-duty', 'operator') : permit('due-by-law', 'none')
}

/** Why the holder, and whoever stands in their place, does not see a document yet, or any more. */
const findKept = ({ document }: DecisionInput): RefusalReason | undefined => {
  if (document === undefined) return undefined
  if (document === 'unknown') return 'document-unknown'
  if (document.status === 'entered-in-error') return 'document-withdrawn'
  // Law: R.1111-53, announced by a professional first, opens by itself after a month
  return document.visibility.withheld && document.withheldWindow !== 'open' ? 'document-withheld' : undefined
}

/** Rules DOC-8: nobody changes or deletes what a professional, the insurer or the system put; only what lies in the bin comes back from it. */
const findNotTheirs = ({ act, document }: DecisionInput): RefusalReason | undefined => {
  if (typeof document !== 'object') return undefined
  if (act === 'restore-document') return document.own === 'binned' ? undefined : 'document-not-binned'
  return owning.has(act) && document.own !== 'kept' ? 'document-not-own' : undefined
}

const decideForHolder = (input: DecisionInput): Decision => {
  const { act } = input
  if (keeping.has(act) && !input.isMinor) return refuse('act-not-yours', 'holder')
  if (act === 'restore-document' && input.document === 'unknown') return refuse('document-unknown', 'holder')
  const disputed = owning.has(act) ? findDisputed(input) : undefined
  const kept = (onDocument.has(act) ? findKept(input) : undefined) ?? disputed ?? findNotTheirs(input)
  return kept === undefined ? permit('own-space', 'holder') : refuse(kept, 'holder')
}

/** Law: L.1111-5, what a minor keeps secret is not there for who represents them. */
const findSecret = ({ document }: DecisionInput): RefusalReason | undefined =>
  typeof document === 'object' && document.visibility.hiddenFromRepresentatives ? 'document-secret' : undefined

/** Rules DOC-15: what the holder disputes is there for nobody but them and its author. */
const findDisputed = ({ document }: DecisionInput): RefusalReason | undefined =>
  typeof document === 'object' && document.quarantined ? 'document-quarantined' : undefined

const decideForRepresentative = (input: DecisionInput): Decision => {
  if (!input.represents) return refuse('not-represented', 'none')
  const { act } = input
  if (act === 'restore-document' && input.document === 'unknown') return refuse('document-unknown', 'representative')
  const unseen = onDocument.has(act) ? (findKept(input) ?? findDisputed(input)) : undefined
  const secret = onDocument.has(act) || act === 'restore-document' ? findSecret(input) : undefined
  const kept = unseen ?? secret ?? findNotTheirs(input)
  return kept === undefined ? permit('legal-representative', 'representative') : refuse(kept, 'representative')
}

const decideForSoftware = ({ act, document }: DecisionInput): Decision => {
  // rules DOC-36: feeding needs no consent, and no block stops it
  if (bringing.has(act) || act === 'answer-request') return permit('feeding-is-open', 'depositor')
  if (act === 'bring-care') return permit('feeding-is-open', 'feed')
  if (document === 'unknown') return refuse('document-unknown', 'none')
  return document === undefined || document.isAuthor
    ? permit('own-deposit', 'author')
    : refuse('not-your-deposit', 'none')
}

const insideOf: Readonly<Partial<Record<ActorKind, (input: DecisionInput) => Decision>>> = {
  holder: decideForHolder,
  representative: decideForRepresentative,
  professional: decideForProfessional,
  software: decideForSoftware,
  app: decideForApp,
}

/** Whether an act is refused to a visitor whatever the space, so that nothing need be looked up or made for it. */
export const isBarred = ({ act, actor, authLevel }: Pick<DecisionInput, 'act' | 'actor' | 'authLevel'>): boolean =>
  !isSurelyKnown({ actor, authLevel }) ||
  findImpossible({ act, actor, ownSpace: true, dispatches: true, feeds: true }) !== undefined

/**
 * Decides one act of one visitor on one space or document: pure, total, the same answer for the same facts. First match wins, in
 * the order of security.md §3.3. Lists use it row by row; no other rule set exists. Compared in every world of facts with
 * data/access/truth-table.json.
 */
export const decide = (input: DecisionInput): Decision => {
  if (!isSurelyKnown(input)) return refuse('stronger-sign-in-needed', 'none')
  // Law: L.1111-18, R.4127; rules ACC-9: neither insurer nor employer, whoever asks for them
  if (input.purpose === 'forbidden') return refuse('purpose-forbidden', 'none')
  const barred = findImpossible(input) ?? findShut(input)
  if (barred) return refuse(barred, 'none')
  if (lifeRuleOf(input.act) !== undefined) return permitLife(input.actor)
  return insideOf[input.actor]?.(input) ?? refuse('act-not-yours', 'none')
}
