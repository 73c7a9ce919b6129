import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { codeRule, distinctiveCodes } from './code-rules.ts'
import { reachRules } from './reach-rules.ts'
import { readSources, readTexts } from './read-sources.ts'
import { functionLengths, shapeRules } from './shape-rules.ts'
import { applyRule, describeOffences, isProduct, type Source } from './source.ts'
import { commentsOf, findDoorMarks, wordRules } from './word-rules.ts'

const sources = readSources()
const product = sources.filter(({ path }) => isProduct(path))
/** Lists that a decree or a nomenclature changes; codes of standards' own structure (status, confidentiality, formats) stay with the standard. */
const codeFiles =
  /^data\/(codes|measurements?)\/.*(document-types|document-classes|profession|specialt|savoir-faire|measure|setting|facilit).*\.json$/
const codeLists = readTexts(['data'], codeFiles)
const codes = distinctiveCodes(codeLists)

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0

const countLines = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length

const commentShare = (all: readonly Source[]): number => {
  const comments = all.flatMap(commentsOf).reduce((sum, { text }) => sum + countLines(text), 0)
  return (
    Math.round(
      (1000 * comments) /
        Math.max(
          1,
          all.reduce((sum, { text }) => sum + countLines(text), 0),
        ),
    ) / 10
  )
}

describe('house style', () => {
  test('the sources are really read', () => {
    assert.ok(product.length > 10, 'no source was read')
    assert.ok(product.flatMap(functionLengths).length > 10, 'no function was read')
  })

  test('the code lists are really read', () => {
    assert.ok(codes.size > 50, `only ${codes.size} codes in data/codes: the rule would look for nothing`)
  })

  for (const rule of [...shapeRules, ...wordRules, ...reachRules, codeRule(codes)]) {
    test(rule.name, () => {
      const offences = applyRule(rule, sources)
      assert.equal(offences.length, 0, describeOffences(offences))
    })
  }

  test('one Grant and one Receipt are made in the whole product', () => {
    const marks = findDoorMarks(sources)
    assert.deepEqual(marks.map(({ mark }) => mark).sort(), ['Grant', 'Receipt'], JSON.stringify(marks))
  })

  test('figures', (context) => {
    const files = product.map(({ text }) => text.split('\n').length)
    const functions = product.flatMap(functionLengths)
    context.diagnostic(`comment lines: ${commentShare(product)} % (aim: 8 to 15)`)
    context.diagnostic(`file lines: median ${quantile(files, 0.5)}, p90 ${quantile(files, 0.9)} (aim: 60, 160)`)
    context.diagnostic(
      `function lines: median ${quantile(functions, 0.5)}, p90 ${quantile(functions, 0.9)} (aim: 10, 30)`,
    )
  })
})
