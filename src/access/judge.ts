import { decide } from './decide.ts'
import type { Decision, DecisionInput, DocumentState } from './decision.ts'
import { blockOf, partiesOf, relationOf, withoutPause } from './policy.ts'
import type { Rules } from './rules.ts'
import type { Standing } from './standing.ts'
import type { Actor, DocumentFacts, Prefilter, Visit } from './types.ts'

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
  /** the decision on a document that was looked for, found or not */
  found(facts: DocumentFacts | undefined): Decision
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

const stateOf = (
  rules: Rules,
  { actor, facts, now }: { actor: Actor; facts: DocumentFacts; now: Date },
): DocumentState => ({
  visibility: facts.visibility,
  status: facts.status,
  archived: facts.archived,
  isAuthor: partiesOf(actor).some((party) => facts.authorIds.includes(party)),
  withheldWindow: windowOf(rules, facts, now),
})

const commonInput = (rules: Rules, { visit, standing, now }: Knock): Omit<DecisionInput, 'document' | 'matrix'> => ({
  act: visit.act,
  actor: visit.actor.kind,
  authLevel: visit.authLevel,
  ownSpace: visit.actor.kind === 'holder' && visit.actor.id === standing.spaceId,
  space: standing.state,
  policyIntact: standing.policyIntact,
  relation: relationOf(standing.policy, visit.actor),
  blocked: blockOf(standing.policy, visit.actor),
  treatingDoctorSeesHidden: rules.treatingDoctorSeesHidden(now),
})

/** Rows no visitor of this kind could read are left in the vault; every row that comes out is judged all the same. */
const prefilterOf = (rules: Rules, knock: Knock, common: Omit<DecisionInput, 'document' | 'matrix'>): Prefilter => {
  const { actor } = knock.visit
  const partyIds = partiesOf(actor)
  if (actor.kind === 'holder') return { partyIds, seesHidden: true, withheldSince: rules.withheldBefore(knock.now) }
  // an author without another tie finds only what they wrote themselves
  const readsOthers = actor.kind === 'professional' && common.relation !== 'author'
  const typeCodes = readsOthers ? rules.openTypes(actor.profession, knock.now) : []
  return { partyIds, typeCodes, seesHidden: common.relation === 'treating-doctor' && common.treatingDoctorSeesHidden }
}

const matrixOf = (rules: Rules, actor: Actor, at: { typeCode: string; now: Date }): DecisionInput['matrix'] =>
  actor.kind === 'professional' ? rules.matrixCell(actor.profession, at.typeCode, at.now) : 'absent'

/** Gathers the facts of a visit for decide(), which alone says yes or no. */
export const createJudge = (rules: Rules, knock: Knock): Judge => {
  const { visit, now } = knock
  const common = commonInput(rules, knock)
  const input = (facts: DocumentFacts): DecisionInput => ({
    ...common,
    // a list is the set of documents that could be read one by one
    act: visit.act === 'list-documents' || visit.act === 'read-journal' ? 'read-document' : visit.act,
    matrix: matrixOf(rules, visit.actor, { typeCode: facts.typeCode, now }),
    document: stateOf(rules, { actor: visit.actor, facts, now }),
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
    found: (facts) => decide(facts ? input(facts) : { ...common, matrix: 'absent', document: 'unknown' }),
  }
}
