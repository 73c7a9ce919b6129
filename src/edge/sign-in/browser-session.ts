import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Identity, NewSession, Session } from '../../areas/identity/index.ts'
import { dropCookie, readCookie, siteCookie, writeCookie } from './cookie.ts'

/** Sessions as browsers carry them: in one cookie. */
export interface BrowserSessions {
  /** Who is signed in, looked up once per request; nothing when nobody is. Using it prolongs the session. */
  sessionOf(request: FastifyRequest): Promise<Session | undefined>
  /** Begins a session in this browser and ends the one it had: a session's secret never survives a sign-in. */
  start(request: FastifyRequest, reply: FastifyReply, session: NewSession): Promise<void>
  /** Ends the session of this browser, if any. */
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** What browser sessions need. */
export interface BrowserSessionParts {
  identity: Pick<Identity, 'openSession' | 'findSession' | 'closeSession'>
  publicUrl: URL
}

const secretShape = /^[A-Za-z0-9_-]{43}$/

/** Sessions in the cookie `__Host-carnet` (over https) or `carnet-session` (over http). */
export const createBrowserSessions = ({ identity, publicUrl }: BrowserSessionParts): BrowserSessions => {
  const cookie = siteCookie(publicUrl, { https: '__Host-carnet', http: 'carnet-session' })
  const found = new WeakMap<FastifyRequest, Promise<Session | undefined>>()
  const secretOf = (request: FastifyRequest): string | undefined => {
    const secret = readCookie(request, cookie)
    return secret !== undefined && secretShape.test(secret) ? secret : undefined
  }
  const find = async (request: FastifyRequest): Promise<Session | undefined> => {
    const secret = secretOf(request)
    return secret === undefined ? undefined : identity.findSession(secret)
  }
  const close = async (request: FastifyRequest): Promise<void> => {
    const secret = secretOf(request)
    if (secret !== undefined) await identity.closeSession(secret)
    found.delete(request)
  }
  return {
    sessionOf: (request) => {
      const known = found.get(request) ?? find(request)
      found.set(request, known)
      return known
    },
    start: async (request, reply, session) => {
      await close(request)
      writeCookie(reply, cookie, { value: await identity.openSession(session) })
    },
    end: async (request, reply) => {
      await close(request)
      dropCookie(reply, cookie)
    },
  }
}
