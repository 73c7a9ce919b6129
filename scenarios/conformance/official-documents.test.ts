import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { loadCast } from '../../src/reference/load-cast.ts'
import { skipWithoutCorpus } from '../../tests/support/corpus.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import { createCaller, type Caller } from './support/caller.ts'
import { viewOfDeposit, viewOfReference } from './support/index-view.ts'
import { officialExamples, type OfficialExample } from './support/official-examples.ts'
import { provideBundle, simplifiedPublish } from './support/provide-bundle.ts'
import { sha1Of } from './support/sha1-of.ts'

const official = skipWithoutCorpus('cisis-cda')
const examples = officialExamples()
const { holders } = loadCast()

let provided: Installation
let published: Installation
before(async () => {
  if (official.skip === false)
    [provided, published] = await Promise.all([
      openInstallation({ examples: false }),
      openInstallation({ examples: false }),
    ])
})
after(() => Promise.all([provided, published].map((one) => one?.close())))

const depositorOf = ({ file }: OfficialExample): string => (file.startsWith('BIO') ? 'laboratory' : 'hospital')

/** The holder reads; for a small child, who signs in nowhere, the midwife of the hospital that deposited. */
const readerOf = (example: OfficialExample): string =>
  holders.find(({ name }) => name === holderOf(example))?.signsIn === true ? holderOf(example) : 'midwife'

const holderOf = ({ patient }: OfficialExample): string =>
  holders.find(({ ins }) => ins.system === patient.system && ins.value === patient.value)?.name ?? 'nobody'

const find = async (call: Caller, example: OfficialExample, reader: string): Promise<unknown> => {
  const { patient, metadata } = example
  const identifier = encodeURIComponent(`urn:ietf:rfc:3986|${metadata.uniqueId}`)
  const who = encodeURIComponent(`${patient.system}|${patient.value}`)
  const { status, body, text } = await call(
    reader,
    `DocumentReference?patient.identifier=${who}&status=current&identifier=${identifier}`,
  )
  assert.equal(status, 200, text)
  assert.equal(at(body, 'total'), 1, `${example.file} is found by its unique id`)
  return at(body, 'entry.0.resource')
}

const checkReadBack = async (call: Caller, example: OfficialExample, reader: string): Promise<void> => {
  const document = await find(call, example, reader)
  const found = viewOfReference(document, example.patient)
  for (const [part, said] of Object.entries(viewOfDeposit(example))) {
    assert.deepEqual(found[part], said, `${part} of ${example.file}`)
  }
  const { bytes, status, headers } = await call(reader, String(at(document, 'content.0.attachment.url')), {
    accept: 'text/xml',
  })
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/xml/)
  assert.equal(bytes.length, example.size)
  assert.equal(sha1Of(bytes), example.sha1, `${example.file} comes back byte for byte`)
}

const count = (context: TestContext, verb: string): void => {
  const wrapped = examples.filter(({ isWrapped }) => isWrapped).length
  const spaces = new Set(examples.map(holderOf)).size
  context.diagnostic(
    `${examples.length} official examples ${verb}, ${wrapped} of them inside a style sheet, in ${spaces} spaces`,
  )
}

test(
  'all official examples go in by ITI-65 and come back with the index their header gives',
  official,
  async (context) => {
    const call = createCaller(provided)
    for (const example of examples) {
      const { status, text, body } = await call(depositorOf(example), '', { body: provideBundle([example]) })
      assert.equal(status, 200, `${example.file}: ${text}`)
      assert.deepEqual(
        listAt(body, 'entry').map((entry) => at(entry, 'response.status')),
        ['201', '201', '201'],
      )
      await checkReadBack(call, example, readerOf(example))
    }
    assert.equal(examples.length, 63)
    count(context, 'deposited by ITI-65 and compared')
  },
)

/** What a careless depositor says: every field the header has is told wrong, so that only the header can be the source. */
const carelessly = (example: OfficialExample): OfficialExample => ({
  ...example,
  metadata: {
    ...example.metadata,
    title: 'Document',
    createdAt: '2026-11-02T09:00:00+01:00',
    language: 'en',
    authors: [{ person: { family: 'PERSONNE', given: 'Aucune' } }],
    events: [],
    references: [],
    confidentiality: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
    facilityType: { system: example.metadata.facilityType?.system ?? '', code: 'SA99' },
    sourcePatient: { identifiers: [example.patient], family: 'AUTRE' },
  },
})

test('the index is read from the header, whatever an ITI-105 message says of it', official, async (context) => {
  const call = createCaller(published)
  for (const example of examples) {
    const { status, text } = await call(depositorOf(example), 'DocumentReference', {
      body: simplifiedPublish(carelessly(example)),
    })
    assert.equal(status, 201, `${example.file}: ${text}`)
    await checkReadBack(call, example, readerOf(example))
  }
  count(context, 'deposited by ITI-105 with a wrong index and compared')
})

test('her treating doctor finds the official examples of Dominique', official, async () => {
  const call = createCaller(provided)
  const example = examples.find((one) => holderOf(one) === 'dominique')
  assert.ok(example)
  // Deposited here, or by the test before.
  await call(depositorOf(example), '', { body: provideBundle([example]) })
  await checkReadBack(call, example, 'dr-moreau')
})
