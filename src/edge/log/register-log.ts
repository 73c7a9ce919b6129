import type { FastifyInstance, FastifyReply } from 'fastify'
import { describeError, type Log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { readTilePath } from './tile-path.ts'
import { verifierPage } from './verifier-page.tsx'

/** What the edge reads: the journal's public log, which holds hashes only. */
export interface LogParts {
  publicLog: {
    checkpoint(): Promise<string | undefined>
    tile(level: number, n: number): Promise<Buffer>
    verifierKey(): Promise<string>
    handovers(): Promise<string[]>
    witnessed(): Promise<string | undefined>
    takeCosignature(sent: string): Promise<void>
  }
  log: Log
}

const hashBytes = 32
const plain = 'text/plain; charset=utf-8'
const forEver = 'public, max-age=31536000, immutable'
const fewSeconds = 'public, max-age=2'
const entryLength = Buffer.from([0, hashBytes])

/** Spec: C2SP tlog-tiles, an entry bundle: each entry behind its length in two bytes. */
const bundleOf = (hashes: Buffer): Buffer =>
  Buffer.concat(
    Array.from({ length: hashes.length / hashBytes }, (_none, at) => [
      entryLength,
      hashes.subarray(at * hashBytes, (at + 1) * hashBytes),
    ]).flat(),
  )

const notThere = (reply: FastifyReply): FastifyReply =>
  reply.code(404).headers({ 'cache-control': 'no-store' }).type(plain).send('Not found\n')

const longestNote = 4_096

/** A witness sends a checkpoint with its line. What it is worth is in the signature: no token, and no answer but whether it was kept. */
const addCosignatures = async (scope: FastifyInstance, { publicLog }: LogParts): Promise<void> => {
  await scope.register(async (sent) => {
    sent.removeAllContentTypeParsers()
    const options = { parseAs: 'string', bodyLimit: longestNote } as const
    sent.addContentTypeParser('text/plain', options, (_request, body, done) => done(null, body))
    sent.post('/log/cosignature', async (request, reply) => {
      try {
        await publicLog.takeCosignature(String(request.body))
      } catch (error) {
        if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
        return reply
          .code(403)
          .headers({ 'cache-control': 'no-store' })
          .type(plain)
          .send('Not a cosignature of this log\n')
      }
      return reply.code(204).headers({ 'cache-control': 'no-store' }).send()
    })
  })
}

const addTiles = (scope: FastifyInstance, { publicLog }: LogParts): void => {
  scope.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const asked = readTilePath(request.params['*'])
    const tile = asked && (await publicLog.tile(asked.level, asked.n))
    const bytes = (asked?.width ?? 0) * hashBytes
    if (asked === undefined || tile === undefined || tile.length < bytes) return notThere(reply)
    const hashes = tile.subarray(0, bytes)
    return reply
      .headers({ 'cache-control': forEver })
      .type('application/octet-stream')
      .send(asked.level === -1 ? bundleOf(hashes) : hashes)
  })
}

/**
 * The journal's public log, for everybody and to be cached: its newest checkpoint, its tiles, its key, and the page that checks a
 * holder's file offline. Spec: C2SP tlog-tiles; docs/api/log.md.
 */
export const registerLog = async (server: FastifyInstance, parts: LogParts): Promise<void> => {
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      void reply.headers({ 'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*' })
    })
    scope.setErrorHandler((error, _request, reply) => {
      parts.log.warn('log-unread', describeError(error))
      return reply.code(503).headers({ 'cache-control': 'no-store' }).type(plain).send('Try again\n')
    })
    scope.get('/log/checkpoint', async (_request, reply) => {
      const note = await parts.publicLog.checkpoint()
      if (note === undefined) return notThere(reply)
      return reply.headers({ 'cache-control': fewSeconds }).type(plain).send(note)
    })
    scope.get('/log/witnessed', async (_request, reply) => {
      const note = await parts.publicLog.witnessed()
      if (note === undefined) return notThere(reply)
      return reply.headers({ 'cache-control': fewSeconds }).type(plain).send(note)
    })
    scope.get('/log/key', async (_request, reply) =>
      reply
        .headers({ 'cache-control': fewSeconds })
        .type(plain)
        .send(`${await parts.publicLog.verifierKey()}\n`),
    )
    scope.get('/log/keys', async (_request, reply) =>
      reply
        .headers({ 'cache-control': fewSeconds })
        .type(plain)
        .send((await parts.publicLog.handovers()).join('')),
    )
    addTiles(scope, parts)
    await addCosignatures(scope, parts)
    scope.get('/log/verifier', async (_request, reply) =>
      reply.headers(verifierPage.headers).type('text/html; charset=utf-8').send(verifierPage.html),
    )
  })
}
