import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { createEntryCookie } from './entry-cookie.ts'

const secret = 'Aa0-_'.repeat(8)

const serve = (address: string) => {
  const cookie = createEntryCookie(new URL(address))
  const server = fastify()
  server.get('/write', (_request, reply) => {
    cookie.write(reply, secret)
    return reply.send('')
  })
  server.get('/drop', (_request, reply) => {
    cookie.drop(reply)
    return reply.send('')
  })
  server.get('/read', (request, reply) => reply.send({ secret: cookie.read(request) ?? 'none' }))
  return server
}

for (const [address, name, flags] of [
  ['https://carnet.example', '__Host-carnet-entry', 'Path=/; HttpOnly; SameSite=Lax; Secure'],
  ['http://localhost:8080', 'carnet-entry', 'Path=/; HttpOnly; SameSite=Lax'],
] as const) {
  test(`an entry pass over ${address} is kept half an hour, read back and forgotten`, async () => {
    const server = serve(address)
    assert.equal((await server.inject('/write')).headers['set-cookie'], `${name}=${secret}; Max-Age=1800; ${flags}`)
    assert.equal((await server.inject('/drop')).headers['set-cookie'], `${name}=; Max-Age=0; ${flags}`)
    const read = async (cookie: string) => (await server.inject({ url: '/read', headers: { cookie } })).json().secret
    assert.equal(await read(`other=1; ${name}=${secret}`), secret)
    for (const strange of [
      '',
      `${name}=`,
      `${name}=short`,
      `${name}=${secret}%20`,
      `x${name}=${secret}`,
      `${name}=${'a'.repeat(200)}`,
    ])
      assert.equal(await read(strange), 'none', strange)
  })
}
