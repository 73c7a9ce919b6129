import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'

/** An OpenID Connect provider and where it answers: `path` under the public address, without a slash at its end. */
export interface MountedProvider {
  provider: Provider
  path: string
  publicUrl: URL
}

/**
 * Lets an OpenID Connect provider answer everything under a path. It reads the request itself, so nothing parses bodies here.
 * Trust: the addresses it publishes are made from the public address, never from the Host header of a request.
 */
export const mountProvider = (server: FastifyInstance, mounted: MountedProvider): void => {
  const { provider, path, publicUrl } = mounted
  const answer = provider.callback()
  provider.proxy = true
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${path}/*`, (request, reply) => {
      const { raw } = request
      reply.hijack()
      // The provider finds the path it is mounted on by comparing the two.
      Object.assign(raw, { originalUrl: raw.url })
      raw.url = (raw.url ?? '').slice(path.length)
      raw.headers.host = publicUrl.host
      raw.headers['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1)
      delete raw.headers['x-forwarded-host']
      void answer(raw, reply.raw)
    })
  })
}
