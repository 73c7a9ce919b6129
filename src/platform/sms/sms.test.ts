import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { text as readText } from 'node:stream/consumers'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { createFolderSms, createGatewaySms, measureSms, type Sms } from './sms.ts'

const sms: Sms = { id: 'a9f4c0de-0000-4000-8000-000000000001', to: '+33612345678', text: 'Votre code : 123456' }

interface Taken {
  method?: string
  headers: Record<string, unknown>
  body: string
}

let folder: string
let gateway: Server
let port = 0
let status = 202
const taken: Taken[] = []

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carnet-sms-'))
  gateway = createServer(async (request, response) => {
    const body = await readText(request)
    taken.push({ method: request.method, headers: request.headers, body })
    response.writeHead(status, { location: '/elsewhere' }).end('taken')
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const address = gateway.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
beforeEach(() => {
  taken.length = 0
  status = 202
})
after(async () => {
  gateway.closeAllConnections()
  await new Promise((resolve) => gateway.close(resolve))
  await rm(folder, { recursive: true })
})

test('the folder holds one file a message, named by its id: sent twice, it is there once', async () => {
  const sender = createFolderSms(join(folder, 'out'))
  await sender.send(sms)
  await sender.send(sms)
  assert.deepEqual(await readdir(join(folder, 'out')), [`${sms.id}.txt`])
  const file = join(folder, 'out', `${sms.id}.txt`)
  assert.equal(await readFile(file, 'utf8'), '+33612345678\nVotre code : 123456\n')
  assert.equal((await stat(file)).mode & 0o077, 0, 'nobody else on this machine reads it')
})

test('a gateway gets one form, with the credentials of its address and nowhere else', async () => {
  await createGatewaySms(`http://carnet:s%40cret@127.0.0.1:${port}/send?route=1`).send(sms)
  const [one, ...more] = taken
  assert.ok(one)
  assert.deepEqual(more, [])
  assert.equal(one.method, 'POST')
  assert.match(String(one.headers['content-type']), /^application\/x-www-form-urlencoded/)
  assert.equal(one.headers['authorization'], `Basic ${Buffer.from('carnet:s@cret').toString('base64')}`)
  assert.equal(one.headers['idempotency-key'], sms.id)
  assert.deepEqual(Object.fromEntries(new URLSearchParams(one.body)), { to: sms.to, text: sms.text })
})

for (const refused of [302, 400, 401, 429, 500]) {
  test(`a gateway that answers ${refused} is unavailable, and nobody else is asked`, async () => {
    status = refused
    const problem = await problemOf(createGatewaySms(`http://127.0.0.1:${port}/`).send(sms))
    assert.equal(problem.reason, 'sms-gateway-unavailable')
    assert.equal(problem.kind, 'unavailable')
    assert.equal(taken.length, 1)
  })
}

test('no gateway at all is the same', async () => {
  const problem = await problemOf(createGatewaySms('http://127.0.0.1:1/').send(sms))
  assert.equal(problem.reason, 'sms-gateway-unavailable')
})

const refused: [what: string, change: Partial<Sms>, reason: string][] = [
  ['a number without its country', { to: '0612345678' }, 'sms-number-wrong'],
  ['a number with a line end', { to: '+33612345678\n' }, 'sms-number-wrong'],
  ['two numbers', { to: '+33612345678,+33612345679' }, 'sms-number-wrong'],
  ['161 characters', { text: 'a'.repeat(161) }, 'sms-too-long'],
  ['71 characters, one outside the alphabet', { text: `ê${'a'.repeat(70)}` }, 'sms-too-long'],
  ['an address', { text: 'Voir https://carnet.example/x' }, 'sms-with-link'],
  ['a bare host', { text: 'Voir www.carnet' }, 'sms-with-link'],
  ['what a phone makes into a link', { text: 'Voir carnet.fr pour la suite' }, 'sms-with-link'],
]

for (const [what, change, reason] of refused) {
  test(`refused by folder and gateway alike: ${what}`, async () => {
    const place = join(folder, 'refused')
    for (const sender of [createFolderSms(place), createGatewaySms(`http://127.0.0.1:${port}/`)]) {
      assert.equal((await problemOf(sender.send({ ...sms, ...change }))).reason, reason)
    }
    assert.deepEqual(taken, [])
    await assert.rejects(readdir(place))
  })
}

test('a message of 160 characters of the alphabet is one message; some characters count twice', () => {
  assert.deepEqual(measureSms('é'.repeat(160)), { size: 160, max: 160 })
  assert.deepEqual(measureSms('€[]'), { size: 6, max: 160 })
  assert.deepEqual(measureSms('’'), { size: 1, max: 70 })
})
