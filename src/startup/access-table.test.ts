import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccessMatrix } from '../reference/create-access-matrix.ts'
import { createReference } from '../reference/create-reference.ts'
import { createAccessRules } from './access-table.ts'
import { createPageLabels } from './page-labels.ts'

const reference = createReference()
const matrix = createAccessMatrix(reference)
const labels = createPageLabels(reference)
const rulesAt = createAccessRules({ matrix, reference, labels })
const at = '2026-11-22T10:00:00.000Z'

test('the table that people read is the matrix that decides: every profession, every type, on the day', () => {
  const rules = rulesAt(at, 'fr')
  assert.deepEqual(
    rules.map(({ code }) => code),
    [...matrix.professions(at).keys()],
  )
  for (const { code, categories } of rules) {
    const told = categories.flatMap(({ types }) => types)
    const cells = labels.documentCategories('fr').flatMap(({ typeCodes }) => typeCodes)
    assert.equal(told.length, cells.length)
    for (const [index, typeCode] of cells.entries()) {
      const cell = matrix.matrixCell(code, typeCode, at)
      assert.equal(told[index]?.sees, cell === 'allow', `${code} ${typeCode}`)
      assert.equal(told[index]?.source === 'unknown', cell === 'absent', `${code} ${typeCode}`)
    }
  }
})

test('what is made up is marked so, cell by cell; what public sources say is not', () => {
  const sourcesOf = (profession: string, sees: boolean) => {
    const types = rulesAt(at, 'fr')
      .find(({ code }) => code === profession)
      ?.categories.flatMap((one) => one.types)
    return [...new Set(types?.filter((type) => type.sees === sees).map(({ source }) => source))].toSorted()
  }
  assert.deepEqual([sourcesOf('10', true), sourcesOf('10', false)], [['confirmed'], ['confirmed']])
  assert.deepEqual([sourcesOf('80', true), sourcesOf('80', false)], [['sample'], ['confirmed']])
  assert.deepEqual([sourcesOf('28', true), sourcesOf('28', false)], [['sample'], ['confirmed', 'unknown']])
  assert.deepEqual(sourcesOf('60', true), ['sample'])
})

test('in words, in both languages; before the first version nothing is in force', () => {
  const labelOf = (lang: 'fr' | 'en') => rulesAt(at, lang)[0]?.label
  assert.notEqual(labelOf('fr'), labelOf('en'))
  assert.deepEqual(rulesAt('2020-01-01T00:00:00.000Z', 'fr'), [])
})
