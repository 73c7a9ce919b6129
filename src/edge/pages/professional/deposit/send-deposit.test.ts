import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../../tests/support/pages/start-pages.ts'
import { Problem } from '../../../../platform/problem.ts'

const draft = {
  upload: '11111111-1111-4111-8111-111111111112',
  contentType: 'application/pdf',
  type: '11502-2',
  day: '2026-03-04',
  replaces: '11111111-1111-4111-8111-111111111113',
  why: 'dose mal recopiée',
}

const sendRefusedFor = async (reason: string) => {
  const parts = fakeParts(professionalSession())
  parts.documents.depositOwn = async () => {
    throw new Problem('incorrect', reason, { details: { field: 'deposit.content[0].attachment' } })
  }
  const url = '/pro/patients/11111111-1111-4111-8111-111111111111/deposit/send'
  const payload = new URLSearchParams(draft).toString()
  return (await startPages(parts)).inject({ method: 'POST', url, headers: ownForm, payload })
}

const cases: [string, string][] = [
  ['document-type-unknown', 'type'],
  ['visibility-never-closed-again', 'sight'],
  ['replacement-tells-secret', 'sight'],
  ['secret-visit-deposits-secrets', 'sight'],
  ['replaced-document-unknown', 'why'],
  ['replaced-document-disputed', 'why'],
  ['staged-content-missing', 'file'],
  ['content-type-differs', 'file'],
  ['unique-id-already-deposited', 'file'],
]

for (const [reason, field] of cases)
  test(`${reason} is said in a sentence of the page, and leads to ${field}`, async () => {
    const { statusCode, body } = await sendRefusedFor(reason)
    assert.equal(statusCode, 422)
    const [, to, says] = /<a href="#([a-z]+)">([^<]+)<\/a>/.exec(body) ?? []
    assert.equal(to, field)
    assert.ok(body.includes(`id="${field}"`), 'and it is there')
    assert.doesNotMatch(says ?? '', /deposit\.|fr:/)
    assert.ok(body.split(says ?? '-').length >= 3, 'it is said beside the field too')
    assert.match(body, /dose mal recopiée/)
  })

for (const ticked of [false, true])
  test(`a file that names somebody else ${ticked ? 'goes once it is ticked' : 'goes nowhere unticked, and nothing typed is lost'}`, async () => {
    const parts = fakeParts(professionalSession())
    let sent = 0
    parts.documents.depositOwn = async () => {
      sent += 1
      throw new Problem('incorrect', 'patient-not-known-here')
    }
    const url = '/pro/patients/11111111-1111-4111-8111-111111111111/deposit/send'
    const named = { ...draft, compared: 'other', found: 'DUPONT Jean', ...(ticked ? { sure: 'yes' } : {}) }
    const payload = new URLSearchParams(named).toString()
    const { statusCode, body } = await (
      await startPages(parts)
    ).inject({ method: 'POST', url, headers: ownForm, payload })
    assert.equal(sent, ticked ? 1 : 0)
    if (ticked) return
    assert.equal(statusCode, 422)
    assert.match(body, /href="#sure"/)
    assert.match(body, /name="found" value="DUPONT Jean"/)
    assert.match(body, /dose mal recopiée/)
  })

test('what no field of the page can mend is a page of its own', async () => {
  const { statusCode, body } = await sendRefusedFor('patient-not-known-here')
  assert.equal(statusCode, 400)
  assert.doesNotMatch(body, /<form method="post" action="[^"]*deposit/)
})
