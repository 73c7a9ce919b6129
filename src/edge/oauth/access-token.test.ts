import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Actor } from '../../access/types.ts'
import { fixedClock, systemClock } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { createAuthenticate } from './authenticate.ts'
import { createAccessTokens, type AccessTokens } from './access-tokens.ts'
import { deriveSigningKey } from './signing-key.ts'

const holder: Actor = { kind: 'holder', id: '8a0c', name: 'Dominique PAT-TROIS' }

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Problem, 'it must be refused')
  assert.equal(error.kind, 'unauthenticated')
  return error.reason
}

const seed = Buffer.alloc(32, 9)
const build = async (): Promise<{
  tokens: AccessTokens
  sign: (change: {
    typ?: string
    audience?: string
    issuer?: string
    expires?: number
    actor?: unknown
    extra?: object
  }) => Promise<string>
}> => {
  const publicUrl = new URL('https://carnet.example')
  const tokens = await createAccessTokens({ publicUrl, seed, clock: systemClock })
  const { key, issuer, audience } = tokens.parts
  const now = Math.floor(systemClock.now().getTime() / 1000)
  const sign: Awaited<ReturnType<typeof build>>['sign'] = (change) =>
    new SignJWT({
      actor: 'actor' in change ? change.actor : holder,
      acr: 'substantial',
      client_id: 'x',
      scope: 'patient/*.r',
      ...change.extra,
    })
      .setProtectedHeader({ alg: 'ES256', typ: change.typ ?? 'at+jwt' })
      .setIssuer(change.issuer ?? issuer)
      .setAudience(change.audience ?? audience)
      .setExpirationTime(change.expires ?? now + 60)
      .sign(key.privateKey)
  return { tokens, sign }
}

test('a token with the right marks is accepted; with one wrong mark it is not', async () => {
  const { tokens, sign } = await build()
  await tokens.authenticate(bearer(await sign({})))
  const wrong: [string, Parameters<typeof sign>[0]][] = [
    ['another audience', { audience: 'https://carnet.example/other' }],
    ['another issuer', { issuer: 'https://evil.example/oauth' }],
    ['an id token', { typ: 'JWT' }],
    ['an unknown kind of actor', { actor: { kind: 'admin', id: 'x', name: 'x' } }],
    ['no actor', { actor: undefined }],
  ]
  for (const [what, change] of wrong) {
    assert.equal(await reasonOf(tokens.authenticate(bearer(await sign(change)))), 'token-invalid', what)
  }
  assert.equal(await reasonOf(tokens.authenticate(bearer(await sign({ expires: 1000 })))), 'token-expired')
})

test('of several purposes none may be another than care; marks that are no purposes are refused', async () => {
  const { tokens, sign } = await build()
  const stated = (...codes: unknown[]) => ({
    extensions: { ihe_iua: { purpose_of_use: codes.map((code) => ({ code, system: 'urn:x' })) } },
  })
  const purposeOf = async (extra: object): Promise<unknown> =>
    (await tokens.authenticate(bearer(await sign({ extra })))).purpose
  assert.equal(await purposeOf({}), undefined)
  assert.equal(await purposeOf(stated('TREAT', 'ETREAT')), 'care')
  assert.equal(await purposeOf(stated('TREAT', 'HPAYMT')), 'forbidden')
  assert.equal(await reasonOf(tokens.authenticate(bearer(await sign({ extra: stated(1) })))), 'token-invalid')
})

test('a tampered token, alg none, an HMAC with the public key, and a key of somebody else are refused', async () => {
  const { tokens, sign } = await build()
  const good = await sign({})
  const [head = '', body = '', mark = ''] = good.split('.')
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  const forged = encode({ ...(typeof claims === 'object' ? claims : {}), scope: 'system/*.cruds' })
  const publicJwk = await exportJWK(tokens.parts.key.publicKey)
  const hmac = await new SignJWT({ ...(typeof claims === 'object' ? claims : {}) })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .sign(Buffer.from(JSON.stringify(publicJwk)))
  const stranger = await generateKeyPair('ES256')
  const foreign = await new SignJWT({ ...(typeof claims === 'object' ? claims : {}) })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .sign(stranger.privateKey)
  const bad = [
    `${head}.${forged}.${mark}`,
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
    `${head}.${body}.`,
    `${head}.${body}`,
    hmac,
    foreign,
    `${good}a`.repeat(20),
  ]
  for (const token of bad) {
    const reason = await reasonOf(tokens.authenticate(bearer(token)))
    assert.ok(reason === 'token-invalid' || reason === 'token-missing', reason)
  }
})

test('no token, another scheme and an empty one are told to get a token', async () => {
  const { tokens } = await build()
  for (const authorization of [undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b']) {
    assert.equal(await reasonOf(tokens.authenticate({ headers: { authorization } })), 'token-missing')
  }
})

test('a remembered token still expires', async () => {
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  const tokens = await createAccessTokens({ publicUrl: new URL('https://carnet.example'), seed, clock })
  const authenticate = createAuthenticate(tokens.parts)
  const token = await tokens.mint(holder)
  const first = await authenticate(bearer(token))
  assert.equal(await authenticate(bearer(token)), first, 'the second look is remembered')
  clock.advance(600_000)
  assert.equal(await reasonOf(authenticate(bearer(token))), 'token-expired')
  assert.equal(await reasonOf(authenticate(bearer(token))), 'token-expired', 'also once it is forgotten')
})

test('a seed always gives the same key, a purpose its own, another seed another', async () => {
  const [one, again, other, purpose] = await Promise.all([
    deriveSigningKey(seed, 'oauth'),
    deriveSigningKey(seed, 'oauth'),
    deriveSigningKey(Buffer.alloc(32, 8), 'oauth'),
    deriveSigningKey(seed, 'simulator'),
  ])
  assert.deepEqual(one.jwk, again.jwk)
  assert.equal(new Set([one.jwk.kid, other.jwk.kid, purpose.jwk.kid]).size, 3)
})
