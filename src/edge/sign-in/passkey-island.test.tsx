import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../../tests/support/browser.ts'
import { plugInAuthenticator } from '../../../tests/support/browser-passkey.ts'
import { findBarriers } from '../../../tests/support/browser-accessibility.ts'
import { watchPage } from '../../../tests/support/browser-inspection.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import {
  holder,
  rememberingMeans,
  startOwnMeansServer,
  type OwnMeansServer,
} from '../../../tests/support/own-means-server.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { makeAsk } from '../pages/ask.ts'
import { PasskeyForm } from '../pages/components/passkey-form.tsx'
import type { PagesParts } from '../pages/parts.ts'
import { showPage } from '../pages/show-page.ts'
import type { OwnMeans } from './own-means.ts'

type Verified = Awaited<ReturnType<typeof verifyRegistrationResponse>>
type Credential = NonNullable<Verified['registrationInfo']>['credential']

/** A relying party that remembers one passkey, and verifies everything that a real one does. */
const passkeys = new Map<string, Credential>()
let challenge = ''
let here: OwnMeansServer
let database: TestDatabase

const expected = () => ({
  expectedChallenge: challenge,
  expectedOrigin: here.url,
  expectedRPID: 'localhost',
  requireUserVerification: true,
})

const means: OwnMeans = {
  ...rememberingMeans(['email']),
  beginPasskeySignIn: async () => {
    const options = await generateAuthenticationOptions({ rpID: 'localhost', userVerification: 'required' })
    challenge = options.challenge
    return { ticket: 'passkey-ticket', options }
  },
  finishPasskeySignIn: async (_ticket, response) => {
    const answer = JSON.parse(JSON.stringify(response))
    const credential = passkeys.get(answer.id)
    if (credential === undefined) throw new Problem('refused', 'not-recognised')
    const { verified } = await verifyAuthenticationResponse({ ...expected(), response: answer, credential })
    assert.ok(verified)
    return { spaceId: holder.spaceId, name: holder.name, meansEpoch: 0 }
  },
}

const remember = async (form: string): Promise<string> => {
  const response = JSON.parse(new URLSearchParams(form).get('credential') ?? '')
  const { registrationInfo } = await verifyRegistrationResponse({ ...expected(), response })
  assert.ok(registrationInfo)
  passkeys.set(registrationInfo.credential.id, registrationInfo.credential)
  return 'made'
}

/** A page that makes a passkey, as the enrolment's will, and the address that takes it. */
const addRegistration = (server: FastifyInstance, parts: PagesParts): void => {
  server.post('/register/options', async () => {
    const options = await generateRegistrationOptions({
      rpName: 'Carnet',
      rpID: 'localhost',
      userName: 'Dominique',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    challenge = options.challenge
    return { options }
  })
  server.get('/register', async (request, reply) => {
    const form = <PasskeyForm action="/registered" options="/register/options" button="Make" failed="None was made" />
    const body = (
      <div>
        <h1>New</h1>
        {form}
      </div>
    )
    return showPage(makeAsk(parts, request, reply), {
      title: 'New',
      side: 'public',
      place: 'none',
      body,
      island: 'passkey',
    })
  })
  server.register(async (scope) => {
    scope.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, text: string) => text)
    scope.post('/registered', ({ body }) => remember(String(body)))
  })
}

before(async () => {
  database = await createTestDatabase()
  here = await startOwnMeansServer({ database: database.app, ownMeans: means, extend: addRegistration })
})

after(async () => {
  await here.close()
  await database.drop()
})

/** A page in a browser with an authenticator that verifies its user without asking. */
const openWithAuthenticator = async (): Promise<Page> => {
  const context = await openBrowser(here.url, { javaScript: true })
  const page = await context.newPage()
  await plugInAuthenticator(page)
  return page
}

const withoutJson = `
  delete PublicKeyCredential.parseRequestOptionsFromJSON
  delete PublicKeyCredential.parseCreationOptionsFromJSON
  delete PublicKeyCredential.prototype.toJSON`

for (const [what, script] of [
  ['a browser of today', ''],
  ['a browser that reads no JSON itself', withoutJson],
] as const) {
  test(`${what} makes a passkey and signs in with it, in one click, and is verified`, async () => {
    const page = await openWithAuthenticator()
    if (script !== '') await page.addInitScript(script)
    const watch = watchPage(page)
    await page.goto('/register')
    await page.getByRole('button', { name: 'Make' }).click()
    await page.getByText('made').waitFor()
    await page.goto('/sign-in?return_to=%2Fmy%2Faccess')
    await page.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
    await page.waitForURL('**/my/access')
    const cookie = (await page.context().cookies()).find(({ name }) => name === 'carnet-session')
    assert.partialDeepStrictEqual(cookie, { httpOnly: true, sameSite: 'Lax' })
    const session = await here.identity.findSession(cookie?.value ?? '')
    assert.partialDeepStrictEqual(session, { spaceId: holder.spaceId, authLevel: 'substantial' })
    assert.deepEqual(watch.takeComplaints(), [])
    await page.context().close()
  })
}

test('what is not recognised is said in the page, by the server’s sentence, and the button serves again', async () => {
  const page = await openWithAuthenticator()
  await page.goto('/register')
  await page.getByRole('button', { name: 'Make' }).click()
  await page.getByText('made').waitFor()
  passkeys.clear()
  await page.goto('/sign-in')
  const button = page.getByRole('button', { name: 'Continuer avec ma clé d’accès' })
  await button.click()
  await page.getByRole('alert').filter({ hasText: 'says not-recognised' }).waitFor()
  assert.ok(await button.isEnabled())
  assert.deepEqual(await findBarriers(page), [])
  await page.context().close()
})

test('a person who gives up stays on the page, which says how to go on', async () => {
  const context = await openBrowser(here.url, { javaScript: true })
  const page = await context.newPage()
  await page.addInitScript(`navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') }`)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Continuer avec ma clé d’accès' }).click()
  await page.getByRole('alert').filter({ hasText: 'La clé d’accès n’a pas servi' }).waitFor()
  await context.close()
})

test('without JavaScript, and in a browser without passkeys, the button is not there and the other ways are', async () => {
  for (const javaScript of [false, true]) {
    const context = await openBrowser(here.url, { javaScript })
    const page = await context.newPage()
    if (javaScript) await page.addInitScript('delete window.PublicKeyCredential')
    await page.goto('/sign-in')
    assert.equal(await page.locator('[data-passkey]').isVisible(), false)
    for (const name of ['Continuer avec mon identité', 'Continuer avec un mot de passe', 'J’ai reçu une lettre'])
      assert.ok(await page.getByRole('link', { name, exact: true }).isVisible(), name)
    await context.close()
  }
})

test('only a page that names the script may run one, it is kept for ever, and weighs little', async () => {
  const signIn = await fetch(`${here.url}/sign-in`)
  assert.match(signIn.headers.get('content-security-policy') ?? '', /; script-src 'self'; connect-src 'self'$/)
  const path = /<script type="module" src="(\/assets\/passkey-[0-9a-f]{12}\.js)">/.exec(await signIn.text())?.[1] ?? ''
  const script = await fetch(here.url + path, { headers: { 'accept-encoding': 'identity' } })
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  const bytes = (await script.arrayBuffer()).byteLength
  assert.ok(bytes > 1000 && bytes <= 8192, `${bytes} bytes`)
  for (const other of ['/', '/sign-in/password', '/display', `/sign-in?return_to=/console/${randomSecret()}`]) {
    const page = await fetch(here.url + other)
    assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /script-src/, other)
    assert.doesNotMatch(await page.text(), /<script/, other)
  }
})
