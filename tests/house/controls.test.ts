import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { codeRule, distinctiveCodes } from './code-rules.ts'
import { reachRules } from './reach-rules.ts'
import { parseSources } from './read-sources.ts'
import { shapeRules } from './shape-rules.ts'
import { applyRule } from './source.ts'
import { commentsOf, wordRules } from './word-rules.ts'

const codes = distinctiveCodes({ 'data/codes/types.json': JSON.stringify([{ code: '11502-2' }, { code: '10' }]) })
const rules = [...shapeRules, ...wordRules, ...reachRules, codeRule(codes)]

/** Bad texts that a rule must report, each once, and texts that look like them and are fine. */
interface Control {
  path?: string
  bad: string[]
  good: string[]
}

const lines = (count: number): string => 'run()\n'.repeat(count)
const nested = (depth: number): string => `${'if (a) {'.repeat(depth)}${'}'.repeat(depth)}`

const controls: Record<string, Control> = {
  'file-lines': { bad: [lines(251)], good: [lines(250)] },
  'function-lines': {
    bad: [`const f = () => {\n${lines(59)}}`, `class A {\nm() {\n${lines(59)}}\n}`],
    good: [`const f = () => {\n${lines(58)}}`, `describe('x', () => {\n${lines(80)}})`],
  },
  parameters: {
    bad: ['const f = (a: 1, b: 2, c: 3, d: 4) => a', 'interface A { m(a: 1, b: 2, c: 3, d: 4): void }'],
    good: ['const f = (a: 1, b: 2, c: 3) => a', 'f(1, 2, 3, 4)'],
  },
  nesting: {
    bad: [nested(4), 'for (const a of b) while (c) try { switch (d) {} } finally {}'],
    good: [nested(3), 'if (a) {} else if (b) {} else if (c) {} else if (d) {}', `if (a) { f(() => { ${nested(3)} }) }`],
  },
  'file-name': { path: 'src/areas/a/string-utils.ts', bad: ['run()'], good: [] },
  'no-any': { bad: ['const a: any = 1', 'type A = Map<string, any>'], good: ["const a = 'any'", '// any\nrun()'] },
  'no-casts': {
    bad: ['const a = b as string', 'const a = <A>b', 'const a = b as Grant'],
    good: ['const a = [1] as const', "import { a as b } from 'c'", 'const a = b satisfies A'],
  },
  'no-assertions': { bad: ['a!.b()', 'class A { b!: string }'], good: ['const a = !b', 'const a = b !== c'] },
  'no-default-exports': {
    bad: ['export default 1', '/** It. */\nexport default function f() {}'],
    good: ['switch (a) { default: run() }'],
  },
  'exports-documented': {
    bad: [
      'export const a = 1',
      '/** A. */\n\nexport type B = 1',
      '/** */\nexport type B = 1',
      '// It.\nexport interface C {}',
    ],
    good: ['/** It is one. */\nexport const a = 1', "export * from './b.ts'", 'const a = 1'],
  },
  'no-mutes': {
    bad: ['// @ts-expect-error\nrun()', '/* oxlint-disable */\nrun()', 'run() // eslint-disable-line'],
    good: ["const a = '// @ts-ignore'", 'const a = `/* oxlint-disable ${b} */`'],
  },
  'ambient-only-in-platform': {
    bad: [
      'const a = process.env.A',
      'const a = Date.now()',
      'const a = new Date()',
      'const a = Math.random()',
      'console.log(1)',
    ],
    good: ['const a = new Date(b)', "const a = 'process.env'", 'const a = Math.max(1, 2)', 'const a = { console: 1 }'],
  },
  'sql-in-its-place': {
    bad: [
      "query('select id from space')",
      'query(`\n  SELECT id, name\n  FROM space where a = ${b}`)',
      "query('insert into space values (1)')",
      "query('update space set a = 1')",
      "query('delete from space')",
      "query('with a as (select 1) select * from a')",
      "query('create table a (b int)')",
      "query('set local role carnet')",
    ],
    good: ["say('Select a document from the list')", "say('update the page')", "say('from')"],
  },
  'codes-are-data': {
    bad: [
      "if (a === '11502-2') run()",
      "switch (a) { case '11502-2': run() }",
      "['11502-2'].includes(a)",
      "new Set(['11502-2'])",
      "if (actor.profession === '10') run()",
      "if (entry.typeCode.code !== 'x') run()",
      "['10'].includes(profession)",
      "switch (entry.typeCode) { case '7': run() }",
    ],
    good: [
      "if (a === '10') run()",
      "const a = '11502-2'",
      'if (a.profession === b.profession) run()',
      "if (a.profession === '') run()",
    ],
  },
}

