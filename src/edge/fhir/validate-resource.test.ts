import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, test } from 'node:test'
import { exampleBytes } from '../../../tests/cda/cda-examples.ts'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../tests/support/corpus.ts'
import { fhirReport, fhirReportWith } from '../../../tests/support/fhir-document.ts'
import { startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'
import { Problem } from '../../platform/problem.ts'
import { checkResource } from './check-resource.ts'

let edge = startFhirEdge()
beforeEach(() => {
  edge = startFhirEdge()
})
afterEach(() => edge.server.close())

/** What `$validate` says, without a token: `severity code diagnostics expression` for each issue. */
const validate = async (type: string, payload: string | Buffer, headers: Record<string, string> = {}) => {
  const sent = { 'content-type': 'application/fhir+json', 'accept-language': 'en', ...headers }
  const answer = await edge.server.inject({ method: 'POST', url: `/fhir/${type}/$validate`, headers: sent, payload })
  assert.equal(answer.statusCode, 200, answer.body)
  const body: unknown = answer.json()
  assert.deepEqual(checkResource(body), [])
  return listAt(body, 'issue').map((issue) => ({
    severity: at(issue, 'severity'),
    reason: at(issue, 'details.coding.1.code') ?? at(issue, 'details.coding.0.code'),
    says: String(at(issue, 'diagnostics')),
    where: at(issue, 'expression.0'),
  }))
}

const binary = (bytes: Buffer, contentType = 'text/xml'): string =>
  JSON.stringify({ resourceType: 'Binary', contentType, data: bytes.toString('base64') })

test('a FHIR document is told as its patient will read it, each result at its resource', async () => {
  const issues = await validate('Bundle', fhirReport())
  assert.ok(issues.every(({ severity }) => severity === 'information'))
  assert.equal(
    issues[0]?.says,
    'The patient reads : Bilan et prélèvement de plaie | Laboratory results | 2026-11-03T17:20:00+01:00 | Nadia BELKACEM',
  )
  assert.deepEqual(
    issues.filter(({ says }) => says.startsWith('Glucose')).map(({ says, where }) => [says, where]),
    [['Glucose : 1.310 g/L', 'urn:uuid:00000000-0000-4000-8000-000000000020']],
  )
  assert.ok(issues.some(({ says }) => says === 'results read : 9'))
})

test('the same as the parameter “resource”', async () => {
  const parameters = `{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"create"},{"name":"resource","resource":${fhirReport().toString()}}]}`
  assert.ok((await validate('Bundle', parameters)).some(({ says }) => says === 'results read : 9'))
})

test('a CDA document in a Binary is told like any other', async () => {
  const issues = await validate('Binary', binary(exampleBytes('laboratory-report.xml')))
  assert.match(String(issues[0]?.says), /Bilan sanguin de suivi/)
  assert.ok(issues.some(({ says }) => says === 'results read : 4'))
})

const defects: [string, string, string | Buffer, string, string][] = [
  [
    'a document that is none',
    'Bundle',
    fhirReportWith('"resourceType": "Composition"', '"resourceType": "Basic"'),
    'error',
    'fhir-not-a-document',
  ],
  [
    'a document without a title',
    'Bundle',
    fhirReportWith('"title": "Bilan et prélèvement de plaie",', ''),
    'warning',
    'fhir-no-title',
  ],
  [
    'a CDA that is cut',
    'Binary',
    binary(exampleBytes('laboratory-report.xml').subarray(0, 900)),
    'error',
    'xml-malformed',
  ],
  [
    'a PDF that says it is a text',
    'Binary',
    binary(Buffer.from('%PDF-1.4\n%%EOF\n'), 'text/plain'),
    'error',
    'content-type-mismatch',
  ],
  [
    'a PDF that runs a script',
    'Binary',
    binary(Buffer.from('%PDF-1.4\n1 0 obj << /S /JavaScript >> endobj\n%%EOF\n'), 'application/pdf'),
    'error',
    'pdf-active-content',
  ],
  ['nothing in it', 'Binary', binary(Buffer.alloc(0)), 'error', 'content-empty'],
  ['no FHIR at all', 'Bundle', '{"a"', 'error', 'body-json-malformed'],
  [
    'another resource than the address says',
    'Bundle',
    '{"resourceType":"Patient"}',
    'error',
    'resource-type-unexpected',
  ],
  ['no resource in the parameters', 'Bundle', '{"resourceType":"Parameters"}', 'error', 'element-missing'],
  [
    'a document to publish without anything',
    'DocumentReference',
    '{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"contentType":"text/xml"}}]}',
    'error',
    'element-missing',
  ],
]

for (const [what, type, payload, severity, reason] of defects) {
  test(`${what}: ${severity} ${reason}, in words`, async () => {
    const found = (await validate(type, payload)).filter((issue) => issue.reason === reason)
    assert.ok(found.length > 0)
    for (const issue of found) {
      assert.equal(issue.severity, severity)
      assert.match(issue.says, /\.$/)
    }
  })
}

test('in French unless English is asked for', async () => {
  const [issue] = await validate('Bundle', fhirReport(), { 'accept-language': 'fr' })
  assert.match(String(issue?.says), /^Le patient lit/)
})

test('what a deposit takes, $validate takes; what it refuses, it names', needs('mhd-cases'), async () => {
  const good = await validate('Bundle', readCorpus('mhd-cases', 'requests', 'ok-iti65-two-documents.json'))
  assert.ok(good.length > 0 && good.every(({ severity }) => severity !== 'error'))
  assert.equal(edge.fake.entries.size, 0)
})

const folder = 'hl7eu-lab/examples'
test('every European report is taken', skipWithoutCorpus(folder), async () => {
  const names =
    corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder)).filter((name) => name.startsWith('Bundle'))
  for (const name of names) {
    const issues = await validate('Bundle', readFileSync(corpusPath(folder, name)))
    assert.ok(
      issues.every(({ severity }) => severity !== 'error'),
      name,
    )
  }
})

test('too many from one place wait, before anything is read', async () => {
  edge.validator.admit = () => Promise.reject(new Problem('busy', 'too-many-tries', { details: { minutes: 10 } }))
  const answer = await edge.server.inject({
    method: 'POST',
    url: '/fhir/Bundle/$validate',
    payload: '{}',
    headers: { 'content-type': 'application/fhir+json' },
  })
  assert.equal(answer.statusCode, 429)
})

test('too large is told; nothing else of the edge is open without a token', async () => {
  const headers = { 'content-type': 'application/fhir+json' }
  const large = Buffer.alloc(edge.validator.maxBytes * 2, 0x20)
  const answer = await edge.server.inject({ method: 'POST', url: '/fhir/Bundle/$validate', payload: large, headers })
  assert.equal(answer.statusCode, 413)
  for (const url of ['/fhir', '/fhir/DocumentReference', '/fhir/Binary'])
    assert.equal((await edge.server.inject({ method: 'POST', url, payload: '{}', headers })).statusCode, 401, url)
})
