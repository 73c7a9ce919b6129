import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import {
  documentCases,
  domains,
  outerCount,
  outerFacts,
  type DocumentCase,
  type OuterFacts,
} from '../../tests/support/decision-space.ts'
import { readData } from '../reference/data-file.ts'
import { decide, ruleSet } from './decide.ts'
import type { Decision, DecisionInput } from './decision.ts'

const value = Type.Union([Type.String(), Type.Boolean()])
const schema = Type.Object({
  ruleSet: Type.String(),
  domains: Type.Record(Type.String(), Type.Array(value)),
  rows: Type.Array(
    Type.Object({
      priority: Type.Number(),
      id: Type.String(),
      when: Type.Record(Type.String(), Type.Array(value)),
      says: Type.Object({
        effect: Type.String(),
        reason: Type.String(),
        capacity: Type.String(),
        obligations: Type.Array(Type.String()),
      }),
      rules: Type.Array(Type.String({ pattern: '^(ACC|DOC|ENR|IDN)-\\d+$' }), { minItems: 1 }),
      means: Type.Optional(Type.String()),
    }),
  ),
})

type Row = Type.Static<typeof schema>['rows'][number]
const table = readData('access/truth-table.json', schema)
const rows = table.rows.toSorted((a, b) => a.priority - b.priority)

/** `document` first, then the facts that only a given document has. */
const documentNames = [
  'document',
  'hidden',
  'withheld',
  'hiddenFromRepresentatives',
  'status',
  'archived',
  'isAuthor',
  'withheldWindow',
]

/** A set of rows, 32 bits to a number: three numbers are enough for 96 rows. */
type RowSet = readonly [number, number, number]
const rowsWhere = (matching: (row: Row) => boolean): RowSet => {
  const bitsFrom = (start: number): number =>
    rows.slice(start, start + 32).reduce((bits, row, index) => bits | (matching(row) ? 1 << index : 0), 0)
  return [bitsFrom(0), bitsFrom(32), bitsFrom(64)]
}

const matchesDocument = (row: Row, { words }: DocumentCase): boolean =>
  documentNames.every((name) => {
    const wanted = row.when[name]
    const word = words[name]
    return wanted === undefined || (word !== undefined && wanted.includes(word))
  })
const setOfDocument = documentCases.map((document) => rowsWhere((row) => matchesDocument(row, document)))
const setOfWord = new Map(
  Object.entries(domains).flatMap(([name, words]) =>
    words.map((word) => [`${name} ${word}`, rowsWhere((row) => row.when[name]?.includes(word) ?? true)] as const),
  ),
)
const setOfFacts = (facts: OuterFacts): RowSet =>
  Object.entries(facts).reduce<RowSet>(
    ([first, second, third], [name, word]) => {
      const [a, b, c] = setOfWord.get(`${name} ${word}`) ?? [0, 0, 0]
      return [first & a, second & b, third & c]
    },
    [-1, -1, -1],
  )

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits)

/** The row that wins, by its place; -1 when none matches. */
const winner = (a: RowSet, b: RowSet): number => {
  const first = a[0] & b[0]
  if (first !== 0) return lowestBit(first)
  const second = a[1] & b[1]
  if (second !== 0) return 32 + lowestBit(second)
  const third = a[2] & b[2]
  return third === 0 ? -1 : 64 + lowestBit(third)
}

const agrees = (decision: Decision, row: Row, relation: string): boolean =>
  decision.effect === row.says.effect &&
  decision.reason === row.says.reason &&
  decision.capacity === (row.says.capacity === 'relation' ? relation : row.says.capacity) &&
  decision.obligations.join() === row.says.obligations.join()

interface Comparison {
  count: number
  won: Set<number>
  /** the first combination on which code and table differ */
  difference?: string
}

type Rules = (input: DecisionInput) => Decision

