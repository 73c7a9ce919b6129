import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Session } from '../../areas/identity/types.ts'
import { Problem } from '../../platform/problem.ts'
import { partyToken } from './party-token.ts'
import type { PagesParts } from './parts.ts'
import { fakeParts, holderSession, professionalSession } from '../../../tests/support/pages/fake-parts.ts'
import {
  holderPages,
  ownForm,
  professionalPages,
  publicPagePaths,
  startPages,
  withoutIsland,
} from '../../../tests/support/pages/start-pages.ts'

const space = '11111111-1111-4111-8111-111111111111'
const document = '/my/documents/00000000-0000-4000-8000-000000000001'
const party = partyToken(space, '810000000002')

const everyPage: readonly { session: Session | undefined; paths: readonly string[] }[] = [
  { session: undefined, paths: publicPagePaths },
  { session: holderSession(), paths: holderPages(party) },
  { session: professionalSession(), paths: professionalPages },
]

const get = async (parts: PagesParts, url: string, cookie = '') =>
  (await startPages(parts)).inject({ url, headers: { cookie } })

const post = async (parts: PagesParts, request: { url: string; payload?: string; headers?: Record<string, string> }) =>
  (await startPages(parts)).inject({ method: 'POST', headers: ownForm, payload: '', ...request })

test('every page answers in both languages, without a script but the workplace’s, under the strict policy', async () => {
  for (const { session, paths } of everyPage) {
    for (const lang of ['fr', 'en']) {
      for (const path of paths) {
        const page = await get(fakeParts(session), path, `carnet-lang=${lang}`)
        assert.equal(page.statusCode, path === '/no-such-page' ? 404 : 200, path)
        assert.match(page.body, new RegExp(`<html lang="${lang}"`), path)
        const body = withoutIsland(page.body, path)
        assert.doesNotMatch(body, /<script|<style|\sstyle=|\son\w+=|javascript:|undefined|\[object/i, path)
        assert.equal(page.body.match(/<h1/g)?.length, 1, path)
        assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; style-src 'self'/)
        assert.match(String(page.headers['content-security-policy']), /form-action 'self'.*frame-ancestors 'none'/)
        assert.equal(page.headers['cache-control'], 'no-store')
        assert.equal(page.headers['x-content-type-options'], 'nosniff')
      }
    }
  }
})

test('titles of pages name no type, no value and no professional', async () => {
  const hidden = /biolog|compte rendu|glucose|verdier|moreau|petit|lopez|laboratoire|dominique/i
  for (const { session, paths } of everyPage) {
    for (const path of paths) {
      const title = /<title>(.*?)<\/title>/.exec((await get(fakeParts(session), path)).body)?.[1] ?? ''
      assert.doesNotMatch(title, hidden, path)
      assert.match(title, / – Carnet$/, path)
    }
  }
  const page = await get(fakeParts(holderSession()), document)
  assert.match(page.body, /<title>Document du 4 mars – Dossier – Carnet<\/title>/)
})

test('links of a holder never carry a national number', async () => {
  for (const path of holderPages(party)) {
    const { body } = await get(fakeParts(holderSession()), path)
    assert.doesNotMatch(body, /(href|action)="[^"]*8100000000/, path)
  }
})

test('a form from elsewhere, or from nowhere known, is refused and nothing is done', async () => {
  let done = 0
  const parts = fakeParts(holderSession())
  parts.documents.hideDocument = async () => Promise.reject(new Problem('fault', `done ${(done += 1)}`))
  const form = { 'content-type': ownForm['content-type'] }
  const strangers: Record<string, string>[] = [
    { ...form, 'sec-fetch-site': 'cross-site' },
    { ...form, 'sec-fetch-site': 'same-site' },
    { ...form, 'sec-fetch-site': 'none' },
    { ...form, origin: 'https://elsewhere.example' },
    { ...form, origin: 'null' },
    form,
  ]
  for (const headers of strangers) {
    const answer = await post(parts, { url: `${document}/who-sees`, payload: 'visibility=hidden', headers })
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /page-cross-site/)
  }
  assert.equal(done, 0)
})

