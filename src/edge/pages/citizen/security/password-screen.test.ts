import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../../../platform/clock.ts'
import { Problem, type ProblemKind } from '../../../../platform/problem.ts'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../../tests/support/pages/start-pages.ts'

const path = '/my/security/password'
const late = fixedClock('2026-03-05T12:06:00.000Z')

const parts = (change: Parameters<typeof fakeParts>[1] = {}) => {
  const own = fakeParts(holderSession(), change)
  const { meansOf } = own.credentials
  own.credentials.meansOf = async (spaceId) => ({
    ...(await meansOf(spaceId)),
    login: 'vert.soleil',
    hasPassword: true,
  })
  return own
}
const post = async (of: ReturnType<typeof parts>, payload: string) =>
  (await startPages(of)).inject({ method: 'POST', url: path, payload, headers: ownForm })
const see = async (of: ReturnType<typeof parts>, url = path) => (await startPages(of)).inject({ url })
const typed = 'current=Velo-rouge7&password=Lampe%2Bbleue8'

const refused: [ProblemKind, string, string, number][] = [
  ['incorrect', 'current-password-wrong', 'current', 422],
  ['incorrect', 'password-used-before', 'password', 422],
  ['incorrect', 'password-too-common', 'password', 422],
  ['busy', 'wait-before-retry', 'current', 429],
]
for (const [kind, reason, field, status] of refused)
  test(`${reason} is said at its field, and no password comes back`, async () => {
    const own = parts()
    const details: Record<string, string> = kind === 'busy' ? {} : { field }
    own.credentials.changePassword = async () => Promise.reject(new Problem(kind, reason, { details }))
    const { statusCode, body } = await post(own, typed)
    assert.equal(statusCode, status)
    assert.match(body, new RegExp(`href="#${field}">fr:${reason}[\\s\\S]*id="${field}-fault"`))
    assert.doesNotMatch(body, /rouge7|bleue8/)
  })

test('nothing typed is no try', async () => {
  const own = parts()
  own.credentials.changePassword = async () => assert.fail('tried')
  const { statusCode, body } = await post(own, 'current=&password=Lampe%2Bbleue8')
  assert.deepEqual([statusCode, body.includes('Tapez votre mot de passe actuel.')], [422, true])
})

test('the session goes on among the means there are now, and Security says what was done', async () => {
  const own = parts()
  const calls: unknown[] = []
  own.credentials.changePassword = async (...what) => {
    calls.push(what)
    return 7
  }
  own.startSession = async (_, __, session) => void calls.push(session)
  const done = await post(own, typed)
  assert.deepEqual([done.statusCode, done.headers.location], [303, '/my/security'])
  const { actor, spaceId, authLevel } = holderSession()
  assert.deepEqual(calls, [
    [spaceId, { current: 'Velo-rouge7', password: 'Lampe+bleue8', source: '127.0.0.1' }],
    { actor, spaceId, authLevel, meansEpoch: 7 },
  ])
})

test('whoever proved who they are too long ago proves it again, and nothing is changed', async () => {
  const own = parts({ clock: late })
  own.credentials.changePassword = async () => assert.fail('changed')
  for (const answer of [await post(own, typed), await see(own)])
    assert.match(answer.headers.location ?? '', /^\/sign-in\?again=1/)
})

test('the way there stands on Security for who has a password, and nobody else gets to the form', async () => {
  assert.match((await see(parts(), '/my/security')).body, /href="\/my\/security\/password"/)
  const bare = fakeParts(holderSession())
  bare.credentials.changePassword = async () => assert.fail('changed')
  assert.doesNotMatch((await see(bare, '/my/security')).body, /href="\/my\/security\/password"/)
  for (const answer of [await see(bare), await post(bare, typed)]) assert.equal(answer.headers.location, '/my/security')
})
