import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allowInsecureRequests, ClientSecretBasic, clientCredentialsGrant, discovery } from 'openid-client'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { startIdentityServer, type IdentityServer } from '../../../tests/support/identity-server.ts'
import type { Actor } from '../../access/types.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { requireScope } from './scope.ts'

let database: TestDatabase
let here: IdentityServer
const secret = randomSecret()
const facility = { id: '1750000018', name: 'Laboratoire des Lilas' }

before(async () => {
  database = await createTestDatabase()
  here = await startIdentityServer({ database: database.app })
  await here.identity.recordFacility(facility)
  await here.identity.recordSoftware({ clientId: 'laboratory', name: 'Labo', facilityId: facility.id, secret })
})

after(async () => {
  await here.close()
  await database.drop()
})

const answerCheck = Compile(
  Type.Object({ access_token: Type.String(), expires_in: Type.Number(), scope: Type.Optional(Type.String()) }),
)

const basic = (id: string, password: string) => `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`

const askToken = (form: Record<string, string>, authorization?: string): Promise<Response> =>
  fetch(`${here.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
    headers: authorization === undefined ? {} : { authorization },
  })

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
test('software finds the server, gets a token, and is known by it', async () => {
  const issuer = new URL(`${here.url}/oauth`)
  const configuration = await discovery(issuer, 'laboratory', {}, ClientSecretBasic(secret), {
    execute: [allowInsecureRequests],
  })
  assert.equal(configuration.serverMetadata().token_endpoint, `${here.url}/oauth/token`)
  assert.equal(configuration.serverMetadata().jwks_uri, here.tokens.smartConfiguration['jwks_uri'])
  const answer = await clientCredentialsGrant(configuration, {
    scope: 'system/DocumentReference.crus system/Binary.c patient/Patient.r nonsense',
  })
  assert.equal(answer.scope, 'system/DocumentReference.crus system/Binary.c')
  assert.equal(answer.expires_in, 600)
  const visitor = await here.tokens.authenticate(bearer(answer.access_token))
  assert.deepEqual(visitor.actor, { kind: 'software', id: 'laboratory', name: 'Labo', facility })
  assert.deepEqual(visitor.origin, { channel: 'fhir', software: 'laboratory' })
  requireScope(visitor.scopes, 'DocumentReference', 'c')
  assert.throws(
    () => requireScope(visitor.scopes, 'Binary', 'r'),
    (error) => error instanceof Problem && error.kind === 'refused',
  )
})

test('the secret may come in the form, and a token without scope permits nothing', async () => {
  const answer = await askToken({ client_id: 'laboratory', client_secret: secret })
  assert.equal(answer.status, 200)
  const { access_token } = answerCheck.Parse(await answer.json())
  const visitor = await here.tokens.authenticate(bearer(access_token))
  assert.throws(() => requireScope(visitor.scopes, 'DocumentReference', 'c'), { message: 'scope-missing' })
})

test('what a client says that it comes for is in its token: care, or nothing that the law allows', async () => {
  const purposeFor = async (form: Record<string, string>): Promise<unknown> => {
    const answer = await askToken({ client_id: 'laboratory', client_secret: secret, ...form })
    const { access_token } = answerCheck.Parse(await answer.json())
    return (await here.tokens.authenticate(bearer(access_token))).purpose
  }
  assert.equal(await purposeFor({}), undefined)
  assert.equal(await purposeFor({ purpose_of_use: 'TREAT' }), 'care')
  for (const purpose of ['COVERAGE', 'TREAT HPAYMT', '', 'no such word'])
    assert.equal(await purposeFor({ purpose_of_use: purpose }), 'forbidden', purpose)
})

test('a wrong secret, an empty one and an unknown client get the same answer to the byte', async () => {
  const answers = await Promise.all([
    askToken({}, basic('laboratory', `${secret}x`)),
    askToken({}, basic('laboratory', 'x')),
    askToken({}, basic('unknown', secret)),
    askToken({ client_id: 'laboratory', client_secret: 'wrong' }),
    askToken({ client_id: 'unknown', client_secret: 'wrong' }),
    // what the table holds is a hash: it is no secret either
    askToken({}, basic('laboratory', 'e'.repeat(64))),
  ])
  const seen = new Set(await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`)))
  assert.equal(seen.size, 1, [...seen].join('\n'))
  assert.match([...seen].join(''), /^401 .*invalid_client/)
})

test('the hash in the table does not serve as a secret', async () => {
  const client = await here.identity.findClient('laboratory')
  const answer = await askToken({}, basic('laboratory', client?.secretHash.toString('hex') ?? ''))
  assert.equal(answer.status, 401)
})

test('other grants and unsafe bodies are refused without a stack trace', async () => {
  const authorization = basic('laboratory', secret)
  for (const grant_type of ['authorization_code', 'password', 'implicit', 'x']) {
    const answer = await askToken({ grant_type }, authorization)
    assert.equal(answer.status, 400)
    assert.doesNotMatch(await answer.text(), /\n\s+at |node_modules/)
  }
  const json = await fetch(`${here.url}/oauth/token`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(json.status, 400)
})

test('the server offers one way of each thing, and no key that nobody asks to be proved', async () => {
  const text = await (await fetch(`${here.url}/oauth/.well-known/openid-configuration`)).text()
  assert.doesNotMatch(text, /dpop|pushed_authorization|introspection|userinfo_endpoint|end_session|device/i)
})

test('the addresses that the server publishes do not follow the Host header', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const text = await (await fetch(`${here.url}/oauth/.well-known/openid-configuration`, { headers })).text()
  assert.ok(text.includes(`"token_endpoint":"${here.url}/oauth/token"`), text)
  assert.ok(!text.includes('evil.example'))
})

const cast: Actor[] = [
  { kind: 'holder', id: '8a0c', name: 'Dominique PAT-TROIS' },
  { kind: 'professional', id: '810002909371', name: 'Anne MOREAU', profession: '10', facility },
  { kind: 'software', id: 'hospital', name: 'Hôpital', facility },
]

for (const actor of cast) {
  test(`a demonstration token of a ${actor.kind} carries the whole actor`, async () => {
    const visitor = await here.tokens.authenticate(bearer(await here.tokens.mint(actor)))
    assert.deepEqual(visitor.actor, actor)
    assert.equal(visitor.authLevel, 'substantial')
    requireScope(visitor.scopes, 'DocumentReference', 's')
  })
}

test('a scope of another kind of actor is not minted', () => {
  assert.throws(() => here.tokens.mint(cast[0] ?? assert.fail(), { scope: 'system/*.cruds' }), {
    message: 'scope-not-allowed',
  })
})