test('an older browser that only says its origin may post', async () => {
  const headers = { 'content-type': ownForm['content-type'], origin: 'http://localhost' }
  const answer = await post(fakeParts(holderSession()), {
    url: `${document}/who-sees`,
    payload: 'visibility=hidden',
    headers,
  })
  assert.equal(answer.statusCode, 303)
})

test('acts answer with a redirect and a word told once', async () => {
  const acts = [
    { url: `${document}/who-sees`, payload: 'visibility=hidden', to: `${document}/who-sees`, said: 'hidden' },
    { url: `${document}/who-sees`, payload: 'visibility=visible', to: `${document}/who-sees`, said: 'shown' },
    { url: `/my/access/professionals/${party}/block`, payload: '', to: '/my/access', said: 'blocked' },
    { url: `/my/access/professionals/${party}/unblock`, payload: '', to: '/my/access', said: 'unblocked' },
  ]
  for (const { url, payload, to, said } of acts) {
    const answer = await post(fakeParts(holderSession()), { url, payload })
    assert.equal(answer.statusCode, 303, url)
    assert.equal(answer.headers.location, to)
    assert.match(String(answer.headers['set-cookie']), new RegExp(`^carnet-said=${said}\\.`))
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
    const next = await get(fakeParts(holderSession()), to, cookie)
    assert.match(next.body, /class="notice notice-ok"[^>]*autofocus/)
    assert.match(String(next.headers['set-cookie']), /carnet-said=;.*Max-Age=0/)
  }
})

test('an unknown choice is refused by name', async () => {
  const answer = await post(fakeParts(holderSession()), { url: `${document}/who-sees`, payload: 'visibility=maybe' })
  assert.equal(answer.statusCode, 400)
  assert.match(answer.body, /page-choice-unknown/)
})

test('a form whose session has ended leads to sign-in, back to its page, and says that nothing was done', async () => {
  const answer = await post(fakeParts(undefined), { url: `${document}/who-sees`, payload: 'visibility=hidden' })
  assert.equal(answer.statusCode, 303)
  assert.equal(answer.headers.location, `/sign-in?return_to=${encodeURIComponent(`${document}/who-sees`)}&ended=1`)
  const signIn = await get(fakeParts(undefined), answer.headers.location ?? '')
  assert.match(signIn.body, /Rien n’a été changé/)
  assert.match(signIn.body, /href="\/sign-in\/citizens\?return_to=%2Fmy%2F/)
})

test('a session of the other side opens nothing', async () => {
  assert.equal((await get(fakeParts(professionalSession()), '/my')).headers.location, '/sign-in?return_to=%2Fmy')
  assert.equal((await get(fakeParts(holderSession()), '/pro')).headers.location, '/sign-in?return_to=%2Fpro')
})

test('a failure shows its sentence and a reference, never its cause', async () => {
  const parts = fakeParts(holderSession())
  parts.documents.listOwn = async () => {
    throw new Error('secret cause')
  }
  const page = await get(parts, '/my')
  assert.equal(page.statusCode, 500)
  assert.match(page.body, /unexpected-fault/)
  assert.doesNotMatch(page.body, /secret cause|at .*\.ts/)
})

test('a language asked for in the address is kept', async () => {
  const page = await get(fakeParts(undefined), '/?lang=en')
  assert.match(page.body, /<html lang="en"/)
  assert.match(String(page.headers['set-cookie']), /carnet-lang=en; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax/)
  assert.match((await get(fakeParts(undefined), '/?lang=xx')).body, /<html lang="fr"/)
})

test('the style sheet and the fonts are kept for ever and weigh what they may', async () => {
  const server = await startPages(fakeParts(undefined))
  const { body } = await server.inject({ url: '/' })
  const path = /href="(\/assets\/carnet-[0-9a-f]{12}\.css)"/.exec(body)?.[1] ?? ''
  const sheet = await server.inject({ url: path, headers: { 'accept-encoding': 'gzip' } })
  assert.equal(sheet.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(sheet.headers['content-encoding'], 'gzip')
  assert.ok(sheet.rawPayload.length <= 18_000, `${sheet.rawPayload.length} bytes`)
  const font = /url\("?'?(\/assets\/source-sans-3-latin-[0-9a-f]+\.woff2)/.exec(
    (await server.inject({ url: path })).body,
  )?.[1]
  assert.ok((await server.inject({ url: font ?? '' })).rawPayload.length <= 45_000)
})
