import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createHttpBrowser, type HttpBrowser } from '../../../tests/support/http-browser.ts'
import {
  holder,
  rememberingMeans,
  rightCode,
  startOwnMeansServer,
  type OwnMeansServer,
} from '../../../tests/support/own-means-server.ts'
import { Problem } from '../../platform/problem.ts'
import type { FactorChannel } from './own-means.ts'

let database: TestDatabase
const channels: FactorChannel[] = []
const means = rememberingMeans(channels)
let here: OwnMeansServer
let browser: HttpBrowser

before(async () => {
  database = await createTestDatabase()
  here = await startOwnMeansServer({ database: database.app, ownMeans: means })
})

beforeEach(() => {
  means.calls.length = 0
  channels.splice(0, channels.length, 'email')
  browser = createHttpBrowser(here.url)
})

after(async () => {
  await here.close()
  await database.drop()
})

const right = { login: holder.login, password: holder.password }
const givePassword = (form: Record<string, string> = right) => browser.send('/sign-in/password', { form })
const giveCode = (form: Record<string, string>) => browser.send('/sign-in/second-factor', { form })
const seeFactor = async (): Promise<string> => (await browser.send('/sign-in/second-factor')).text()

test('a password, then a code that was sent, open the space where it was wanted, of substantial level and proven now', async () => {
  const form = await (await browser.send('/sign-in/password?return_to=/my/documents')).text()
  assert.match(form, /name="return_to" value="\/my\/documents"/)
  const first = await givePassword({ ...right, login: ` ${holder.login} `, return_to: '/my/documents' })
  assert.equal(first.headers.get('location'), '/sign-in/second-factor')
  assert.equal(browser.cookie('carnet-session'), undefined, 'one factor opens nothing')
  const pending = first.headers.getSetCookie().find((header) => header.startsWith('carnet-factor='))
  assert.match(pending ?? '', /; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.match(await seeFactor(), /Un code a été envoyé à votre adresse électronique/)
  const done = await giveCode({ code: '123 456' })
  assert.equal(done.headers.get('location'), '/my/documents')
  assert.equal(browser.cookie('carnet-factor'), undefined)
  const session = JSON.parse(await (await browser.send('/whoami')).text())
  const { name, spaceId } = holder
  assert.partialDeepStrictEqual(session, {
    actor: { kind: 'holder', id: spaceId, name },
    spaceId,
    authLevel: 'substantial',
  })
  assert.ok(Date.now() - Date.parse(session.provenAt) < 60_000)
  assert.deepEqual(means.calls, [
    ['password', { login: holder.login, password: holder.password, source: '127.0.0.1' }],
    ['send', 'factor-ticket', 'email'],
    ['code', 'factor-ticket', rightCode],
  ])
})

test('a password that is not recognised keeps the login name, not the password, and says so at the top', async () => {
  for (const wrong of [
    { ...right, password: 'Secret-typed-9' },
    { login: 'nobody', password: 'Secret-typed-9' },
  ]) {
    const answer = await givePassword(wrong)
    assert.equal(answer.status, 422)
    const html = await answer.text()
    assert.match(html, /role="alert" tabindex="-1" autofocus[^>]*>.*<a href="#login">fr:not-recognised<\/a>/s)
    assert.match(html, new RegExp(`id="login"[^>]*value="${wrong.login}"`))
    assert.doesNotMatch(html, /Secret-typed-9/)
    assert.equal(browser.cookie('carnet-factor'), undefined)
  }
})

test('an empty form names each field, and reaches nobody', async () => {
  const html = await (await givePassword({ login: '', password: '' })).text()
  assert.match(
    html,
    /<a href="#login">Tapez votre identifiant\.<\/a>.*<a href="#password">Tapez votre mot de passe\.<\/a>/s,
  )
  assert.deepEqual(means.calls, [])
})

test('too many tries are told in the form, with their own status', async () => {
  const answer = await givePassword({ login: 'locked', password: 'x' })
  assert.equal(answer.status, 429)
  assert.match(await answer.text(), /fr:too-many-tries/)
})

test('a wrong code stays on the form and opens nothing; the right one still does', async () => {
  await givePassword()
  for (const [code, says] of [
    ['654321', 'fr:code-wrong'],
    [' - ', 'Tapez le code.'],
  ] as const) {
    const answer = await giveCode({ code })
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), new RegExp(`<a href="#code">${says}`))
    assert.equal(browser.cookie('carnet-session'), undefined)
  }
  assert.equal((await giveCode({ code: rightCode })).headers.get('location'), '/my')
})

