import type { FastifyInstance } from 'fastify'
import type { Log } from '../../platform/log.ts'

/** One line a request: method, route pattern, status, time. Never the address itself, a header or a body. */
export const logRequests = (server: FastifyInstance, log: Log): void => {
  server.addHook('onResponse', async (request, reply) => {
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    })
  })
}
