import fastify, { type FastifyInstance } from 'fastify'
import { createIdentity, type IdentityParts } from '../../src/areas/identity/index.ts'
import type { PagesParts } from '../../src/edge/pages/parts.ts'
import { registerPages } from '../../src/edge/pages/register-pages.ts'
import { createBrowserSessions, type BrowserSessions } from '../../src/edge/sign-in/browser-session.ts'
import type { OwnMeans } from '../../src/edge/sign-in/own-means.ts'
import { createOwnSignIn } from '../../src/edge/sign-in/own-sign-in.ts'
import { registerPasskeySignIn } from '../../src/edge/sign-in/register-passkey-sign-in.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { randomId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { Problem } from '../../src/platform/problem.ts'
import { freePort } from './free-port.ts'
import { fakeParts } from './pages/fake-parts.ts'
import { plainKeys } from './plain-keys.ts'

/** The one holder who has means of their own here. */
export const holder = { spaceId: randomId(), name: 'Dominique PAT-TROIS', login: 'dominique.79', password: 'Juste-1' }

/** The code of the second factor that is right. */
export const rightCode = '123456'

/** Own means that only remember: every call is written down, so that a test sees what reached the area. */
export const rememberingMeans = (
  channels: Awaited<ReturnType<OwnMeans['checkPassword']>>['channels'],
): OwnMeans & { calls: unknown[][] } => {
  const calls: unknown[][] = []
  const answered = { spaceId: holder.spaceId, name: holder.name, meansEpoch: 0 }
  return {
    calls,
    beginPasskeySignIn: async () => ({ ticket: 'passkey-ticket', options: { challenge: 'AAAA' } }),
    finishPasskeySignIn: async (ticket, response) => {
      calls.push(['passkey', ticket, response])
      if (ticket !== 'passkey-ticket') throw new Problem('refused', 'sign-in-expired')
      return answered
    },
    checkPassword: async (attempt) => {
      calls.push(['password', attempt])
      if (attempt.login === 'locked') throw new Problem('busy', 'too-many-tries', { details: { minutes: 5 } })
      if (attempt.login !== holder.login || attempt.password !== holder.password)
        throw new Problem('refused', 'not-recognised')
      return { ticket: 'factor-ticket', channels }
    },
    sendSignInCode: async (ticket, channel) => {
      calls.push(['send', ticket, channel])
      if (channel === 'phone') throw new Problem('unavailable', 'sms-down')
    },
    finishSecondFactor: async (ticket, code) => {
      calls.push(['code', ticket, code])
      if (code === '000000') throw new Problem('refused', 'sign-in-expired')
      if (code !== rightCode) throw new Problem('incorrect', 'code-wrong')
      return answered
    },
  }
}

/** A running server with the pages and sign-in by own means, over real sessions. */
export interface OwnMeansServer {
  url: string
  identity: IdentityParts
  close(): Promise<void>
}

/** What a test replaces: the parts of the pages; and what it adds to the server before it listens. */
export interface OwnMeansServerOptions {
  database: Database
  ownMeans: OwnMeans
  pages?: Partial<PagesParts>
  extend?: (server: FastifyInstance, parts: PagesParts, sessions: BrowserSessions) => void
}

/** Starts it on `localhost`, where browsers allow passkeys without TLS; `/whoami` answers with the session or 401. */
export const startOwnMeansServer = async (options: OwnMeansServerOptions): Promise<OwnMeansServer> => {
  const port = await freePort()
  const publicUrl = new URL(`http://localhost:${port}`)
  await options.database.query({
    text: "insert into directory.person (space_id, sealed) values ($1, '') on conflict do nothing",
    values: [holder.spaceId],
  })
  const identity = createIdentity({ database: options.database, keys: plainKeys, clock: systemClock })
  const sessions = createBrowserSessions({ identity, publicUrl })
  const ownSignIn = createOwnSignIn({ ownMeans: options.ownMeans, sessions, publicUrl })
  const server = fastify()
  const parts = fakeParts(undefined, {
    ownSignIn,
    publicUrl: publicUrl.origin,
    sessionOf: (request) => sessions.sessionOf(request),
    ...options.pages,
  })
  const sentenceOf = (_request: unknown, problem: Problem) => `says ${problem.reason}`
  registerPasskeySignIn(server, { publicUrl, ownSignIn, log: silentLog, sentenceOf })
  options.extend?.(server, parts, sessions)
  await registerPages(server, parts)
  server.get('/whoami', async (request, reply) => (await sessions.sessionOf(request)) ?? reply.code(401).send({}))
  await server.listen({ host: '127.0.0.1', port })
  return { url: publicUrl.origin, identity, close: () => server.close() }
}