const compareDocuments = (rules: Rules, facts: OuterFacts, comparison: Comparison): void => {
  const set = setOfFacts(facts)
  const input = { ...facts, authLevel: facts.auth, document: documentCases[0]?.state }
  const lastAgreed = new Map<number, Decision>()
  for (let index = 0; index < documentCases.length; index += 1) {
    input.document = documentCases[index]?.state
    const won = winner(set, setOfDocument[index] ?? [0, 0, 0])
    const decision = rules(input)
    if (decision === lastAgreed.get(won)) continue
    const row = rows[won]
    if (row === undefined || !agrees(decision, row, facts.relation)) {
      comparison.difference ??= `${JSON.stringify(input)}: code ${JSON.stringify(decision)}, table ${JSON.stringify(row)}`
      return
    }
    lastAgreed.set(won, decision)
    comparison.won.add(won)
  }
  comparison.count += documentCases.length
}

/** Walks every combination, and stops at the first difference. */
const compare = (rules: Rules): Comparison => {
  const comparison: Comparison = { count: 0, won: new Set() }
  for (let number = 0; number < outerCount && comparison.difference === undefined; number += 1) {
    compareDocuments(rules, outerFacts(number), comparison)
  }
  return comparison
}

const overlap = (a: Row, b: Row): boolean =>
  Object.keys(domains).every((name) => {
    const [inA, inB] = [a.when[name], b.when[name]]
    return inA === undefined || inB === undefined || inA.some((word) => inB.includes(word))
  })

test('the table is well made: known words, no conflict at one priority', () => {
  assert.equal(table.ruleSet, ruleSet)
  assert.deepEqual(table.domains, domains)
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
  for (const row of rows) {
    for (const [name, words] of Object.entries(row.when)) {
      const known: readonly (string | boolean)[] = table.domains[name] ?? []
      assert.ok(words.length > 0 && words.every((word) => known.includes(word)), `${row.id}: ${name}`)
      const isFact = documentNames.indexOf(name) > 0
      assert.ok(!isFact || row.when['document']?.join() === 'given', `${row.id} names ${name} without document: given`)
    }
    const rivals = rows.filter((rival) => rival.priority === row.priority && rival !== row && overlap(row, rival))
    for (const rival of rivals)
      assert.deepEqual(rival.says, row.says, `${row.id} and ${rival.id} contradict each other`)
  }
})

test('code and table agree on every combination, and every row wins somewhere', (context) => {
  const startedAt = performance.now()
  const { count, won, difference } = compare(decide)
  const seconds = (performance.now() - startedAt) / 1000
  assert.equal(difference, undefined)
  assert.equal(count, outerCount * documentCases.length)
  assert.deepEqual(
    rows.filter((_, index) => !won.has(index)).map(({ id }) => id),
    [],
  )
  context.diagnostic(`${count} combinations against ${rows.length} rows in ${seconds.toFixed(1)} s`)
})

const sabotages: Record<string, (input: DecisionInput) => DecisionInput> = {
  'a block is forgotten': (input) => ({ ...input, blocked: 'no' }),
  'a pause is forgotten': (input) => ({ ...input, blocked: input.blocked === 'everybody' ? 'no' : input.blocked }),
  'an absent cell of the matrix is taken for a yes': (input) => ({
    ...input,
    matrix: input.matrix === 'deny' ? 'deny' : 'allow',
  }),
  'the treating doctor always sees what is hidden': (input) => ({ ...input, treatingDoctorSeesHidden: true }),
  'a damaged policy is believed': (input) => ({ ...input, policyIntact: true }),
  'a closed space opens': (input) => ({ ...input, space: input.space === 'closed' ? 'open' : input.space }),
  'a waiting space is taken for an open one': (input) => ({
    ...input,
    space: input.space === 'waiting' ? 'open' : input.space,
  }),
  'a suspended space is taken for an open one': (input) => ({
    ...input,
    space: input.space === 'suspended' ? 'open' : input.space,
  }),
  'staff are taken for programs': (input) => ({ ...input, actor: input.actor === 'staff' ? 'system' : input.actor }),
  'one factor is enough': (input) => ({ ...input, authLevel: input.authLevel === 'low' ? 'high' : input.authLevel }),
  'the care team is taken for the treating doctor': (input) => ({
    ...input,
    relation: input.relation === 'care-team' ? 'treating-doctor' : input.relation,
  }),
}

for (const [name, falsify] of Object.entries(sabotages)) {
  test(`the comparison notices when ${name}`, () => {
    assert.notEqual(compare((input) => decide(falsify(input))).difference, undefined)
  })
}
