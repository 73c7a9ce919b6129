import Fastify, { type FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Outbox } from '../../platform/outbox.ts'

/** Figures of one process, for the operator's own collector; never on the public port. */
export interface Metrics {
  /** Counts and times the requests of a server, by method, route pattern and status. */
  watch(server: FastifyInstance): void
  /** Serves `/metrics` on a port of its own; gives how to stop. */
  serve(address: { host: string; port: number }): Promise<() => Promise<void>>
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Builds the figures: requests, queue, memory, event loop. */
export const createMetrics = (outbox: Pick<Outbox, 'count'>): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'carnet_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [registry],
  })
  const queue = new Gauge({
    name: 'carnet_outbox_items',
    help: 'Queued items that wait, and those parked after five failures',
    labelNames: ['state'],
    registers: [registry],
    collect: async () => {
      const { waiting, parked } = await outbox.count()
      queue.set({ state: 'waiting' }, waiting)
      queue.set({ state: 'parked' }, parked)
    },
  })
  return {
    watch: (server) => {
      server.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'unknown'
        requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
      })
    },
    serve: async (address) => {
      const server = Fastify({ logger: false })
      server.get('/metrics', async (_request, reply) => {
        void reply.type(registry.contentType)
        return registry.metrics()
      })
      await server.listen(address)
      return () => server.close()
    },
  }
}
