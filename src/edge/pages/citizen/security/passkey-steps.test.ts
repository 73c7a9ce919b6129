import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../../../platform/clock.ts'
import { Problem } from '../../../../platform/problem.ts'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../../tests/support/pages/start-pages.ts'
import type { PagesParts } from '../../parts.ts'

const post = async (parts: PagesParts, url: string) =>
  (await startPages(parts)).inject({ method: 'POST', url, payload: '', headers: ownForm })
const see = async (parts: PagesParts) => (await startPages(parts)).inject({ url: '/my/security' })
const refuse = (reason: string) => async (): Promise<never> => Promise.reject(new Problem('conflict', reason))

test('with as many passkeys as there may be, the list is there to remove one, and no form', async () => {
  const parts = fakeParts(holderSession())
  const means = await parts.credentials.meansOf('')
  parts.credentials.meansOf = async () => ({ ...means, maxPasskeys: 1 })
  parts.credentials.beginPasskeyRegistration = refuse('passkeys-too-many')
  const { statusCode, body } = await see(parts)
  assert.equal(statusCode, 200)
  assert.match(body, /passkeys\/44444444-4444-4444-8444-444444444444\/remove[\s\S]*fr:passkeys-too-many/)
  assert.doesNotMatch(body, /data-passkey|<script/)
})

test('what a new passkey must be is asked for at the press of the button, however long the page stood open', async () => {
  const parts = fakeParts(holderSession())
  const asked: string[] = []
  const begin = parts.credentials.beginPasskeyRegistration
  parts.credentials.beginPasskeyRegistration = async (...who) => {
    asked.push(...who)
    return begin(...who)
  }
  assert.match((await see(parts)).body, /data-options="\/my\/security\/passkey"/)
  assert.deepEqual(asked, [], 'a challenge would be old before it is used')
  const answer = await post(parts, '/my/security/passkey')
  assert.equal(answer.json().options.challenge, 'challenge')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.deepEqual(asked, [holderSession().spaceId, 'Dominique PAT-TROIS'])
  parts.credentials.beginPasskeyRegistration = refuse('passkeys-too-many')
  const full = await post(parts, '/my/security/passkey')
  assert.deepEqual([full.statusCode, full.json()], [409, { says: 'fr:passkeys-too-many' }])
})

test('where the proof is too old, the script is led to a new one', async () => {
  const parts = fakeParts(holderSession(), { clock: fixedClock('2026-03-05T12:06:00.000Z') })
  const answer = await post(parts, '/my/security/passkey')
  assert.deepEqual(answer.json(), { to: '/sign-in?again=1&return_to=%2Fmy%2Fsecurity' })
})

test('a passkey that is known already is told on the page, beside the others', async () => {
  const parts = fakeParts(holderSession())
  parts.credentials.finishPasskeyRegistration = refuse('passkey-already-known')
  const { statusCode, body } = await post(parts, '/my/security')
  assert.equal(statusCode, 409)
  assert.match(body, /fr:passkey-already-known[\s\S]*Clés d’accès[\s\S]*Téléphone/)
})
