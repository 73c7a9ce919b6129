import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { silentLog } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { registerLog } from './register-log.ts'
import { readTilePath, tileNumberPath } from './tile-path.ts'
import { verifierPage } from './verifier-page.tsx'

const hashes = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_none, at) => createHash('sha256').update(String(at)).digest()))

const stored: Readonly<Record<string, Buffer>> = { '-1/0': hashes(3), '0/0': hashes(256), '0/1': hashes(44) }

let server: FastifyInstance
before(async () => {
  server = Fastify()
  const publicLog = {
    checkpoint: async () => 'carnet.example/log\n300\n',
    tile: async (level: number, n: number) => {
      if (level === 9) throw new Error('the database is away')
      return stored[`${level}/${n}`] ?? Buffer.alloc(0)
    },
    witnessed: async () => undefined,
    takeCosignature: async (sent: string) => {
      if (sent !== 'good') throw new Problem('incorrect', 'cosignature-wrong')
    },
    verifierKey: async () => 'carnet.example/log+00000000+AQ==',
    handovers: async () => ['carnet/log-key/v1\none\n', 'carnet/log-key/v1\ntwo\n'],
  }
  await registerLog(server, { publicLog, log: silentLog })
})

const get = (path: string) => server.inject({ url: `/log/${path}` })

test('a number is spelt in threes, as the specification shows', () => {
  assert.deepEqual([0, 7, 999, 1_000, 1_234_067].map(tileNumberPath), [
    '000',
    '007',
    '999',
    'x001/000',
    'x001/x234/067',
  ])
  for (const n of [0, 1, 999, 1_000, 999_999, 1_000_000, 123_456_789]) {
    assert.deepEqual(readTilePath(`2/${tileNumberPath(n)}.p/9`), { level: 2, n, width: 9 })
  }
})

test('no other spelling names a tile', () => {
  const wrong = [
    '',
    '0',
    '0/0',
    '00/000',
    '64/000',
    '-1/000',
    '0/x000/001',
    '0/001/002',
    '0/x001',
    '0/000.p/0',
    '0/000.p/01',
    '0/000.p/256',
    '0/000.p/999',
    '0/000/',
    'entries/1000',
  ]
  for (const path of wrong) assert.equal(readTilePath(path), undefined, path)
})

test('full and partial tiles are served to be kept for ever; what is not there yet is not', async () => {
  const full = await get('tile/0/000')
  assert.equal(full.statusCode, 200)
  assert.deepEqual(full.rawPayload, hashes(256))
  assert.match(String(full.headers['cache-control']), /immutable/)
  assert.equal(full.headers['content-type'], 'application/octet-stream')
  assert.deepEqual((await get('tile/0/001.p/44')).rawPayload, hashes(44))
  assert.deepEqual((await get('tile/0/001.p/12')).rawPayload, hashes(12))
  for (const path of ['tile/0/001', 'tile/0/001.p/45', 'tile/0/002', 'tile/0/002.p/1', 'tile/key', 'tile/7/000']) {
    const { statusCode, headers } = await get(path)
    assert.deepEqual([statusCode, headers['cache-control']], [404, 'no-store'], path)
  }
})

test('an entry bundle has each hash behind its length', async () => {
  const { rawPayload } = await get('tile/entries/000.p/3')
  assert.equal(rawPayload.length, 3 * 34)
  assert.deepEqual(rawPayload.subarray(34, 36), Buffer.from([0, 32]))
  assert.deepEqual(rawPayload.subarray(36, 68), hashes(2).subarray(32))
})

test('checkpoint and key are text, and kept a few seconds', async () => {
  for (const path of ['checkpoint', 'key']) {
    const { statusCode, headers } = await get(path)
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    assert.equal(headers['cache-control'], 'public, max-age=2')
  }
})

test('a failure says nothing but to try again', async () => {
  const { statusCode, payload } = await get('tile/9/000')
  assert.deepEqual([statusCode, payload], [503, 'Try again\n'])
})

test('the verifier is whole in itself, and may run its own script and nothing else', async () => {
  const { payload, headers } = await get('verifier')
  assert.equal(payload, verifierPage.html)
  const policy = String(headers['content-security-policy'])
  const scripts = [...payload.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text)
  assert.equal(scripts.length, 1)
  const hash = createHash('sha256')
    .update(scripts[0] ?? '')
    .digest('base64')
  assert.ok(policy.includes(`script-src 'sha256-${hash}'`))
  assert.ok(policy.startsWith("default-src 'none'") && !policy.includes('connect-src'))
  assert.ok(!/\b(?:src|href)=|\bfetch\(|XMLHttpRequest|import\(|navigator\.sendBeacon/.test(payload))
})

test('a cosignature is kept, or refused without a reason; long texts and other kinds are not read', async () => {
  const send = async (payload: string, type = 'text/plain') =>
    (await server.inject({ method: 'POST', url: '/log/cosignature', payload, headers: { 'content-type': type } }))
      .statusCode
  assert.deepEqual([await send('good'), await send('bad')], [204, 403])
  assert.notEqual(await send('x'.repeat(5_000)), 204)
  assert.notEqual(await send('good', 'application/json'), 204)
  assert.equal((await get('witnessed')).statusCode, 404)
})
