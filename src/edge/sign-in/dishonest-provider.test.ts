import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createHttpBrowser } from '../../../tests/support/http-browser.ts'
import { freePort } from '../../../tests/support/free-port.ts'
import { startIdentityServer, type IdentityServer } from '../../../tests/support/identity-server.ts'

interface Answer {
  status: number
  type: string
  body: string
}

/** Changes what the identity provider answers on one path, as somebody between it and us could. */
type Tamper = (path: string, answer: Answer) => Answer

let database: TestDatabase
let here: IdentityServer
let tamper: Tamper = (_path, answer) => answer

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const middleman = createServer((request, reply) => {
  void (async () => {
    const { authorization, 'content-type': type } = request.headers
    const headers = { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) }
    const sent = request.method === 'POST' ? { method: 'POST', body: new Uint8Array(await readBody(request)) } : {}
    const honest = await fetch(`${here.url}${request.url}`, { headers, ...sent })
    const answer = { status: honest.status, type: honest.headers.get('content-type') ?? '', body: await honest.text() }
    const changed = tamper(request.url ?? '', answer)
    reply.writeHead(changed.status, { 'content-type': changed.type }).end(changed.body)
  })()
})

before(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  await new Promise<void>((resolve) => middleman.listen(port, '127.0.0.1', resolve))
  here = await startIdentityServer({ database: database.app, providerOrigin: () => `http://127.0.0.1:${port}` })
})

after(async () => {
  await here.close()
  middleman.close()
  await database.drop()
})

const rewriteJwt = (token: string, change: Record<string, unknown>, head: Record<string, unknown> = {}): string => {
  const [header = '', payload = '', mark = ''] = token.split('.')
  const rewrite = (part: string, extra: Record<string, unknown>): string => {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return Buffer.from(JSON.stringify({ ...(typeof value === 'object' ? value : {}), ...extra })).toString('base64url')
  }
  return `${rewrite(header, head)}.${rewrite(payload, change)}.${head['alg'] === 'none' ? '' : mark}`
}

const tokensCheck = Compile(Type.Object({ id_token: Type.String(), access_token: Type.String() }))

const onIdToken =
  (change: (token: string) => string): Tamper =>
  (path, answer) => {
    if (!path.endsWith('/token')) return answer
    const tokens = tokensCheck.Parse(JSON.parse(answer.body))
    return { ...answer, body: JSON.stringify({ ...tokens, token_type: 'Bearer', id_token: change(tokens.id_token) }) }
  }

const onUserinfo =
  (change: (answer: Answer) => Answer): Tamper =>
  (path, answer) =>
    path.endsWith('/userinfo') ? change(answer) : answer

const decode = (token: string): string => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')

const failing = { status: 503, type: 'text/html', body: 'down' }

const cases: [string, Tamper, string][] = [
  ['an honest middleman', (_path, answer) => answer, 'signed in'],
  [
    'userinfo rewritten',
    onUserinfo((one) => ({ ...one, body: rewriteJwt(one.body, { family_name: 'OTHER' }) })),
    'sign-in-refused',
  ],
  [
    'userinfo of alg none',
    onUserinfo((one) => ({ ...one, body: rewriteJwt(one.body, {}, { alg: 'none' }) })),
    'sign-in-refused',
  ],
  [
    'userinfo not signed',
    onUserinfo((one) => ({ ...one, type: 'application/json', body: decode(one.body) })),
    'sign-in-refused',
  ],
  ['another nonce', onIdToken((token) => rewriteJwt(token, { nonce: 'n'.repeat(43) })), 'sign-in-refused'],
  ['a higher assurance', onIdToken((token) => rewriteJwt(token, { acr: 'eidas3' })), 'sign-in-refused'],
  ['another audience', onIdToken((token) => rewriteJwt(token, { aud: 'somebody-else' })), 'sign-in-refused'],
  ['an id token of alg none', onIdToken((token) => rewriteJwt(token, {}, { alg: 'none' })), 'sign-in-refused'],
  [
    'the token address down',
    (path, answer) => (path.endsWith('/token') ? failing : answer),
    'identity-provider-unavailable',
  ],
  ['userinfo down', onUserinfo(() => failing), 'identity-provider-unavailable'],
]

for (const [what, change, expected] of cases) {
  test(`${what}: ${expected}`, async () => {
    tamper = change
    const browser = createHttpBrowser(here.url)
    const choice = (await browser.follow('/sign-in/citizens')).at(-1) ?? assert.fail()
    const last = (await browser.follow(choice.url, { form: { name: 'dominique' } })).at(-1) ?? assert.fail()
    const signedIn = browser.cookie('carnet-session') !== undefined
    assert.equal(signedIn, expected === 'signed in')
    if (!signedIn) assert.equal(await last.text(), JSON.stringify({ reason: expected }))
  })
}
