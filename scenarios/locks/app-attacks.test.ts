import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  answerAsking,
  askingOf,
  askTokens,
  beginAsking,
  codeForm,
  everyScope,
  holderBrowser,
  letAppIn,
  readTokens,
  tension,
  type AskingChanges,
} from '../../tests/support/app-kit.ts'
import { buryStanding } from '../../src/access/standing-life.ts'
import { holderOf } from '../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

// security.md T14: what a malicious or robbed app, or somebody in its place, tries at the authorization server and with what it got there.

let carnet: Installation
let browser: Awaited<ReturnType<typeof holderBrowser>>
let other: Awaited<ReturnType<typeof holderBrowser>>
before(async () => {
  carnet = await openInstallation()
  browser = await holderBrowser(carnet)
  other = await holderBrowser(carnet, { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '181072A00412390' })
})
after(() => carnet.close())

const biology = 'BIOLOGIE'
const look = async (token: string, spaceId = browser.spaceId): Promise<{ status: number; text: string }> => {
  const address = `${carnet.fhir}/DocumentReference?patient=Patient/${spaceId}&status=current`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, text: await answer.text() }
}
const errorOf = ({ text }: { text: string }): unknown => JSON.parse(text).error
const refresh = (token: string) => askTokens(carnet, { grant_type: 'refresh_token', refresh_token: token })

const askedWrongly: [what: string, changes: AskingChanges, error: string, isSentBack: boolean][] = [
  ['a path below', { redirect_uri: `${tension.redirectUri}/more` }, 'invalid_redirect_uri', false],
  ['a query behind', { redirect_uri: `${tension.redirectUri}?x=1` }, 'invalid_redirect_uri', false],
  ['another port', { redirect_uri: tension.redirectUri.replace('8080', '8081') }, 'invalid_redirect_uri', false],
  ['another host', { redirect_uri: 'https://evil.example/callback' }, 'invalid_redirect_uri', false],
  ['a name in front', { redirect_uri: tension.redirectUri.replace('://', '://x@') }, 'invalid_redirect_uri', false],
  ['an unknown app', { client_id: 'nobody' }, 'invalid_client', false],
  ['software that only deposits', { client_id: 'hospital' }, 'invalid_redirect_uri', false],
  ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request', true],
  ['a challenge in clear', { code_challenge_method: 'plain' }, 'invalid_request', true],
  ['a token at once', { response_type: 'token' }, 'unsupported_response_type', true],
  ['no audience', { aud: undefined }, 'invalid_target', true],
  ['another audience', { aud: 'https://evil.example/fhir' }, 'invalid_target', true],
  ['another resource', { resource: 'https://evil.example/fhir' }, 'invalid_target', true],
  ['no scope', { scope: undefined }, 'invalid_scope', true],
  ['no scope of an app’s', { scope: 'patient/AuditEvent.rs patient/List.rs openid' }, 'invalid_scope', true],
  ['without asking the holder', { prompt: 'none' }, 'interaction_required', true],
]

for (const [what, changes, error, isSentBack] of askedWrongly) {
  test(`asked with ${what}: ${error}, ${isSentBack ? 'told to the app' : 'and nobody is sent anywhere'}`, async () => {
    await letAppIn(carnet, browser, biology)
    const answer = await browser.send(askingOf(carnet, changes).address)
    const location = answer.headers.get('location')?.replace('#', '?')
    if (isSentBack) {
      assert.ok(location?.startsWith(`${tension.redirectUri}?`), String(location))
      const told = new URL(location ?? '')
      assert.equal(told.searchParams.get('error'), error)
      assert.equal(told.searchParams.get('code'), null)
    } else {
      assert.equal(location, undefined)
      assert.equal(errorOf({ text: await answer.text() }), error)
    }
  })
}

test('the holder is asked each time, whatever they said before in this browser', async () => {
  await letAppIn(carnet, browser, biology)
  assert.match(await beginAsking(browser, askingOf(carnet)), /^\/my\/apps\/allow\/[\w-]+$/)
})

test('not allowed: the app is told so, and nothing stands', async () => {
  const stood = await carnet.database.owner.query({ text: 'select from access.permission' })
  const told = await answerAsking(browser, await beginAsking(browser, askingOf(carnet)), { answer: 'deny' })
  assert.equal(told.searchParams.get('error'), 'access_denied')
  assert.equal(told.searchParams.get('state'), 'here')
  assert.deepEqual(await carnet.database.owner.query({ text: 'select from access.permission' }), stood)
})

