import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assets, islands, type Asset } from './assets.ts'

const send = (request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply => {
  const accepted = request.headers['accept-encoding'] ?? ''
  void reply.headers({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': asset.mediaType,
    vary: 'accept-encoding',
  })
  if (asset.brotli !== undefined && accepted.includes('br')) {
    return reply.header('content-encoding', 'br').send(asset.brotli)
  }
  if (asset.gzip !== undefined && accepted.includes('gzip')) {
    return reply.header('content-encoding', 'gzip').send(asset.gzip)
  }
  return reply.send(asset.bytes)
}

/** Serves the fixed files under their addresses, to be kept for ever by browsers. */
export const serveAssets = (server: FastifyInstance): void => {
  for (const asset of [...Object.values(assets), ...Object.values(islands)]) {
    server.get(asset.path, async (request, reply) => send(request, reply, asset))
  }
}
