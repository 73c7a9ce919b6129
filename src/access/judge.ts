import { hasConsented, hasConsentedToAdding } from './app-consent.ts'
import { budgetOf, hasBudget } from './budget.ts'
import { decide } from './decide.ts'
import type { Decision, DecisionInput, DocumentState } from './decision.ts'
import { isInScope, scopeOf } from './permission-scope.ts'
import {
  blockOf,
  emergencyOf,
  hasNotedConsent,
  hasSaid,
  isMinor,
  partiesOf,
  permissionsOf,
  relationOf,
  represents,
  withoutPause,
  withoutPresumed,
  withoutWords,
  type PermissionRow,
  type PolicyRows,
} from './policy.ts'
import type { Rules } from './rules.ts'
import type { Standing } from './standing.ts'
import type { Act, Actor, DocumentFacts, Prefilter, Visit } from './types.ts'

/** One visit before decide(): its facts are gathered once, each document adds its own. */
export interface Judge {
  /** the decision on the visit as a whole, before any document is looked at */
  readonly visit: Decision
  readonly prefilter: Prefilter
  document(facts: DocumentFacts): Decision
  /** the decision on a document if somebody else came, or for another act */
  documentAs(other: Partial<Pick<Visit, 'actor' | 'authLevel' | 'act'>>, facts: DocumentFacts): Decision
  /** the decision on a document if somebody else came while no pause lasts */
  documentAfterPause(other: Pick<Visit, 'actor'>, facts: DocumentFacts): Decision
  /** what a list and each of its documents would be to somebody else, at another moment where that is told: the same rules */
  inPlaceOf(other: OtherPlace): Pick<Judge, 'visit' | 'document'>
  /** the decision on a document that was looked for, found or not */
  found(facts: DocumentFacts | undefined): Decision
}

/** In whose place, and where it is not now: when, and what stood about the space then. */
export interface OtherPlace {
  actor: Actor
  past?: { now: Date } & Pick<Standing, 'policy' | 'state'>
}

/** What a judge looks at. */
export interface Knock {
  visit: Visit
  standing: Standing
  now: Date
}

const windowOf = (rules: Rules, facts: DocumentFacts, now: Date): DocumentState['withheldWindow'] => {
  if (!facts.visibility.withheld) return 'na'
  return facts.depositedAt <= rules.withheldBefore(now) ? 'open' : 'before'
}

const ownOf = ({ own, binnedUntil }: DocumentFacts, now: Date): DocumentState['own'] => {
  if (own !== true) return 'no'
  if (binnedUntil === undefined) return 'kept'
  return Date.parse(binnedUntil) > now.getTime() ? 'binned' : 'no'
}

const stateOf = (rules: Rules, { visit, standing, now }: Knock, facts: DocumentFacts): DocumentState => ({
  visibility: facts.visibility,
  status: facts.status,
  archived: facts.archived,
  quarantined: facts.quarantined,
  own: ownOf(facts, now),
  isAuthor: partiesOf(visit.actor).some((party) => facts.authorIds.includes(party)),
  inScope: permissionsOf(standing.policy, visit.actor, now).some((permission) => isInScope(permission, facts)),
  withheldWindow: windowOf(rules, facts, now),
})

/** The emergency a visitor is in: the one they open now, or opened before; what may still be noted, for who ends or notes it. */
const emergencyNow = (rules: Rules, { visit, standing, now }: Knock): DecisionInput['emergency'] => {
  if (visit.act === 'open-emergency') return 'break-glass'
  if (visit.act === 'open-dispatch') return 'dispatch'
  const since = visit.act === 'close-emergency' ? rules.emergencyNotedSince(now) : now
  return emergencyOf(standing.policy, visit.actor, since)
}

const isOpposed = (policy: PolicyRows, emergency: DecisionInput['emergency']): boolean =>
  emergency !== 'none' && hasSaid(policy, `no-${emergency}`)

const budgetFor = (rules: Rules, { visit, standing, now }: Knock): DecisionInput['budget'] => {
  const { act, actor, partyId = actor.id } = visit
  if (!hasBudget(actor) || standing.seeking === undefined) return 'left'
  // noted twice it counts once
  if (act === 'record-consent' && hasNotedConsent(standing.policy, partyId, now)) return 'left'
  const relation = relationOf(standing.policy, actor, now)
  return budgetOf({ actor, act, relation }, standing.seeking, rules.allowance(actor, now))
}

type CommonInput = Omit<DecisionInput, 'document' | 'matrix'>

