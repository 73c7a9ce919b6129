import assert from 'node:assert/strict'
import { at, issueCodes, listAt } from '../../../tests/support/json-path.ts'
import type { Answer, Caller } from './caller.ts'
import type { Following, MhdCase } from './mhd-case.ts'
import { sha1Of } from './sha1-of.ts'

const everything =
  'DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current,superseded,entered-in-error'

/** All documents that Dominique finds in her space. */
export const findEverything = async (call: Caller): Promise<Answer> => call('dominique', everything)

const checkBundle = ({ expect }: MhdCase, request: string, { body }: Answer): void => {
  const sent: unknown = JSON.parse(request)
  const responses = listAt(body, 'entry').map((entry) => at(entry, 'response'))
  if (expect.entries !== undefined) assert.equal(responses.length, expect.entries)
  for (const [place, response] of responses.entries()) {
    if (expect.entryStatusStartsWith !== undefined) {
      assert.ok(String(at(response, 'status')).startsWith(expect.entryStatusStartsWith))
    }
    const type = String(at(sent, `entry.${place}.resource.resourceType`))
    if (expect.sameOrder) assert.match(String(at(response, 'location')), new RegExp(`^${type}/`))
  }
}

const checkIssues = ({ expect }: MhdCase, { body }: Answer): void => {
  assert.equal(at(body, 'resourceType'), 'OperationOutcome')
  const said = [...issueCodes(body), ...listAt(body, 'issue').map((issue) => at(issue, 'diagnostics'))].map(String)
  const words = expect.issueDetailsCodeAnyOf
  if (words)
    assert.ok(
      words.some((word) => said.some((text) => text.includes(word))),
      said.join(' · '),
    )
  for (const issue of listAt(body, 'issue')) {
    assert.ok(at(issue, 'expression.0'), 'the field at fault is named')
    assert.ok(at(issue, 'diagnostics'), 'and the fix')
  }
}

/** The published resource of ITI-105: its bytes are an address now. */
const checkPublished = (request: string, { body }: Answer): void => {
  const sent: unknown = JSON.parse(request)
  const bytes = Buffer.from(String(at(sent, 'content.0.attachment.data')), 'base64')
  const attachment = at(body, 'content.0.attachment')
  assert.equal(at(attachment, 'data'), undefined)
  assert.match(String(at(attachment, 'url')), /\/fhir\/Binary\//)
  assert.equal(at(attachment, 'hash'), sha1Of(bytes))
  assert.equal(at(attachment, 'size'), bytes.length)
}

/** Compares an answer with what its oracle says of it alone. */
export const checkAnswer = (oracle: MhdCase, request: string, answer: Answer): void => {
  const { expect } = oracle
  const statuses = expect.statusIn ?? [expect.status ?? 200]
  assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.text}`)
  if (answer.status >= 400) return checkIssues(oracle, answer)
  if (expect.bundleType !== undefined) assert.equal(at(answer.body, 'type'), expect.bundleType)
  if (expect.resourceType !== undefined) assert.equal(at(answer.body, 'resourceType'), expect.resourceType)
  if (expect.resourceType === 'DocumentReference') checkPublished(request, answer)
  checkBundle(oracle, request, answer)
}

/** What the named checks of an oracle look at: the document of the case before, by id, and its bytes' address. */
export interface Earlier {
  id: string
  url: string
}

const checks: Readonly<Record<string, (call: Caller, earlier: Earlier) => Promise<void>>> = {
  'old entry superseded': async (call, { id }) => {
    const { body } = await call('dominique', `DocumentReference/${id}`)
    assert.equal(at(body, 'status'), 'superseded')
  },
  'search with status=current gives the new one only': async (call, { id }) => {
    const { body } = await call('dominique', everything.replace(/status=.*/, 'status=current'))
    assert.equal(at(body, 'total'), 1)
    assert.notEqual(at(body, 'entry.0.resource.id'), id)
    assert.equal(at(body, 'entry.0.resource.relatesTo.0.target.reference'), `DocumentReference/${id}`)
  },
  'retrieve of the old one: 410 or 404': async (call, { url }) => {
    const { status, body } = await call('dominique', url)
    assert.ok(status === 410 || status === 404)
    assert.equal(at(body, 'resourceType'), 'OperationOutcome')
  },
}

const checkFound = ({ total, typeCode, classCode, hash, size }: Following, { body }: Answer): void => {
  const document = at(body, 'entry.0.resource')
  assert.equal(at(body, 'total'), total)
  assert.equal(at(document, 'type.coding.0.code'), typeCode)
  assert.equal(at(document, 'category.0.coding.0.code'), classCode)
  assert.equal(at(document, 'content.0.attachment.hash'), hash)
  assert.equal(at(document, 'content.0.attachment.size'), size)
}

/** Does what an oracle says comes next, as Dominique, in its order. */
export const checkFollowing = async (call: Caller, steps: readonly Following[], earlier: Earlier): Promise<void> => {
  let url = ''
  for (const step of steps) {
    if (step.check !== undefined) {
      const check = checks[step.check]
      assert.ok(check, `the runner knows the check: ${step.check}`)
      await check(call, earlier)
      continue
    }
    const { accept } = step
    const answer = await call('dominique', (step.path ?? '').replace('{attachment.url}', url), accept ? { accept } : {})
    assert.equal(answer.status, 200, answer.text)
    if (step.rawSha1Base64 !== undefined) assert.equal(sha1Of(answer.bytes), step.rawSha1Base64)
    else checkFound(step, answer)
    url = String(at(answer.body, 'entry.0.resource.content.0.attachment.url'))
  }
}
