import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findDeadLinks, findMachinePaths, findRightOffences, findSettingOffences } from './page-links.ts'
import { parseSources, readAllTexts, readSources, type Texts } from './read-sources.ts'
import { findReasonOffences, findReasons } from './reason-links.ts'
import { describeOffences, type Offence } from './source.ts'

const sources = readSources()
const texts = readAllTexts()
const catalogue: Texts = Object.fromEntries(
  Object.entries(texts).filter(([path]) => /^data\/reasons\/.*\.json$/.test(path)),
)
const settingsPage = 'docs/operating/settings.md'

const expectNone = (offences: readonly Offence[]): void => assert.equal(offences.length, 0, describeOffences(offences))
const saysOf = (offences: readonly Offence[]): string => offences.map(({ path, says }) => `${path}: ${says}`).join('\n')

describe('links between code, data and pages', () => {
  test('every reason has its two sentences, and every sentence is given', () => {
    assert.ok(findReasons(sources).length > 0, 'no reason was read')
    expectNone(findReasonOffences(sources, catalogue))
  })

  test('every right is proved by a scenario, and every scenario proves a right', () =>
    expectNone(findRightOffences(texts)))
  test('what pages name is there', () => expectNone(findDeadLinks(texts)))
  test('every setting is documented', () => expectNone(findSettingOffences(sources, texts[settingsPage])))
  test('no line names a place of one machine', () => expectNone(findMachinePaths(texts)))
})

describe('the link checks themselves', () => {
  const sentences = (fr: string, en: string) => JSON.stringify({ 'too-large': { fr, en } })
  const thrower = { 'src/areas/a.ts': "throw new Problem('incorrect', 'too-large')" }
  const reasonsOf = (code: Texts, data: Texts) => saysOf(findReasonOffences(parseSources(code), data))

  test('a reason without sentences, in every way of giving one', () => {
    const ways = [
      "throw new Problem('incorrect', 'too-large')",
      "throw new Problem('incorrect', big ? 'too-large' : 'too-large')",
      "export const bad = (reason: string) => new Problem('incorrect', reason); throw bad('too-large')",
      "function bad(kind: ProblemKind, reason: string) { throw new Problem(kind, reason) } bad('incorrect', 'too-large')",
      "const decision = { reason: 'too-large' }",
      "type RefusalReason = 'too-large'",
    ]
    for (const way of ways) assert.match(reasonsOf({ 'src/areas/a.ts': way }, {}), /“too-large” is not in/, way)
    assert.equal(reasonsOf(thrower, { 'data/reasons/a.json': sentences('{max} o', '{max} B') }), '')
  })

  test('sentences that lack a language, differ in fields, repeat or belong to nothing', () => {
    assert.match(reasonsOf(thrower, { 'data/reasons/a.json': sentences('', 'x') }), /lacks its French/)
    assert.match(reasonsOf(thrower, { 'data/reasons/a.json': sentences('{max}', 'x') }), /other \{fields\}/)
    assert.match(reasonsOf({}, { 'data/reasons/a.json': sentences('x', 'x') }), /given by no code/)
    const twice = { 'data/reasons/a.json': sentences('x', 'x'), 'data/reasons/b.json': sentences('x', 'x') }
    assert.match(reasonsOf(thrower, twice), /b\.json: “too-large” is written twice/)
  })

  test('rights and scenarios that do not meet', () => {
    const right = {
      'docs/rights/i-see.md': 'proved by scenarios/i-see.test.ts, done by src/areas/history/read-history.ts',
    }
    const scenario = { 'scenarios/i-see.test.ts': '' }
    assert.equal(saysOf(findRightOffences({ ...right, ...scenario })), '')
    assert.match(saysOf(findRightOffences({})), /no right is written down/)
    assert.match(saysOf(findRightOffences({ 'docs/rights/i-see.md': 'x' })), /names no scenario/)
    assert.match(saysOf(findRightOffences({ ...right, 'scenarios/idle.test.ts': '' })), /idle.*no page/)
    assert.match(saysOf(findDeadLinks(right)), /scenarios\/i-see\.test\.ts does not exist/)
  })

  test('settings without a line, and lines without a setting', () => {
    const code = parseSources({
      'src/platform/settings.ts': "const port = environment['CARNET_PORT'] ?? environment.DATABASE_URL",
    })
    assert.equal(saysOf(findSettingOffences(code, '`CARNET_PORT` `DATABASE_URL`')), '')
    assert.match(
      saysOf(findSettingOffences(code, '`CARNET_PORT` `OLD_NAME`')),
      /DATABASE_URL is read[\s\S]*OLD_NAME is explained/,
    )
    assert.match(saysOf(findSettingOffences([], '')), /no setting is read/)
  })

  test('places of one machine', () => {
    const places = [
      ['', 'work', 'main'],
      ['', 'home', 'me', 'x'],
      ['..', 'shared', 'design', 'house.md'],
    ]
    for (const place of places)
      assert.equal(findMachinePaths({ a: `see "${place.join('/')}"` }).length, 1, place.join('/'))
    assert.equal(findMachinePaths({ a: 'http://localhost:8080/my/home and ../shared/corpus and src/home/x' }).length, 0)
  })
})
