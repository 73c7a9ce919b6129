import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { startFhirEdge } from '../../../tests/support/fhir-edge.ts'
import { needs, readCorpus } from '../../../tests/support/fhir-corpus.ts'
import { at, issueCodes, listAt } from '../../../tests/support/json-path.ts'
import { checkResource } from './check-resource.ts'

const text = Type.String()
const caseShape = Type.Object({
  id: text,
  title: text,
  method: Type.Enum(['POST', 'PATCH']),
  path: text,
  contentType: text,
  body: text,
  after: Type.Optional(text),
  expect: Type.Object({
    status: Type.Optional(Type.Number()),
    statusIn: Type.Optional(Type.Array(Type.Number())),
    entries: Type.Optional(Type.Number()),
    issueDetailsCodeAnyOf: Type.Optional(Type.Array(text)),
  }),
})
const file = Compile(Type.Object({ cases: Type.Array(caseShape) }))
const { cases } = file.Parse(JSON.parse(readCorpus('mhd-cases', 'cases.json') || '{"cases":[]}'))
type Case = (typeof cases)[number]

// What only the documents area can tell: the edge must let these through, unharmed.
const forTheArea = new Set([
  'ko-hash',
  'ko-size',
  'ko-type-unknown',
  'ko-other-patient',
  'ko-replace-unknown',
  'ko-xxe',
  'ko-entity-bomb',
  'ko-pdf-script',
  'ko-duplicate-resend',
])

type Edge = ReturnType<typeof startFhirEdge>

const send = async (each: Case, { call, post, firstId }: Edge) => {
  if (each.after) await post('', readCorpus('mhd-cases', 'requests', `${each.after}.json`))
  const fill = (template: string) =>
    template.replaceAll('{DocumentReference of the previous case}', `DocumentReference/${firstId()}`)
  return call(each.path && `/${fill(each.path)}`, {
    method: each.method,
    payload: fill(readCorpus('mhd-cases', each.body)),
    headers: { 'content-type': each.contentType },
  })
}

const checkStatus = ({ id, expect }: Case, status: number, answer: string): void => {
  if (expect.status) assert.equal(status, expect.status, answer)
  else if (forTheArea.has(id)) assert.equal(status, 200, answer)
  else assert.ok(expect.statusIn?.includes(status), answer)
}

const checkRefusal = ({ expect, after }: Case, outcome: unknown, { fake }: Edge): void => {
  assert.equal(at(outcome, 'resourceType'), 'OperationOutcome')
  assert.ok(at(outcome, 'issue.0.expression.0'), 'names the field')
  assert.equal(fake.recorded.submissions.length, after ? 1 : 0)
  const words = expect.issueDetailsCodeAnyOf
  const found = issueCodes(outcome).map(String)
  assert.ok(!words || found.some((code) => words.includes(code)), found.join())
}

for (const each of cases) {
  test(`mhd case ${each.id}, as far as the edge can tell: ${each.title}`, needs('mhd-cases'), async () => {
    const edge = startFhirEdge()
    const answer = await send(each, edge)
    checkStatus(each, answer.status, answer.text)
    if (answer.status >= 400) checkRefusal(each, answer.body, edge)
    if (each.expect.entries) {
      const statuses = listAt(answer.body, 'entry').map((entry) => at(entry, 'response.status'))
      assert.deepEqual(
        statuses,
        Array.from({ length: each.expect.entries }, () => '201'),
      )
    }
    assert.deepEqual(checkResource(answer.body), [])
    await edge.server.close()
  })
}

test('there are thirty-one cases', needs('mhd-cases'), () => assert.equal(cases.length, 31))
