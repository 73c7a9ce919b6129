import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { exampleBytes } from '../../../../tests/cda/cda-examples.ts'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { at, listAt } from '../../../../tests/support/json-path.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import { parseCda } from './parse-cda.ts'
import { readStatements, readVaccinations } from './read-statements.ts'

const systems = { canonical: (system: string): string => system }

const codeOf = (coding: Coding | undefined): string | undefined => coding && `${coding.system}|${coding.code}`
const expectedCode = (value: unknown): string | undefined =>
  at(value, 'code') === undefined ? undefined : `urn:oid:${String(at(value, 'oid'))}|${String(at(value, 'code'))}`

/** A vaccination as both sides tell it. */
const told = (one: Statement) => ({
  negated: one.negated === true,
  planned: one.planned === true,
  status: one.status,
  at: one.since,
  kind: codeOf(one.kind),
  route: codeOf(one.route),
  site: codeOf(one.site),
  product: one.codes.map(codeOf),
  lot: one.lot,
  rank: one.rank,
  reactions: (one.reactions ?? []).map(codeOf),
})

const expected = (one: unknown): ReturnType<typeof told> => {
  const text = (path: string): string | undefined => {
    const said = at(one, path)
    return typeof said === 'string' ? said : undefined
  }
  const product = [at(one, 'product'), ...listAt(one, 'product.translations')].flatMap(
    (code) => expectedCode(code) ?? [],
  )
  return {
    negated: at(one, 'negated') === true,
    planned: at(one, 'mood') !== 'EVN',
    status: text('status'),
    at: text('time.value') ?? text('time.low'),
    kind: expectedCode(at(one, 'kind')),
    route: expectedCode(at(one, 'route')),
    site: expectedCode(at(one, 'site')),
    product,
    lot: text('lot'),
    rank: text('rank'),
    reactions: listAt(one, 'reactions').map(expectedCode),
  }
}

const folder = 'cisis-cda/expected'
test(
  'the vaccinations of the official examples come out as their oracle states',
  skipWithoutCorpus(folder),
  (context) => {
    let count = 0
    for (const name of corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder))) {
      const oracle: unknown = JSON.parse(readFileSync(corpusPath(folder, name), 'utf8'))
      const stated = listAt(oracle, 'vaccinations')
      if (stated.length === 0) continue
      const bytes = readFileSync(corpusPath('cisis-cda/ExemplesCDA', name.replace('.json', '.xml')))
      assert.deepEqual(readVaccinations(parseCda(bytes), systems).map(told), stated.map(expected), name)
      count += stated.length
    }
    assert.equal(count, 72)
    context.diagnostic(`${count} vaccinations of the corpus as stated`)
  },
)

test('a summary of a doctor gives its allergies, problems and treatments', skipWithoutCorpus(folder), () => {
  const bytes = readFileSync(corpusPath('cisis-cda/ExemplesCDA/IPS-FR_2024.01.xml'))
  const found = readStatements(parseCda(bytes), systems)
  const of = (section: string) => found.filter((one) => one.section === section)
  assert.match(of('allergies')[0]?.label ?? '', /Paracétamol/)
  assert.equal(of('allergies')[0]?.since, '2021-12-04')
  const [problem] = of('conditions')
  assert.deepEqual(
    [problem?.label, problem?.since, problem?.codes[0]?.code],
    ['Thyroïdite auto-immune', '2024-01-11', 'E06.3'],
  )
  const [treatment] = of('treatments')
  assert.deepEqual([treatment?.label, treatment?.since], ['LEVOTHYROX 75 microgrammes', '2022-02-11'])
  assert.equal(of('vaccinations').length, 2)
})

test('our own note tells its vaccinations; a document without any tells none', () => {
  const [vaccination] = readStatements(parseCda(exampleBytes('vaccination-note.xml')), systems)
  assert.equal(vaccination?.section, 'vaccinations')
  assert.match(vaccination?.since ?? '', /^2026/)
  assert.deepEqual(readStatements(parseCda(exampleBytes('prescription.xml')), systems), [])
})
