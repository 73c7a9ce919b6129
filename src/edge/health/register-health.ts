import type { FastifyInstance } from 'fastify'

/** Checks that must hold before this process may be sent requests; each throws when it does not. */
export interface HealthParts {
  checks: Readonly<Record<string, () => Promise<unknown>>>
}

/** `/health/live`: the process answers. `/health/ready`: the database answers too, and it is not stopping. */
export const registerHealth = (server: FastifyInstance, parts: HealthParts): void => {
  let stopping = false
  server.addHook('preClose', async () => {
    stopping = true
  })
  server.get('/health/live', async () => ({ status: 'live' }))
  server.get('/health/ready', async (_request, reply) => {
    const outcomes = await Promise.allSettled(Object.values(parts.checks).map((check) => check()))
    const ready = !stopping && outcomes.every(({ status }) => status === 'fulfilled')
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })
}
