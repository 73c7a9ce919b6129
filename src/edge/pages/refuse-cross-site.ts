import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

const isOurs = (request: FastifyRequest, ownOrigin: string): boolean => {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  return origin !== undefined && (origin === ownOrigin || origin === `${request.protocol}://${request.headers.host}`)
}

/**
 * Trust: a form is accepted only from our own pages. `Sec-Fetch-Site` says so in browsers since 2023, `Origin` in older
 * ones; a request that says neither is refused (threat T26). Reading methods pass. Throws `refused`, `page-cross-site`.
 */
export const refuseCrossSite = (request: FastifyRequest, ownOrigin: string): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (!isOurs(request, ownOrigin)) throw new Problem('refused', 'page-cross-site')
}
