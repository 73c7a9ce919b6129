import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { freePort } from '../../../tests/support/free-port.ts'
import { silentLog, type Log, type LogFields } from '../../platform/log.ts'
import { logRequests } from './log-requests.ts'
import { createMetrics } from './metrics.ts'
import { registerHealth } from './register-health.ts'

test('ready while every check holds, 503 as soon as one fails, and live all the while', async () => {
  let database = true
  const server = Fastify()
  registerHealth(server, {
    checks: {
      database: async () => {
        if (!database) throw new Error('secret address of the database')
      },
      always: async () => 1,
    },
  })
  const ask = async (path: string) => {
    const { statusCode, body } = await server.inject(path)
    return `${statusCode} ${body}`
  }
  assert.equal(await ask('/health/ready'), '200 {"status":"ready"}')
  database = false
  assert.equal(await ask('/health/ready'), '503 {"status":"not-ready"}')
  assert.equal(await ask('/health/live'), '200 {"status":"live"}')
  database = true
  assert.equal(await ask('/health/ready'), '200 {"status":"ready"}')
  await server.close()
})

test('not ready while it stops, so that nobody sends it more', async () => {
  const server = Fastify()
  registerHealth(server, { checks: {} })
  const answers: number[] = []
  const address = await server.addHook('preClose', async () => ask()).listen({ host: '127.0.0.1', port: 0 })
  const ask = async (): Promise<void> => void answers.push((await fetch(`${address}/health/ready`)).status)
  await ask()
  await server.close()
  assert.deepEqual(answers, [200, 503])
})

const canary = 'canary-2790351'

test('a log line holds the pattern of the route and nothing of the request', async () => {
  const lines: { event: string; fields: LogFields }[] = []
  const log: Log = { ...silentLog, info: (event, fields = {}) => void lines.push({ event, fields }) }
  const server = Fastify()
  logRequests(server, log)
  server.post('/fhir/Thing/:id', async () => ({ canary }))
  const headers = { authorization: canary, cookie: canary, 'user-agent': canary, 'x-canary': canary }
  const url = `/fhir/Thing/${canary}?name=${canary}`
  await server.inject({ method: 'POST', url, headers, payload: { canary } })
  await server.inject(`/${canary}`)
  await server.close()
  assert.deepEqual(
    lines.map(({ event, fields }) => [event, fields.method, fields.route, fields.status]),
    [
      ['request', 'POST', '/fhir/Thing/:id', 200],
      ['request', 'GET', 'unknown', 404],
    ],
  )
  assert.deepEqual(Object.keys(lines[0]?.fields ?? {}).toSorted(), [
    'durationMs',
    'method',
    'requestId',
    'route',
    'status',
  ])
  assert.doesNotMatch(JSON.stringify(lines), /canary/)
})

test('the figures count requests by pattern, and the queue; nothing of a request is in them', async () => {
  const outbox = { count: async () => ({ waiting: 3, parked: 2 }) }
  const metrics = createMetrics(outbox)
  const server = Fastify()
  metrics.watch(server)
  server.get('/fhir/Thing/:id', async () => ({}))
  await server.inject(`/fhir/Thing/${canary}?name=${canary}`)
  await server.inject(`/${canary}`)
  const port = await freePort()
  const stop = await metrics.serve({ host: '127.0.0.1', port })
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  await stop()
  await server.close()
  assert.match(text, /^carnet_request_seconds_count\{method="GET",route="\/fhir\/Thing\/:id",status="200"\} 1$/m)
  assert.match(text, /^carnet_request_seconds_count\{method="GET",route="unknown",status="404"\} 1$/m)
  assert.match(text, /^carnet_outbox_items\{state="waiting"\} 3$/m)
  assert.match(text, /^carnet_outbox_items\{state="parked"\} 2$/m)
  assert.doesNotMatch(text, /canary/)
})