const commonInput = (rules: Rules, knock: Knock): CommonInput => {
  const { visit, standing, now } = knock
  const { policy } = standing
  const emergency = emergencyNow(rules, knock)
  return {
    act: visit.act,
    actor: visit.actor.kind,
    authLevel: visit.authLevel,
    ownSpace: visit.actor.kind === 'holder' && visit.actor.id === standing.spaceId,
    represents: represents(policy, visit.actor, now),
    consented: hasConsented(policy, visit.actor, now),
    addsConsented: hasConsentedToAdding(policy, visit.actor, now),
    purpose: visit.purpose ?? 'care',
    space: standing.state,
    policyIntact: standing.policyIntact,
    relation: relationOf(policy, visit.actor, now),
    blocked: blockOf(policy, visit.actor),
    treatingDoctorSeesHidden: rules.treatingDoctorSeesHidden(now),
    emergency,
    dispatches: visit.actor.kind === 'professional' && rules.dispatches(visit.actor, now),
    feeds: visit.actor.kind === 'software' && rules.feeds(visit.actor, now),
    opposed: isOpposed(policy, emergency),
    hiddenInEmergency: !hasSaid(policy, 'no-hidden'),
    isMinor: isMinor(policy, now),
    secretVisit: visit.secretVisit ?? false,
    budget: budgetFor(rules, knock),
  }
}

/** An app finds what its consent names; nothing that is withheld, however long it has been. */
const prefilterOfApp = (consents: readonly PermissionRow[]): Omit<Prefilter, 'partyIds'> => {
  const scope = scopeOf(consents)
  return { seesHidden: false, seesSecret: false, withheldSince: '1970-01-01T00:00:00.000Z', ...(scope && { scope }) }
}

/** Rows no visitor of this kind could read are left in the vault; every row that comes out is judged all the same. */
const prefilterOf = (rules: Rules, { visit, standing, now }: Knock, common: CommonInput): Prefilter => {
  const { actor } = visit
  const partyIds = partiesOf(actor)
  const onHoldersSide = { partyIds, seesHidden: true, withheldSince: rules.withheldBefore(now) }
  if (actor.kind === 'holder') return { ...onHoldersSide, seesSecret: true, seesQuarantined: true }
  if (actor.kind === 'representative') return { ...onHoldersSide, seesSecret: false }
  if (actor.kind === 'app') return { ...prefilterOfApp(permissionsOf(standing.policy, actor, now)), partyIds }
  const seesSecret = common.secretVisit || !common.isMinor
  if (common.emergency !== 'none' && !common.opposed) return { partyIds, seesHidden: true, seesSecret: true }
  // an author without another tie finds only what they wrote themselves
  const readsOthers = actor.kind === 'professional' && common.relation !== 'author'
  const typeCodes = readsOthers ? rules.openTypes(actor.profession, now) : []
  const isTrusted = common.relation === 'treating-doctor' || common.relation === 'administrator'
  const seesHidden = isTrusted && common.treatingDoctorSeesHidden
  const scope = common.relation === 'permitted' ? scopeOf(permissionsOf(standing.policy, actor, now)) : undefined
  return { partyIds, typeCodes, seesHidden, seesSecret, ...(scope && { scope }) }
}

const matrixOf = (rules: Rules, actor: Actor, at: { typeCode: string; now: Date }): DecisionInput['matrix'] =>
  actor.kind === 'professional' ? rules.matrixCell(actor.profession, at.typeCode, at.now) : 'absent'

/** A visit with the ties, and the holder's words, that the law lets count for its visitor. */
export const countedFor = (rules: Pick<Rules, 'agreementFor' | 'uncountedWords'>, knock: Knock): Knock => {
  const { visit, standing, now } = knock
  const { actor } = visit
  if (actor.kind !== 'professional') return knock
  const presumed = withoutPresumed(standing.policy, actor, rules.agreementFor(actor, now))
  const policy = withoutWords(presumed, rules.uncountedWords(now))
  return policy === standing.policy ? knock : { ...knock, standing: { ...standing, policy } }
}

/** Acts on documents together, each of which is judged as if it were read. */
const listing: ReadonlySet<Act> = new Set([
  'list-documents',
  'search-documents',
  'read-measurements',
  'read-profile',
  'read-care',
  'read-journal',
])

/** Gathers the facts of a visit for decide(), which alone says yes or no. */
export const createJudge = (rules: Rules, given: Knock): Judge => {
  const knock = countedFor(rules, given)
  const { visit, now } = knock
  const common = commonInput(rules, knock)
  const input = (facts: DocumentFacts): DecisionInput => ({
    ...common,
    // a list is the set of documents that could be read one by one
    act: listing.has(visit.act) ? 'read-document' : visit.act,
    matrix: matrixOf(rules, visit.actor, { typeCode: facts.typeCode, now }),
    document: stateOf(rules, knock, facts),
  })
  return {
    visit: decide({ ...common, matrix: 'absent', document: undefined }),
    prefilter: prefilterOf(rules, knock, common),
    document: (facts) => decide(input(facts)),
    documentAs: (other, facts) => createJudge(rules, { ...knock, visit: { ...visit, ...other } }).document(facts),
    documentAfterPause: (other, facts) => {
      const standing = { ...knock.standing, policy: withoutPause(knock.standing.policy) }
      return createJudge(rules, { ...knock, standing, visit: { ...visit, ...other } }).document(facts)
    },
    inPlaceOf: ({ actor, past }) =>
      createJudge(rules, {
        visit: { ...visit, actor, act: 'list-documents' },
        standing: { ...knock.standing, ...(past && { policy: past.policy, state: past.state }) },
        now: past?.now ?? now,
      }),
    found: (facts) => decide(facts ? input(facts) : { ...common, matrix: 'absent', document: 'unknown' }),
  }
}