test('an app needs no code to be sent; another way can be asked for', async () => {
  channels.splice(0, channels.length, 'totp', 'email')
  await givePassword()
  assert.match(await seeFactor(), /Ouvrez votre application.*name="send" value="email"[^>]*>Envoyer un code/s)
  assert.equal(means.calls.length, 1)
  const asked = await giveCode({ send: 'email' })
  assert.equal(asked.headers.get('location'), '/sign-in/second-factor')
  assert.match(await seeFactor(), /Un code a été envoyé.*name="code".*Envoyer un nouveau code/s)
})

test('a way that is out of order leaves the others', async () => {
  channels.splice(0, channels.length, 'phone', 'email')
  assert.equal((await givePassword()).status, 303)
  const html = await seeFactor()
  assert.match(html, /Choisissez comment recevoir votre code/)
  assert.doesNotMatch(html, /name="code"/)
  assert.equal((await giveCode({ send: 'phone' })).status, 503)
  await giveCode({ send: 'email' })
  assert.equal((await giveCode({ code: rightCode })).headers.get('location'), '/my')
})

test('who comes back and gives the password again is asked for the code that was just sent', async () => {
  const send = means.sendSignInCode
  try {
    await givePassword()
    means.sendSignInCode = async () =>
      Promise.reject(new Problem('busy', 'code-just-sent', { details: { seconds: 20 } }))
    assert.equal((await givePassword()).headers.get('location'), '/sign-in/second-factor')
    assert.match(await seeFactor(), /Un code a été envoyé.*name="code"/s)
    assert.equal((await giveCode({ code: rightCode })).headers.get('location'), '/my')
    means.sendSignInCode = async () =>
      Promise.reject(new Problem('busy', 'too-many-tries', { details: { minutes: 5 } }))
    await givePassword()
    assert.doesNotMatch(await seeFactor(), /Un code a été envoyé/)
  } finally {
    means.sendSignInCode = send
  }
})

test('a sign-in that has ended says so, and a code without a password before leads back to it', async () => {
  await givePassword()
  const over = await giveCode({ code: '000000' })
  assert.equal(over.status, 403)
  assert.match(await over.text(), /fr:sign-in-expired/)
  browser = createHttpBrowser(here.url)
  for (const answer of [await browser.send('/sign-in/second-factor'), await giveCode({ code: rightCode })])
    assert.equal(answer.headers.get('location'), '/sign-in/password')
})

test('a cookie that is not ours is no sign-in under way, and no address elsewhere is followed', async () => {
  for (const value of ['x', Buffer.from('{"ticket":1}').toString('base64url')]) {
    browser.setCookie('carnet-factor', value)
    assert.equal((await browser.send('/sign-in/second-factor')).headers.get('location'), '/sign-in/password')
  }
  const forged = { ticket: 'factor-ticket', channels: ['email'], returnTo: 'https://evil.example/' }
  browser.setCookie('carnet-factor', Buffer.from(JSON.stringify(forged)).toString('base64url'))
  assert.equal((await giveCode({ code: rightCode })).headers.get('location'), '/my')
})

test('forms of another site are refused before anything is asked', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' }
  for (const path of ['/sign-in/password', '/sign-in/second-factor'])
    assert.equal((await browser.send(path, { form: right, headers })).status, 403)
  assert.deepEqual(means.calls, [])
})
