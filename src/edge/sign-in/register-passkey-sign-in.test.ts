import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import {
  holder,
  rememberingMeans,
  startOwnMeansServer,
  type OwnMeansServer,
} from '../../../tests/support/own-means-server.ts'

let database: TestDatabase
let here: OwnMeansServer
const means = rememberingMeans([])

before(async () => {
  database = await createTestDatabase()
  here = await startOwnMeansServer({ database: database.app, ownMeans: means })
})

beforeEach(() => {
  means.calls.length = 0
})

after(async () => {
  await here.close()
  await database.drop()
})

const own = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

const post = (path: string, body: string, headers: Record<string, string> = own): Promise<Response> =>
  fetch(new URL(path, here.url), { method: 'POST', headers, body })

test('a challenge is given, its answer opens a session, and the browser is told where to go', async () => {
  const begun = await post('/sign-in/passkey/options', '{}')
  assert.deepEqual(await begun.json(), { ticket: 'passkey-ticket', options: { challenge: 'AAAA' } })
  assert.equal(begun.headers.get('cache-control'), 'no-store')
  const answer = { ticket: 'passkey-ticket', response: { id: 'x' }, returnTo: '/my/access' }
  const done = await post('/sign-in/passkey', JSON.stringify(answer))
  assert.deepEqual(await done.json(), { to: '/my/access' })
  const [cookie = ''] = done.headers.getSetCookie()
  assert.match(cookie, /^carnet-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const session = await here.identity.findSession(cookie.slice('carnet-session='.length).split(';')[0] ?? '')
  assert.partialDeepStrictEqual(session, { spaceId: holder.spaceId, authLevel: 'substantial' })
  assert.deepEqual(means.calls, [['passkey', 'passkey-ticket', { id: 'x' }]])
})

test('no address elsewhere is given to go to', async () => {
  for (const returnTo of ['https://evil.example/', '//evil.example', '/sign-in', '']) {
    const done = await post('/sign-in/passkey', JSON.stringify({ ticket: 'passkey-ticket', response: {}, returnTo }))
    assert.deepEqual(await done.json(), { to: '/my' })
  }
})

const refused: [string, string, Record<string, string>, number, string][] = [
  ['another ticket', '{"ticket":"other","response":{}}', own, 403, 'sign-in-expired'],
  ['no ticket', '{"response":{}}', own, 400, 'form-not-read'],
  ['no JSON', '{', own, 400, 'form-not-read'],
  ['a form', 'ticket=x', { ...own, 'content-type': 'application/x-www-form-urlencoded' }, 400, 'form-not-read'],
  ['too long', JSON.stringify({ ticket: 'x'.repeat(20_000), response: {} }), own, 400, 'form-not-read'],
  ['another site', '{}', { ...own, 'sec-fetch-site': 'cross-site' }, 403, 'request-from-elsewhere'],
  ['nobody knows whence', '{}', { 'content-type': 'application/json' }, 403, 'request-from-elsewhere'],
]

for (const [what, body, headers, status, reason] of refused) {
  test(`${what} opens no session, and a sentence says why: ${reason}`, async () => {
    const answer = await post('/sign-in/passkey', body, headers)
    assert.equal(answer.status, status)
    assert.deepEqual(await answer.json(), { reason, says: `says ${reason}` })
    assert.deepEqual(answer.headers.getSetCookie(), [])
  })
}
