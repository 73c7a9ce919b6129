import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, test } from 'node:test'
import { Type, type Static } from 'typebox'
import { readData } from '../../src/reference/data-file.ts'
import { corpus, corpusPath, skipWithoutCorpus } from '../../tests/support/corpus.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, issueCodes } from '../../tests/support/json-path.ts'
import { createCaller, type Answer } from './support/caller.ts'
import { emptyStore } from './support/empty-store.ts'
import { officialExamples, type OfficialExample } from './support/official-examples.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'
import { countStored } from './support/stored-things.ts'

// They are made of the official examples, and say which.
const mutants = skipWithoutCorpus(corpus('cisis-cda') === undefined ? 'cisis-cda' : 'cda-mutants')

const mutant = Type.Object({
  file: Type.String(),
  source: Type.String(),
  change: Type.String(),
  wellFormed: Type.Boolean(),
  schemaValid: Type.Boolean(),
})
type Mutant = Static<typeof mutant>

const documents: readonly Mutant[] =
  corpus('cda-mutants') === undefined
    ? []
    : readData(corpusPath('cda-mutants', 'expected.json'), Type.Object({ documents: Type.Array(mutant) })).documents

/** The remark that each change which the schema lets pass must give. */
const remarks: Readonly<Record<string, string>> = {
  'no-legal-authenticator': 'no-legal-authenticator',
  'no-set-id': 'no-set-id',
  'gender-code': 'gender-unknown-code',
  'no-service-event': 'no-service-event',
  'section-no-title': 'section-without-title',
  'section-no-text': 'section-without-text',
}

let carnet: Installation
const sources = new Map(officialExamples().map((example) => [example.file, example]))
before(async () => {
  if (mutants.skip === false) carnet = await openInstallation({ examples: false })
})
after(() => carnet?.close())

const depositOf = ({ file, source }: Mutant): OfficialExample => {
  const example = sources.get(source)
  assert.ok(example, source)
  return { ...example, bytes: readFileSync(corpusPath('cda-mutants', file)) }
}

const checkRefused = (answer: Answer): void => {
  assert.equal(answer.status, 422, answer.text)
  assert.ok(issueCodes(answer.body).includes('InvalidDocumentContent'), answer.text)
  assert.match(String(at(answer.body, 'issue.0.expression.0')), /content\[0\]\.attachment/)
  assert.doesNotMatch(answer.text, /node_modules|\.js:\d|    at /, 'no stack trace')
}

const checkRemarked = (one: Mutant, { status, body, text }: Answer): void => {
  assert.equal(status, 200, text)
  const outcome = at(body, 'entry.1.response.outcome')
  const remark = remarks[basename(one.file, '.xml').split('--')[1] ?? '']
  assert.ok(remark, `${one.file} has a remark of its own`)
  assert.ok(issueCodes(outcome).includes(remark), `${one.file} gives ${remark}: ${text}`)
  assert.equal(at(outcome, 'issue.0.severity'), 'warning')
  assert.match(String(at(outcome, 'issue.0.diagnostics')), / .* /, 'in a sentence')
}

for (const one of documents) {
  const isRefused = !one.wellFormed || !one.schemaValid
  test(`${basename(one.file)} is ${isRefused ? 'refused' : 'accepted with a remark'}`, mutants, async () => {
    await emptyStore(carnet)
    const call = createCaller(carnet)
    const deposit = depositOf(one)
    const stored = await countStored(carnet)
    const answer = await call('hospital', '', { body: provideBundle([deposit]) })
    if (!isRefused) return checkRemarked(one, answer)
    checkRefused(answer)
    checkRefused(await call('hospital', 'DocumentReference', { body: simplifiedPublish(deposit) }))
    assert.deepEqual(await countStored(carnet), stored, 'nothing is left behind')
  })
}

test('the corpus has twelve mutants', mutants, (context) => {
  const refused = documents.filter(({ wellFormed, schemaValid }) => !wellFormed || !schemaValid).length
  context.diagnostic(`${refused} mutants refused, ${documents.length - refused} accepted with remarks`)
  assert.equal(documents.length, 12)
})
