import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createHttpBrowser } from '../../../tests/support/http-browser.ts'
import { startIdentityServer, type IdentityServer } from '../../../tests/support/identity-server.ts'
import { chooseAtSimulator, reasonOf, signInAt } from '../../../tests/support/simulator-sign-in.ts'
import { systemClock } from '../../platform/clock.ts'
import { isFreshlyProven } from './require-fresh-proof.ts'

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

test('a holder signs in with the card app, without their number being told, and is the same holder', async () => {
  const browser = createHttpBrowser(here.url)
  const choice = (await browser.follow('/sign-in/card?lang=en')).at(-1)
  assert.match((await choice?.text()) ?? '', /this is not the carte Vitale app/)
  const answer = await signInAt(browser, '/sign-in/card', 'dominique')
  assert.equal(answer.headers.get('location'), '/my')
  const session: unknown = await (await browser.send('/whoami')).json()
  const actor = { kind: 'holder', id: here.spaceId, name: 'Dominique PAT-TROIS' }
  assert.partialDeepStrictEqual(session, { actor, spaceId: here.spaceId, authLevel: 'substantial' })
})

test('staff sign in with the roles that are ours, and are in nobody’s space', async () => {
  const browser = createHttpBrowser(here.url)
  const answer = await signInAt(browser, '/sign-in/staff', 'both')
  assert.equal(answer.headers.get('location'), '/console')
  const session: unknown = await (await browser.send('/whoami')).json()
  const actor = { kind: 'staff', name: 'Louis SCHMITT', roles: ['operator', 'reviewer'] }
  assert.partialDeepStrictEqual(session, { actor, authLevel: 'substantial' })
  assert.ok(typeof session === 'object' && session !== null && !('spaceId' in session))
})

test('two members of staff are two persons, and one is the same at every sign-in', async () => {
  const idOf = async (name: string): Promise<unknown> => {
    const browser = createHttpBrowser(here.url)
    await signInAt(browser, '/sign-in/staff', name)
    const { actor } = JSON.parse(await (await browser.send('/whoami')).text())
    return actor.id
  }
  const [first, again, other] = [await idOf('operator'), await idOf('operator'), await idOf('both')]
  assert.equal(first, again)
  assert.notEqual(first, other)
})

const refused: [string, string, string, string][] = [
  ['a citizen of weak assurance', 'citizens', 'weak', 'sign-in-too-weak'],
  ['a card holder of weak assurance', 'card', 'weak', 'sign-in-too-weak'],
  ['a card holder without a space', 'card', 'stranger', 'holder-not-found'],
  ['staff of weak assurance', 'staff', 'weak-operator', 'sign-in-too-weak'],
  ['staff with roles that are not ours', 'staff', 'elsewhere', 'staff-without-role'],
  ['staff without roles', 'staff', 'nobody', 'staff-without-role'],
]

for (const [what, kind, name, reason] of refused) {
  test(`${what} is refused and gets no session: ${reason}`, async () => {
    const browser = createHttpBrowser(here.url)
    const answer = await signInAt(browser, `/sign-in/${kind}`, name)
    assert.equal(await reasonOf(answer), reason)
    assert.equal(browser.cookie('carnet-session'), undefined)
    assert.equal(browser.cookie('carnet-entry'), undefined)
  })
}

for (const kind of ['citizens', 'card']) {
  test(`a person whose space is not open gets a pass of half an hour and no session: ${kind}`, async () => {
    const browser = createHttpBrowser(here.url)
    await signInAt(browser, '/sign-in/professionals', 'dr-moreau')
    const former = browser.cookie('carnet-session') ?? assert.fail()
    const answer = await signInAt(browser, `/sign-in/${kind}?return_to=/my/documents`, 'newcomer')
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/open/contact')
    const cookie = answer.headers.getSetCookie().find((header) => header.startsWith('carnet-entry=')) ?? ''
    assert.equal(cookie, `carnet-entry=${here.entrySecret}; Max-Age=1800; Path=/; HttpOnly; SameSite=Lax`)
    assert.equal(browser.cookie('carnet-session'), undefined)
    assert.equal(await here.identity.findSession(former), undefined, 'who was signed in here before is not any more')
    await signInAt(browser, '/sign-in/citizens', 'dominique')
    assert.equal(browser.cookie('carnet-entry'), undefined, 'the pass of one is not left to the next')
  })
}

test('a way back of one kind does not serve another', async () => {
  const kinds = ['citizens', 'card', 'professionals', 'staff']
  for (const kind of ['card', 'staff']) {
    for (const other of kinds.filter((each) => each !== kind)) {
      const browser = createHttpBrowser(here.url)
      const back = new URL(
        await chooseAtSimulator(browser, `/sign-in/${kind}`, kind === 'card' ? 'dominique' : 'operator'),
      )
      back.pathname = `/sign-in/${other}/return`
      assert.equal(await reasonOf(await browser.send(back.href)), 'sign-in-expired')
      assert.equal(browser.cookie('carnet-session'), undefined)
    }
  }
})

test('signing in proves anew: the provider is asked for a login, and the session dates it', async () => {
  const browser = createHttpBrowser(here.url)
  const begun = await browser.send('/sign-in/staff')
  const asked = new URL(begun.headers.get('location') ?? '').searchParams
  assert.equal(asked.get('prompt'), 'login')
  assert.equal(asked.get('acr_values'), 'eidas2')
  await signInAt(browser, '/sign-in/card', 'dominique')
  const session = await here.identity.findSession(browser.cookie('carnet-session') ?? '')
  assert.ok(session !== undefined && isFreshlyProven(session, systemClock.now()))
})

test('a kind without a provider has no addresses, and the others are not disturbed', async () => {
  const other = await createTestDatabase()
  const bare = await startIdentityServer({ database: other.app, kinds: ['citizens', 'professionals'] })
  for (const path of ['/sign-in/card', '/sign-in/staff', '/sign-in/staff/return', '/sign-in/toString']) {
    assert.equal((await createHttpBrowser(bare.url).send(path)).status, 404, path)
  }
  const answer = await signInAt(createHttpBrowser(bare.url), '/sign-in/citizens', 'dominique')
  assert.equal(answer.headers.get('location'), '/my')
  await bare.close()
  await other.drop()
})
