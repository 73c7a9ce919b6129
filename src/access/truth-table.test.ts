import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { domains, factsOfDocument, inputOf, worldCount, worldsOf } from '../../tests/support/decision-space.ts'
import { walkWorlds, type Ask, type Asked, type Word } from '../../tests/support/decision-walk.ts'
import { readData } from '../reference/data-file.ts'
import { decide, ruleSet } from './decide.ts'
import type { Decision, DecisionInput } from './decision.ts'

const value = Type.Union([Type.String(), Type.Boolean()])
const schema = Type.Object({
  ruleSet: Type.String(),
  groups: Type.Record(Type.String({ pattern: '^@' }), Type.Array(Type.String())),
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
      rules: Type.Array(Type.String({ pattern: '^(ACC|CAT|DEL|DOC|EHDS|ENR|IDN|PML)-\\d+$' }), { minItems: 1 }),
      means: Type.Optional(Type.String()),
    }),
  ),
})

type Row = Type.Static<typeof schema>['rows'][number]
const table = readData('access/truth-table.json', schema)
const expand = (word: Word): readonly Word[] => table.groups[String(word)] ?? [word]
const rows = table.rows
  .map((row) => {
    const when = Object.entries(row.when).map(([name, words]) => [name, words.flatMap(expand)] as const)
    return { ...row, when: Object.fromEntries(when) }
  })
  .toSorted((a, b) => a.priority - b.priority)

/** Facts in the order in which they are asked for: the cheapest to answer first, `document` before what only a given one has. */
const names = Object.keys(domains)
const conditions = rows.map((row) => ({
  row,
  wanted: names.flatMap((name) => {
    const words = row.when[name]
    return words === undefined ? [] : [{ name, words }]
  }),
}))

/** The row that wins: the first whose every condition is met. What is known already is looked at before anything new is asked for. */
const winnerIn = (ask: Ask, known: Asked): Row | undefined =>
  conditions.find(({ wanted }) => {
    const isAgainst = wanted.some(({ name, words }) => known.has(name) && !words.includes(known.get(name) ?? ''))
    return !isAgainst && wanted.every(({ name, words }) => words.includes(ask(name)))
  })?.row

const agrees = (decision: Decision, { says }: Row, ask: Ask): boolean =>
  decision.effect === says.effect &&
  decision.reason === (says.reason === 'relation' ? ask('relation') : says.reason) &&
  decision.capacity === (says.capacity === 'relation' ? ask('relation') : says.capacity) &&
  decision.obligations.join() === says.obligations.join()

interface Comparison {
  worlds: number
  ways: number
  won: Set<string>
  /** the first worlds in which code and table differ */
  difference?: string
}

type Rules = (input: DecisionInput) => Decision

/** Takes code and table through every world, each asking for no more than it needs, up to the first difference. */
const compare = (rules: Rules, alter: (ask: Ask) => Ask = (ask) => ask): Comparison => {
  const comparison: Comparison = { worlds: 0, ways: 0, won: new Set() }
  walkWorlds(
    domains,
    (ask, known) => {
      const decision = rules(inputOf(alter(ask)))
      const row = winnerIn(ask, known)
      return { decision, row, isAgreed: row !== undefined && agrees(decision, row, ask) }
    },
    ({ decision, row, isAgreed }, asked) => {
      comparison.worlds += worldsOf(asked)
      comparison.ways += 1
      if (row !== undefined) comparison.won.add(row.id)
      if (isAgreed) return true
      comparison.difference = `${JSON.stringify([...asked])}: code ${JSON.stringify(decision)}, table ${JSON.stringify(row)}`
      return false
    },
  )
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
      const isFact = factsOfDocument.some((fact) => fact === name)
      assert.ok(!isFact || row.when['document']?.join() === 'given', `${row.id} names ${name} without document: given`)
    }
    const rivals = rows.filter((rival) => rival.priority === row.priority && rival !== row && overlap(row, rival))
    for (const rival of rivals)
      assert.deepEqual(rival.says, row.says, `${row.id} and ${rival.id} contradict each other`)
  }
})

test('code and table agree in every world, and every row wins somewhere', (context) => {
  const startedAt = performance.now()
  const { worlds, ways, won, difference } = compare(decide)
  const seconds = (performance.now() - startedAt) / 1000
  assert.equal(difference, undefined)
  assert.equal(worlds, worldCount)
  assert.deepEqual(
    rows.filter(({ id }) => !won.has(id)).map(({ id }) => id),
    [],
  )
  context.diagnostic(
    `${worlds} worlds, told apart in ${ways} ways, against ${rows.length} rows in ${seconds.toFixed(1)} s`,
  )
})

/** What code sees of a fact instead of what it is. */
const sabotages: Record<string, Record<string, (word: Word) => Word>> = {
  'a block is forgotten': { blocked: () => 'no' },
  'a pause is forgotten': { blocked: (word) => (word === 'everybody' ? 'no' : word) },
  'an absent cell of the matrix is taken for a yes': { matrix: (word) => (word === 'deny' ? 'deny' : 'allow') },
  'the treating doctor always sees what is hidden': { treatingDoctorSeesHidden: () => true },
  'a damaged policy is believed': { policyIntact: () => true },
  'a closed space opens': { space: (word) => (word === 'closed' ? 'open' : word) },
  'a waiting space is taken for an open one': { space: (word) => (word === 'waiting' ? 'open' : word) },
  'a suspended space is taken for an open one': { space: (word) => (word === 'suspended' ? 'open' : word) },
  'staff are taken for programs': { actor: (word) => (word === 'staff' ? 'system' : word) },
  'one factor is enough': { authLevel: (word) => (word === 'low' ? 'high' : word) },
  'an insurer is taken for a carer': { purpose: () => 'care' },
  'an opposition to emergencies is forgotten': { opposed: () => false },
  'every emergency shows what is hidden': { hiddenInEmergency: () => true },
  'an emergency that nobody opened is believed': { emergency: (word) => (word === 'none' ? 'dispatch' : word) },
  'a permission shows everything': { inScope: () => true },
  'what its holder disputes is forgotten': { quarantined: () => false },
  'every visit is a secret visit': { secretVisit: () => true },
  'a minor’s secret is forgotten': { hiddenFromRepresentatives: () => false },
  'whoever says so represents a child': { represents: () => true },
  'every software is taken for a feed': { feeds: () => true },
  'nobody meets too many': { budget: () => 'left' },
  'a token is taken for a consent': { consented: () => true },
  'who may read may add': { addsConsented: () => true },
  'an app is taken for whom the holder trusts': { actor: (word) => (word === 'app' ? 'holder' : word) },
  'the care team is taken for the treating doctor': {
    relation: (word) => (word === 'care-team' ? 'treating-doctor' : word),
  },
}

for (const [name, falsify] of Object.entries(sabotages)) {
  test(`the comparison notices when ${name}`, () => {
    const alter =
      (ask: Ask): Ask =>
      (fact) =>
        falsify[fact]?.(ask(fact)) ?? ask(fact)
    assert.notEqual(compare(decide, alter).difference, undefined)
  })
}