describe('each rule of the house, fed with bad and good texts', () => {
  test('no rule is without its control', () => {
    assert.deepEqual(rules.map(({ name }) => name).sort(), Object.keys(controls).sort())
  })

  for (const rule of rules) {
    const { path = 'src/areas/a/do-it.ts', bad = [], good = [] } = controls[rule.name] ?? {}
    const count = (text: string): number => applyRule(rule, parseSources({ [path]: text })).length
    test(`${rule.name} reports the bad`, () => {
      assert.ok(bad.length > 0)
      for (const text of bad) assert.equal(count(text), 1, text)
    })
    test(`${rule.name} leaves the good alone`, () => {
      for (const text of good) assert.equal(count(text), 0, text)
    })
  }
})

describe('what the rules stand on', () => {
  const count = (name: string, path: string, text: string): number => {
    const rule = rules.find((each) => each.name === name)
    assert.ok(rule, name)
    return applyRule(rule, parseSources({ [path]: text })).length
  }

  test('the door, and only the door, casts one Grant and one Receipt', () => {
    const both = 'const a = b as Grant; const c = d as Receipt'
    assert.equal(count('no-casts', 'src/access/door.ts', both), 0)
    assert.equal(count('no-casts', 'src/access/door.ts', `${both}; const e = f as Grant`), 1)
    assert.equal(count('no-casts', 'src/access/decide.ts', both), 2)
    assert.equal(count('no-casts', 'src/access/door.test.ts', both), 2)
  })

  test('platform may reach the machine; the few places of SQL may hold it; tests may do both', () => {
    const [ambient, sql] = ['const a = Date.now()', "query('select 1 from a')"]
    assert.equal(count('ambient-only-in-platform', 'src/platform/clock.ts', ambient), 0)
    assert.equal(count('ambient-only-in-platform', 'src/main.ts', ambient), 1)
    for (const path of [
      'src/areas/a/store.ts',
      'src/vault/a.ts',
      'src/keys/a.ts',
      'src/access/standing.ts',
      'src/areas/a/b.test.ts',
    ]) {
      assert.equal(count('sql-in-its-place', path, sql), 0, path)
    }
    for (const path of ['src/areas/a/b.ts', 'src/access/door.ts', 'src/edge/fhir/store.ts']) {
      assert.equal(count('sql-in-its-place', path, sql), 1, path)
    }
  })

  test('names of files and folders', () => {
    for (const path of [
      'src/A.ts',
      'src/hide_document.ts',
      'src/helpers/a.ts',
      'src/care-service.ts',
      'src/mail-manager.ts',
    ]) {
      assert.notEqual(count('file-name', path, ''), 0, path)
    }
    for (const path of ['src/areas/a/hide-document.ts', 'src/edge/pages/home.test.tsx']) {
      assert.equal(count('file-name', path, ''), 0, path)
    }
  })

  test('comments are told from texts that look like them', () => {
    const text = "const a = 'http://x' // one\n/* two */ const b = /\\/\\/no/ // three\nconst c = `// ${a} /* no */`"
    const found = parseSources({ 'src/a.ts': text }).flatMap(commentsOf)
    assert.deepEqual(
      found.map((comment) => comment.text),
      ['// one', '/* two */', '// three'],
    )
    const page = parseSources({ 'src/a.tsx': 'const A = () => <p>see https://x.fr {/* yes */}</p>' }).flatMap(
      commentsOf,
    )
    assert.deepEqual(
      page.map((comment) => comment.text),
      ['/* yes */'],
    )
  })
})
