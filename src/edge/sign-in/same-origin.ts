import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

/**
 * Stops a form that another site made the browser send: Problem `refused`, `request-from-elsewhere`. The browser says where a
 * request comes from in Sec-Fetch-Site, older ones in Origin; a request that says neither is refused too.
 */
export const requireSameOrigin = (request: FastifyRequest, publicUrl: URL): void => {
  const site = request.headers['sec-fetch-site']
  const same = site === undefined ? request.headers.origin === publicUrl.origin : site === 'same-origin'
  if (!same) throw new Problem('refused', 'request-from-elsewhere')
}
