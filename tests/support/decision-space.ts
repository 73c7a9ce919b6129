import type { DecisionInput, DocumentState } from '../../src/access/decision.ts'
import type { Visibility } from '../../src/reference/document-entry.ts'
import { decisionActs } from './decision-acts.ts'
import type { Ask, Asked } from './decision-walk.ts'

/** The finite domains of a decision, for the tests that walk them all; data/access/truth-table.json names the same. */
export const domains = {
  act: decisionActs,
  actor: ['holder', 'representative', 'professional', 'software', 'app', 'staff', 'system'],
  authLevel: ['none', 'low', 'substantial', 'high'],
  ownSpace: [true, false],
  represents: [true, false],
  consented: [true, false],
  addsConsented: [true, false],
  purpose: ['care', 'forbidden'],
  space: ['open', 'waiting', 'suspended', 'closed', 'none'],
  policyIntact: [true, false],
  relation: ['none', 'author', 'permitted', 'care-team', 'administrator', 'treating-doctor'],
  blocked: ['no', 'person', 'facility', 'everybody'],
  matrix: ['allow', 'deny', 'absent'],
  treatingDoctorSeesHidden: [true, false],
  emergency: ['none', 'break-glass', 'dispatch'],
  dispatches: [true, false],
  feeds: [false, true],
  opposed: [false, true],
  hiddenInEmergency: [true, false],
  isMinor: [false, true],
  secretVisit: [true, false],
  budget: ['left', 'spent'],
  document: ['not-looked', 'unknown', 'given'],
  // of a given document only
  hidden: [false, true],
  withheld: [false, true],
  hiddenFromRepresentatives: [false, true],
  status: ['current', 'superseded', 'entered-in-error'],
  archived: [false, true],
  quarantined: [false, true],
  own: ['no', 'kept', 'binned'],
  isAuthor: [false, true],
  inScope: [true, false],
  withheldWindow: ['na', 'before', 'open'],
} as const

/** A fact of a decision. */
export type FactName = keyof typeof domains

/** The facts that only a given document has. */
export const factsOfDocument: readonly FactName[] = [
  'hidden',
  'withheld',
  'hiddenFromRepresentatives',
  'status',
  'archived',
  'quarantined',
  'own',
  'isAuthor',
  'inScope',
  'withheldWindow',
]

const sizes: ReadonlyMap<string, number> = new Map(Object.entries(domains).map(([name, words]) => [name, words.length]))
const ofDocument: ReadonlySet<string> = new Set(factsOfDocument)
const productOf = (names: Iterable<string>): number => {
  let product = 1
  for (const name of names) product *= sizes.get(name) ?? 1
  return product
}
const documentsGiven = productOf(ofDocument)
const around = productOf([...sizes.keys()].filter((name) => name !== 'document' && !ofDocument.has(name)))

/** In how many worlds a way was taken: the values of all that it did not ask for, multiplied. A document comes before its facts. */
export const worldsOf = (asked: Asked): number => {
  let [others, documents] = [around, documentsGiven]
  for (const name of asked.keys()) {
    if (ofDocument.has(name)) documents /= sizes.get(name) ?? 1
    else if (name !== 'document') others /= sizes.get(name) ?? 1
  }
  const document = asked.get('document')
  if (document === undefined) return others * (domains.document.length - 1 + documents)
  return document === 'given' ? others * documents : others
}

/** How many worlds there are. */
export const worldCount = worldsOf(new Map())

type Fact = <N extends FactName>(name: N) => (typeof domains)[N][number]

const asking =
  (ask: Ask): Fact =>
  (name) => {
    const asked = ask(name)
    const words: readonly (typeof domains)[typeof name][number][] = domains[name]
    const word = words.find((each) => each === asked)
    if (word === undefined) throw new Error(`${name} is never ${asked}`)
    return word
  }

class AskedVisibility implements Visibility {
  readonly #ask: Fact
  constructor(ask: Fact) {
    this.#ask = ask
  }
  get hidden() {
    return this.#ask('hidden')
  }
  get withheld() {
    return this.#ask('withheld')
  }
  get hiddenFromRepresentatives() {
    return this.#ask('hiddenFromRepresentatives')
  }
}

class AskedDocument implements DocumentState {
  readonly visibility: Visibility
  readonly #ask: Fact
  constructor(ask: Fact) {
    this.#ask = ask
    this.visibility = new AskedVisibility(ask)
  }
  get status() {
    return this.#ask('status')
  }
  get archived() {
    return this.#ask('archived')
  }
  get quarantined() {
    return this.#ask('quarantined')
  }
  get own() {
    return this.#ask('own')
  }
  get isAuthor() {
    return this.#ask('isAuthor')
  }
  get inScope() {
    return this.#ask('inScope')
  }
  get withheldWindow() {
    return this.#ask('withheldWindow')
  }
}

class AskedInput implements DecisionInput {
  readonly #ask: Fact
  constructor(ask: Fact) {
    this.#ask = ask
  }
  get act() {
    return this.#ask('act')
  }
  get actor() {
    return this.#ask('actor')
  }
  get authLevel() {
    return this.#ask('authLevel')
  }
  get ownSpace() {
    return this.#ask('ownSpace')
  }
  get represents() {
    return this.#ask('represents')
  }
  get consented() {
    return this.#ask('consented')
  }
  get addsConsented() {
    return this.#ask('addsConsented')
  }
  get purpose() {
    return this.#ask('purpose')
  }
  get space() {
    return this.#ask('space')
  }
  get policyIntact() {
    return this.#ask('policyIntact')
  }
  get relation() {
    return this.#ask('relation')
  }
  get blocked() {
    return this.#ask('blocked')
  }
  get matrix() {
    return this.#ask('matrix')
  }
  get treatingDoctorSeesHidden() {
    return this.#ask('treatingDoctorSeesHidden')
  }
  get emergency() {
    return this.#ask('emergency')
  }
  get dispatches() {
    return this.#ask('dispatches')
  }
  get feeds() {
    return this.#ask('feeds')
  }
  get opposed() {
    return this.#ask('opposed')
  }
  get hiddenInEmergency() {
    return this.#ask('hiddenInEmergency')
  }
  get isMinor() {
    return this.#ask('isMinor')
  }
  get secretVisit() {
    return this.#ask('secretVisit')
  }
  get budget() {
    return this.#ask('budget')
  }
  get document() {
    const document = this.#ask('document')
    if (document === 'not-looked') return undefined
    return document === 'unknown' ? document : new AskedDocument(this.#ask)
  }
}

/** The facts as `decide` takes them, each asked for when it is looked at. */
export const inputOf = (ask: Ask): DecisionInput => new AskedInput(asking(ask))
