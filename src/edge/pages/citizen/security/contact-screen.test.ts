import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../../../platform/clock.ts'
import { Problem, type ProblemKind } from '../../../../platform/problem.ts'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../../tests/support/pages/start-pages.ts'

const path = '/my/security/contact'
const parts = () => fakeParts(holderSession())
const post = async (of: ReturnType<typeof parts>, payload: string) =>
  (await startPages(of)).inject({ method: 'POST', url: path, payload, headers: ownForm })

const refused: [string, string, ProblemKind, string, number][] = [
  ['contact=nobody', 'sendContactCode', 'incorrect', 'contact-unreadable', 422],
  ['contact=new%40example.org', 'sendContactCode', 'busy', 'code-just-sent', 429],
  ['contact=0612345678', 'sendContactCode', 'unavailable', 'sms-not-offered', 422],
  ['contact=new%40example.org&code=123456', 'changeContact', 'incorrect', 'one-time-code-wrong', 422],
  ['contact=new%40example.org&code=123456', 'changeContact', 'busy', 'wait-before-retry', 429],
]
for (const [typed, call, kind, reason, status] of refused)
  test(`${typed}: ${reason} is said in the form, and what was typed stays`, async () => {
    const own = parts()
    const refuse = async (): Promise<never> => Promise.reject(new Problem(kind, reason))
    Object.assign(own.credentials, { [call]: refuse })
    const { statusCode, body } = await post(own, typed)
    assert.equal(statusCode, status)
    assert.match(body, new RegExp(`error-summary[\\s\\S]*fr:${reason}`))
    assert.match(body, /name="contact"[^>]*value="(nobody|new@example\.org|0612345678)"/)
  })

for (const isUnderWay of [true, false])
  test(`too early for another code: ${isUnderWay ? 'the one under way to this address is asked for' : 'no form names an address that nothing went to'}`, async () => {
    const own = parts()
    own.credentials.sendContactCode = async () => Promise.reject(new Problem('busy', 'code-just-sent'))
    const asked: unknown[] = []
    own.credentials.hasContactCode = async (...what) => {
      asked.push(what)
      return isUnderWay
    }
    const { statusCode, body } = await post(own, 'contact=new%40example.org')
    assert.equal(statusCode, 429)
    assert.equal(/n•••@e•••\.org[\s\S]*name="code"/.test(body), isUnderWay)
    assert.deepEqual(asked, [[holderSession().spaceId, { channel: 'email', address: 'new@example.org' }]])
  })

test('the code goes to the contact that was typed, in the language of the page, and comes back with it', async () => {
  const own = parts()
  const calls: unknown[] = []
  own.credentials.sendContactCode = async (...what) => void calls.push(what)
  own.credentials.changeContact = async (...what) => void calls.push(what)
  const asked = await post(own, 'contact=new%40example.org')
  assert.match(asked.body, /n•••@e•••\.org[\s\S]*type="hidden" name="contact" value="new@example\.org"/)
  await post(own, 'contact=new%40example.org&again=1')
  const empty = await post(own, 'contact=new%40example.org&code=')
  assert.equal(empty.statusCode, 422)
  const done = await post(own, 'contact=new%40example.org&code=123456')
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/my/security'])
  const { spaceId = '' } = holderSession()
  const to = { channel: 'email', address: 'new@example.org' }
  assert.deepEqual(calls, [
    [spaceId, { ...to, lang: 'fr' }],
    [spaceId, { ...to, lang: 'fr' }],
    [spaceId, { ...to, code: '123456' }],
  ])
})

test('whoever proved who they are too long ago proves it again, and nothing is sent', async () => {
  const own = fakeParts(holderSession(), { clock: fixedClock('2026-03-05T12:06:00.000Z') })
  own.credentials.sendContactCode = async () => assert.fail('sent')
  assert.match((await post(own, 'contact=new%40example.org')).headers.location ?? '', /^\/sign-in\?again=1/)
})
