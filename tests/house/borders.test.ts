import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { borders, findBorderOffences } from './border-rules.ts'
import { findCycles, findOrphans, readImportGraph } from './import-graph.ts'
import { parseSources, readSources, type Texts } from './read-sources.ts'
import { describeOffences } from './source.ts'

const graph = readImportGraph(readSources())
const graphOf = (texts: Texts) => readImportGraph(parseSources(texts))
const rulesBroken = (from: string, specifier: string): string[] =>
  findBorderOffences(graphOf({ [from]: `import type { It } from '${specifier}'` })).map(({ rule }) => rule)

describe('borders of the house', () => {
  test('the graph is really read', () => {
    assert.ok([...graph.files].filter((file) => file.startsWith('src/')).length > 10, 'no module was read')
    assert.ok(graph.imports.length > 10, 'no import was read')
    const resolved = graph.imports.filter(({ to }) => graph.files.has(to))
    assert.ok(resolved.length > 5, 'no import leads to a file of ours')
  })

  test('no import crosses a border', () => {
    const offences = findBorderOffences(graph)
    assert.equal(offences.length, 0, describeOffences(offences))
  })

  test('no cycles', () => {
    assert.deepEqual(
      findCycles(graph).map((cycle) => cycle.join(' → ')),
      [],
    )
  })

  test('no orphans: every file is started, tried by more than its own test, or measured', () => {
    assert.deepEqual(findOrphans(graph), [])
  })
})

/** One import that must be caught and one that must not, for each border. */
const controls: Record<string, { bad: [from: string, specifier: string]; good: [from: string, specifier: string] }> = {
  'vault-through-the-door': {
    bad: ['src/areas/documents/list-documents.ts', '../../vault/documents.ts'],
    good: ['src/access/door-read.ts', '../vault/documents.ts'],
  },
  'below-knows-no-area': {
    bad: ['src/keys/wrap.ts', '../areas/identity/index.ts'],
    good: ['src/keys/wrap.ts', '../access/types.ts'],
  },
  'below-knows-no-edge': {
    bad: ['src/areas/documents/hide-document.ts', '../../edge/pages/layout.tsx'],
    good: ['src/edge/fhir/search.ts', '../../areas/documents/index.ts'],
  },
  'rules-do-no-io': {
    bad: ['src/areas/documents/rules.ts', 'node:fs'],
    good: ['src/areas/documents/rules.ts', '../../reference/document-entry.ts'],
  },
  'edges-hold-no-storage': {
    bad: ['src/edge/fhir/search.ts', '../../platform/database/database.ts'],
    good: ['src/edge/fhir/search.ts', '../../platform/problem.ts'],
  },
  'reference-imports-nothing-above': {
    bad: ['src/reference/professions.ts', '../access/types.ts'],
    good: ['src/reference/professions.ts', '../platform/problem.ts'],
  },
  'platform-imports-nothing-above': {
    bad: ['src/platform/mail.ts', '../areas/identity/index.ts'],
    good: ['src/platform/mail.ts', './problem.ts'],
  },
  'islands-stay-in-the-browser': {
    bad: ['islands/chart.ts', '../src/reference/document-entry.ts'],
    good: ['islands/chart.ts', './axis.ts'],
  },
  'product-imports-no-tests': {
    bad: ['src/startup.ts', '../tests/support/database.ts'],
    good: ['src/startup.test.ts', '../tests/support/database.ts'],
  },
  'areas-through-index': {
    bad: ['src/areas/documents/submit-document.ts', '../identity/store.ts'],
    good: ['src/areas/documents/submit-document.ts', '../identity/index.ts'],
  },
}

describe('the border check itself', () => {
  test('has a control for every border', () => {
    assert.deepEqual([...borders.map(({ name }) => name), 'areas-through-index'].sort(), Object.keys(controls).sort())
  })

  for (const [name, { bad, good }] of Object.entries(controls)) {
    test(`${name} catches what it must and nothing else`, () => {
      assert.ok(rulesBroken(...bad).includes(name), `${bad.join(' → ')} was let through`)
      assert.deepEqual(rulesBroken(...good), [])
    })
  }

  test('sees every way of importing', () => {
    const ways = [
      "import './a.ts'",
      "export * from './a.ts'",
      "const a = import('./a.ts')",
      "type A = import('./a.ts').A",
    ]
    for (const way of ways) assert.equal(graphOf({ 'src/vault/b.ts': way }).imports[0]?.to, 'src/vault/a.ts', way)
  })

  test('pure files may hash, and use no other builtin or package', () => {
    for (const specifier of ['node:crypto', 'typebox', '../platform/problem.ts']) {
      assert.deepEqual(rulesBroken('src/access/decide.ts', specifier), [], specifier)
    }
    for (const specifier of [
      'pg',
      '@fastify/static',
      'node:net',
      '../platform/database/database.ts',
      './standing.ts',
    ]) {
      assert.deepEqual(rulesBroken('src/access/decide.ts', specifier), ['rules-do-no-io'], specifier)
    }
  })

  test('finds a cycle through types and leaves a diamond alone', () => {
    const cycle = {
      'src/a.ts': "import type { B } from './b.ts'",
      'src/b.ts': "import './c.ts'",
      'src/c.ts': "import './a.ts'",
    }
    assert.deepEqual(findCycles(graphOf(cycle)), [['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/a.ts']])
    const diamond = { 'src/a.ts': "import './b.ts'; import './c.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': '' }
    assert.deepEqual(findCycles(graphOf(diamond)), [])
  })

  test('a file that only its own test uses is an orphan', () => {
    const texts = {
      'src/main.ts': "import './used.ts'",
      'src/used.ts': '',
      'src/lone.ts': '',
      'src/lone.test.ts': "import './lone.ts'",
    }
    assert.deepEqual(findOrphans(graphOf(texts)), ['src/lone.ts'])
  })
})
