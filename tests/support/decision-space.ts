import type { DocumentState } from '../../src/access/decision.ts'

/** The finite domains of a decision, for the tests that walk them all; data/access/truth-table.json names the same. */
export const domains = {
  act: [
    'read-identity',
    'list-documents',
    'read-document',
    'deposit-document',
    'update-document',
    'hide-document',
    'show-document',
    'block-professional',
    'unblock-professional',
    'pause-space',
    'unpause-space',
    'read-journal',
    'copy-space',
    'open-space',
    'found-space',
    'oppose-space',
    'activate-space',
    'close-space',
    'reopen-space',
    'suspend-space',
    'resume-space',
    'freeze-space',
    'unfreeze-space',
    'request-erasure',
    'cancel-erasure',
    'erase-space',
    'correct-identity',
    'hand-over-documents',
    'take-over-documents',
    'count-documents',
    'drop-documents',
  ],
  actor: ['holder', 'representative', 'professional', 'software', 'staff', 'system'],
  auth: ['none', 'low', 'substantial', 'high'],
  ownSpace: [true, false],
  space: ['open', 'waiting', 'suspended', 'closed', 'none'],
  policyIntact: [true, false],
  relation: ['none', 'author', 'care-team', 'treating-doctor'],
  blocked: ['no', 'person', 'facility', 'everybody'],
  matrix: ['allow', 'deny', 'absent'],
  treatingDoctorSeesHidden: [true, false],
  document: ['not-looked', 'unknown', 'given'],
  hidden: [false, true],
  withheld: [false, true],
  hiddenFromRepresentatives: [false, true],
  status: ['current', 'superseded', 'entered-in-error'],
  archived: [false, true],
  isAuthor: [false, true],
  withheldWindow: ['na', 'before', 'open'],
} as const

/** Reads a number as one value of each list in turn: mixed radix, so that counting up meets every combination. */
const digits = (number: number) => {
  let rest = number
  return <T>(values: readonly T[]): T => {
    const value = values[rest % values.length]
    rest = Math.floor(rest / values.length)
    if (value === undefined) throw new Error('an empty domain')
    return value
  }
}

/** A document, or its absence, as `decide` takes it and in the truth table's words. */
export interface DocumentCase {
  readonly state: DocumentState | 'unknown' | undefined
  readonly words: Readonly<Record<string, string | boolean>>
}

const givenDocument = (number: number): DocumentCase => {
  const next = digits(number)
  const visibility = {
    hidden: next(domains.hidden),
    withheld: next(domains.withheld),
    hiddenFromRepresentatives: next(domains.hiddenFromRepresentatives),
  }
  const facts = {
    status: next(domains.status),
    archived: next(domains.archived),
    isAuthor: next(domains.isAuthor),
    withheldWindow: next(domains.withheldWindow),
  }
  return { state: { visibility, ...facts }, words: { document: 'given', ...visibility, ...facts } }
}

/** Not looked at, unknown, and every combination of a given document's facts. */
export const documentCases: readonly DocumentCase[] = [
  { state: undefined, words: { document: 'not-looked' } },
  { state: 'unknown', words: { document: 'unknown' } },
  ...Array.from({ length: 2 ** 5 * 3 * 3 }, (_, number) => givenDocument(number)),
]

/** The combination of all other facts with this number, from 0. */
export const outerFacts = (number: number) => {
  const next = digits(number)
  return {
    act: next(domains.act),
    actor: next(domains.actor),
    auth: next(domains.auth),
    ownSpace: next(domains.ownSpace),
    space: next(domains.space),
    policyIntact: next(domains.policyIntact),
    relation: next(domains.relation),
    blocked: next(domains.blocked),
    matrix: next(domains.matrix),
    treatingDoctorSeesHidden: next(domains.treatingDoctorSeesHidden),
  }
}
/** All facts but the document's. */
export type OuterFacts = ReturnType<typeof outerFacts>
/** How many such combinations there are. */
export const outerCount = 31 * 6 * 4 * 2 * 5 * 2 * 4 * 4 * 3 * 2