test('a request that began in one browser is answered in no other', async () => {
  const page = await beginAsking(browser, askingOf(carnet))
  assert.equal((await other.send(page)).status, 404)
  assert.equal((await other.send(page, { form: { answer: 'allow', category: biology } })).status, 404)
})

test('what is asked beyond reading is not given', async () => {
  const beyond = 'fhirUser launch/patient offline_access patient/*.cruds system/*.cruds patient/DocumentReference.c'
  const asking = askingOf(carnet, { scope: `${beyond} ${everyScope}` })
  const told = await answerAsking(browser, await beginAsking(browser, asking), { category: biology, answer: 'allow' })
  const form = codeForm(told.searchParams.get('code') ?? '', asking.verifier)
  const answer = await askTokens(carnet, form)
  const tokens = readTokens(answer)
  assert.equal(tokens.scope, everyScope)
  assert.equal(Object.hasOwn(JSON.parse(answer.text), 'id_token'), false)
  assert.ok(tokens.expires_in <= 300)
  const headers = { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/fhir+json' }
  for (const path of ['', '/DocumentReference', '/Binary']) {
    const refused = await fetch(`${carnet.fhir}${path}`, { method: 'POST', headers, body: '{}' })
    assert.equal(refused.status, 403, path)
  }
  for (const path of ['AuditEvent', 'List/00000000-0000-4000-8000-000000000000'])
    assert.equal((await fetch(`${carnet.fhir}/${path}`, { headers })).status, 403, path)
})

const exchangedWrongly: [what: string, changes: Record<string, string>, error: string][] = [
  ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
  ['another address', { redirect_uri: 'https://evil.example/callback' }, 'invalid_grant'],
  ['another audience', { resource: 'https://evil.example/fhir' }, 'invalid_target'],
  ['the name of another', { client_id: 'hospital' }, 'invalid_client'],
]

for (const [what, changes, error] of exchangedWrongly) {
  test(`a code exchanged with ${what}: ${error}`, async () => {
    const asking = askingOf(carnet)
    const told = await answerAsking(browser, await beginAsking(browser, asking), { category: biology, answer: 'allow' })
    const form = { ...codeForm(told.searchParams.get('code') ?? '', asking.verifier), ...changes }
    assert.equal(errorOf(await askTokens(carnet, form)), error)
  })
}

test('a code used twice ends what the first use gave', async () => {
  const { code, verifier, refresh_token: first } = await letAppIn(carnet, browser, biology)
  assert.equal(errorOf(await askTokens(carnet, codeForm(code, verifier))), 'invalid_grant')
  assert.equal(errorOf(await refresh(first)), 'invalid_grant')
})

test('a code or a refresh token sent several times at once is good once at most, and that ends too', async () => {
  const asking = askingOf(carnet)
  const told = await answerAsking(browser, await beginAsking(browser, asking), { category: biology, answer: 'allow' })
  const code = codeForm(told.searchParams.get('code') ?? '', asking.verifier)
  const { refresh_token: one } = await letAppIn(carnet, other, biology)
  const again = { grant_type: 'refresh_token', refresh_token: one }
  for (const form of [code, again]) {
    const answers = await Promise.all(Array.from({ length: 6 }, () => askTokens(carnet, form)))
    const given = answers.filter(({ status }) => status === 200)
    assert.ok(given.length <= 1, `${form['grant_type']}: ${given.length}`)
    for (const each of given) assert.equal(errorOf(await refresh(readTokens(each).refresh_token)), 'invalid_grant')
  }
})

test('a refresh token is good once; used twice it ends its successor', async () => {
  const { refresh_token: first, patient } = await letAppIn(carnet, browser, biology)
  const second = readTokens(await refresh(first))
  assert.notEqual(second.refresh_token, first)
  assert.equal(second.patient, patient)
  assert.equal((await look(second.access_token)).status, 200)
  assert.equal(errorOf(await refresh(first)), 'invalid_grant')
  assert.equal(errorOf(await refresh(second.refresh_token)), 'invalid_grant')
})

test('stopped, both tokens die at once, in every process: the answer is that for a space of nobody', async () => {
  const tokens = await letAppIn(carnet, browser, biology)
  assert.equal((await look(tokens.access_token)).status, 200)
  const [given = assert.fail('nothing stands')] = await carnet.database.owner.query<{ id: string }>({
    text: 'select permission_id::text as id from access.permission where space_id = $1',
    values: [browser.spaceId],
  })
  assert.equal((await browser.send(`/my/apps/${given.id}/stop`, { form: {} })).status, 303)
  const refused = await look(tokens.access_token)
  assert.equal(refused.status, 403)
  assert.deepEqual(await look(tokens.access_token, '00000000-0000-4000-8000-00000000000a'), refused)
  assert.equal(errorOf(await refresh(tokens.refresh_token)), 'invalid_grant')
})

test('what the authorization server granted ends with the consent', async () => {
  await letAppIn(carnet, browser, biology)
  const text = `select abs(extract(epoch from g.expires_at - p.until))::int as apart from access.permission p
    join directory.oidc_payload g on g.model = 'Grant' and g.id = p.permission_id::text where p.space_id = $1`
  const [grant] = await carnet.database.owner.query<{ apart: number }>({ text, values: [browser.spaceId] })
  assert.ok(grant !== undefined && grant.apart < 60, JSON.stringify(grant))
})

test('let in anew it has new tokens; the old ones open nothing', async () => {
  const old = await letAppIn(carnet, browser, biology)
  const now = await letAppIn(carnet, browser, biology)
  assert.equal((await look(old.access_token)).status, 403)
  assert.equal(errorOf(await refresh(old.refresh_token)), 'invalid_grant')
  assert.equal((await look(now.access_token)).status, 200)
})

test('a token given by one person opens nothing of another who let the same app in', async () => {
  const hers = await letAppIn(carnet, browser, biology)
  const his = await letAppIn(carnet, other, biology)
  assert.equal(hers.patient, browser.spaceId)
  assert.equal(his.patient, other.spaceId)
  assert.equal((await look(his.access_token, other.spaceId)).status, 200)
  assert.equal((await look(hers.access_token, other.spaceId)).status, 403)
  assert.equal((await look(his.access_token, browser.spaceId)).status, 403)
})

test('an app does not hide its tries from whoever represents a child', async () => {
  const { access_token } = await letAppIn(carnet, browser, biology)
  const text = `select space_id::text as id from enrolment.person where minor_until > now() and space_id is not null limit 1`
  const [child = assert.fail('no child')] = await carnet.database.owner.query<{ id: string }>({ text })
  const last = `select audience from journal.entry where space_id = $1 order by at desc limit 1`
  const headers = { authorization: `Bearer ${access_token}`, 'carnet-secret-visit': '?1' }
  const address = `${carnet.fhir}/DocumentReference?patient=Patient/${child.id}&status=current`
  assert.equal((await fetch(address, { headers })).status, 403)
  const found = await carnet.database.owner.query<{ audience: string }>({ text: last, values: [child.id] })
  assert.deepEqual(found, [{ audience: 'main' }])
})

test('a refresh token is no access token, nor is a code', async () => {
  const { refresh_token: one, code } = await letAppIn(carnet, browser, biology)
  for (const token of [one, code]) assert.equal((await look(token)).status, 401)
})

const grantsOf = async (spaceId: string): Promise<number> => {
  const text = `select from directory.oidc_payload where model in ('Grant', 'RefreshToken') and payload->>'accountId' like $1 || '.%'`
  return (await carnet.database.owner.query({ text, values: [spaceId] })).length
}

test('blocked, an app keeps nothing of what it was granted', async () => {
  const { refresh_token: one } = await letAppIn(carnet, browser, biology)
  const { permissions } = carnet.carnet
  await permissions.blockProfessional(holderOf(browser.spaceId), browser.spaceId, tension.clientId)
  assert.equal(errorOf(await refresh(one)), 'invalid_grant')
  assert.equal(await grantsOf(browser.spaceId), 0)
  await permissions.unblockProfessional(holderOf(browser.spaceId), browser.spaceId, tension.clientId)
})

test('an erased space leaves nothing of what apps were granted', async () => {
  await letAppIn(carnet, other, biology)
  assert.ok((await grantsOf(other.spaceId)) > 0)
  await carnet.database.app.transaction((connection) => buryStanding(connection, other.spaceId))
  assert.equal(await grantsOf(other.spaceId), 0)
})
