import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createHttpBrowser } from '../../../tests/support/http-browser.ts'
import { freePort } from '../../../tests/support/free-port.ts'
import { startIdentityServer, type IdentityServer } from '../../../tests/support/identity-server.ts'
import { chooseAtSimulator, reasonOf, signInAt } from '../../../tests/support/simulator-sign-in.ts'
import type { ProviderSettings } from './identity-provider.ts'

let database: TestDatabase
let here: IdentityServer

before(async () => {
  database = await createTestDatabase()
  here = await startIdentityServer({ database: database.app })
})

after(async () => {
  await here.close()
  await database.drop()
})

test('a holder signs in, is known, goes where they wanted, and signs out', async () => {
  const browser = createHttpBrowser(here.url)
  const answer = await signInAt(browser, '/sign-in/citizens?return_to=/my/documents?page=2', 'dominique')
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/my/documents?page=2')
  const cookie = answer.headers.getSetCookie().find((header) => header.startsWith('carnet-session='))
  assert.match(cookie ?? '', /HttpOnly; SameSite=Lax/)
  const session: unknown = await (await browser.send('/whoami')).json()
  const actor = { kind: 'holder', id: here.spaceId, name: 'Dominique PAT-TROIS' }
  assert.partialDeepStrictEqual(session, { actor, spaceId: here.spaceId, authLevel: 'substantial' })
  const secret = browser.cookie('carnet-session') ?? ''
  assert.equal((await browser.send('/sign-out', { form: {} })).headers.get('location'), '/signed-out')
  assert.equal((await browser.send('/whoami')).status, 401)
  browser.setCookie('carnet-session', secret)
  assert.equal((await browser.send('/whoami')).status, 401, 'the old cookie opens nothing after sign-out')
})

test('a professional signs in with their profession and place', async () => {
  const browser = createHttpBrowser(here.url)
  const answer = await signInAt(browser, '/sign-in/professionals', 'dr-moreau')
  assert.equal(answer.headers.get('location'), '/pro')
  const session: unknown = await (await browser.send('/whoami')).json()
  const facility = { id: '1750000018', name: 'Cabinet Moreau' }
  const actor = { kind: 'professional', id: '810002909371', name: 'Anne MOREAU', profession: '10', facility }
  assert.partialDeepStrictEqual(session, { actor, authLevel: 'substantial' })
})

test('a professional with two places chooses one, once, in the browser it was offered to', async () => {
  const browser = createHttpBrowser(here.url)
  const page = await signInAt(browser, '/sign-in/professionals?lang=en', 'dr-two')
  assert.equal(page.status, 200)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const html = await page.text()
  assert.match(html, /<html lang="en">.*In which situation/s)
  const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const form = { ticket, situation: '1' }
  const elsewhere = createHttpBrowser(here.url)
  elsewhere.setCookie('carnet-sign-in', 'x'.repeat(43))
  const foreign = await browser.send('/sign-in/professionals/situation', {
    form,
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  assert.equal(await reasonOf(foreign), 'request-from-elsewhere')
  const chosen = await browser.send('/sign-in/professionals/situation', { form })
  assert.equal(chosen.headers.get('location'), '/pro')
  const session: unknown = await (await browser.send('/whoami')).json()
  assert.partialDeepStrictEqual(session, { actor: { facility: { name: 'Centre de santé des Lilas' } } })
  const again = await elsewhere.send('/sign-in/professionals/situation', { form })
  assert.equal(await reasonOf(again), 'sign-in-expired')
})

test('somebody without a space is told so without a session', async () => {
  const browser = createHttpBrowser(here.url)
  const answer = await signInAt(browser, '/sign-in/citizens', 'stranger')
  assert.equal(await reasonOf(answer), 'holder-not-found')
  assert.equal(browser.cookie('carnet-session'), undefined)
})

test('the way back is taken once, and only by the browser that left', async () => {
  const browser = createHttpBrowser(here.url)
  const back = await chooseAtSimulator(browser, '/sign-in/citizens', 'dominique')
  const thief = createHttpBrowser(here.url)
  thief.setCookie('carnet-sign-in', 'a'.repeat(43))
  assert.equal(await reasonOf(await thief.send(back)), 'sign-in-expired')
  // The thief's try spent the ticket: a stolen address is burnt, the holder starts again.
  assert.equal(await reasonOf(await browser.send(back)), 'sign-in-expired')
  const fresh = await chooseAtSimulator(browser, '/sign-in/citizens', 'dominique')
  assert.equal((await browser.send(fresh)).status, 303)
  assert.equal(await reasonOf(await browser.send(fresh)), 'sign-in-expired')
})

const tampered: [string, (back: URL) => void, string][] = [
  ['another state', (back) => back.searchParams.set('state', 'b'.repeat(43)), 'sign-in-expired'],
  ['no state', (back) => back.searchParams.delete('state'), 'sign-in-expired'],
  ['two states', (back) => back.searchParams.append('state', 'c'), 'sign-in-expired'],
  ['another code', (back) => back.searchParams.set('code', 'd'.repeat(43)), 'sign-in-refused'],
  ['no code', (back) => back.searchParams.delete('code'), 'sign-in-refused'],
  ['another issuer', (back) => back.searchParams.set('iss', 'https://elsewhere.example'), 'sign-in-refused'],
  [
    'the other kind',
    (back) => {
      back.pathname = '/sign-in/professionals/return'
    },
    'sign-in-expired',
  ],
  [
    'an error of the provider',
    (back) => {
      back.searchParams.delete('code')
      back.searchParams.set('error', 'access_denied')
    },
    'sign-in-cancelled',
  ],
]

for (const [what, tamper, reason] of tampered) {
  test(`a way back with ${what} opens no session`, async () => {
    const browser = createHttpBrowser(here.url)
    const back = new URL(await chooseAtSimulator(browser, '/sign-in/citizens', 'dominique'))
    tamper(back)
    assert.equal(await reasonOf(await browser.send(back.href)), reason)
    assert.equal(browser.cookie('carnet-session'), undefined)
  })
}

test('a code of one sign-in does not serve another: nonce and verifier differ', async () => {
  const browser = createHttpBrowser(here.url)
  const first = new URL(await chooseAtSimulator(browser, '/sign-in/citizens', 'dominique'))
  const second = new URL(await chooseAtSimulator(browser, '/sign-in/citizens', 'dominique'))
  second.searchParams.set('code', first.searchParams.get('code') ?? '')
  assert.equal(await reasonOf(await browser.send(second.href)), 'sign-in-refused')
})

test('the simulator sends browsers to the registered address only, and asks for PKCE', async () => {
  const browser = createHttpBrowser(here.url)
  const begun = await browser.send('/sign-in/citizens')
  const address = new URL(begun.headers.get('location') ?? '')
  assert.equal(address.searchParams.get('redirect_uri'), `${here.url}/sign-in/citizens/return`)
  assert.equal(address.searchParams.get('code_challenge_method'), 'S256')
  address.searchParams.set('redirect_uri', `${here.url}/elsewhere`)
  const wrong = await browser.send(address.href)
  assert.equal(wrong.status, 400)
  assert.equal(wrong.headers.get('location'), null)
})

test('signing in ends the session that the browser had', async () => {
  const browser = createHttpBrowser(here.url)
  await signInAt(browser, '/sign-in/citizens', 'dominique')
  const former = browser.cookie('carnet-session') ?? ''
  await signInAt(browser, '/sign-in/professionals', 'dr-moreau')
  assert.notEqual(browser.cookie('carnet-session'), former)
  assert.equal(await here.identity.findSession(former), undefined)
})

test('sign-out from another site is refused', async () => {
  const browser = createHttpBrowser(here.url)
  await signInAt(browser, '/sign-in/citizens', 'dominique')
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    assert.equal(await reasonOf(await browser.send('/sign-out', { form: {}, headers })), 'request-from-elsewhere')
  }
  assert.equal((await browser.send('/whoami')).status, 200)
})

test('a provider that does not answer is unavailable, and nobody is signed in by weaker means', async () => {
  const settings = { ...(here.providers.citizens ?? assert.fail()), localOrigin: () => `http://127.0.0.1:${port}` }
  const port = await freePort()
  const other = await startIdentityServerWith(settings)
  const answer = await createHttpBrowser(other.url).send('/sign-in/citizens')
  assert.equal(answer.status, 503)
  assert.equal(await reasonOf(answer), 'identity-provider-unavailable')
  await other.close()
})

const startIdentityServerWith = async (citizens: ProviderSettings): Promise<IdentityServer> => {
  await database.owner.query({ text: 'truncate directory.person, directory.identifier' })
  return startIdentityServer({ database: database.app, providers: { citizens } })
}
