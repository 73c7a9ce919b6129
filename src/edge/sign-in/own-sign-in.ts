import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { sessionParameters, type Channel } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'
import { homes } from './begin-sign-in.ts'
import type { BrowserSessions } from './browser-session.ts'
import { dropCookie, readCookie, siteCookie, writeCookie, type Exchange } from './cookie.ts'
import { createEntryCookie } from './entry-cookie.ts'
import type { FactorChannel, OwnMeans, ProvenHolder } from './own-means.ts'
import { returnPath } from './return-path.ts'
import { sourceOf } from './source-of.ts'

const sentChannel = Type.Union([Type.Literal('email'), Type.Literal('phone')])
const pendingCheck = Compile(
  Type.Object({
    ticket: Type.String(),
    channels: Type.Array(Type.Union([sentChannel, Type.Literal('totp')])),
    sent: Type.Optional(sentChannel),
    returnTo: Type.String(),
  }),
)

/** What a browser keeps between the password and the second factor; `sent` is the way the last code went. */
export interface PendingFactor {
  ticket: string
  channels: readonly FactorChannel[]
  sent?: Channel
  returnTo: string
}

/** Sign-in by a holder's own means, from one browser to its session. The session is of substantial level, proven now. */
export interface OwnSignIn {
  beginPasskey(request: FastifyRequest): Promise<{ ticket: string; options: unknown }>
  /** Opens the session and gives the path to go to. */
  finishPasskey(exchange: Exchange, answer: { ticket: string; response: unknown; returnTo?: unknown }): Promise<string>
  /** Checks the password and sends the first code, where a code is needed; the browser keeps what is pending. */
  beginPassword(exchange: Exchange, attempt: { login: string; password: string; returnTo?: unknown }): Promise<void>
  /** What this browser has pending; nothing when it gave no password, or long ago. */
  pendingOf(request: FastifyRequest): PendingFactor | undefined
  sendCode(exchange: Exchange, pending: PendingFactor, channel: Channel): Promise<void>
  /** Opens the session and gives the path to go to. */
  finishFactor(exchange: Exchange, pending: PendingFactor, code: string): Promise<string>
}

/** What it needs: the means, the sessions of browsers and the public address. */
export interface OwnSignInParts {
  ownMeans: OwnMeans
  sessions: BrowserSessions
  publicUrl: URL
}

const readPending = (value: string | undefined): PendingFactor | undefined => {
  try {
    const kept: unknown = JSON.parse(Buffer.from(value ?? '', 'base64url').toString('utf8'))
    return pendingCheck.Check(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/**
 * Sends the first code by the preferred way. Where that way is out of order, the page of the second factor offers the others. Whoever
 * came back and gave the password again has a code that still serves: the page asks for it.
 */
const sendFirst = async (means: OwnMeans, { ticket, channels }: PendingFactor): Promise<{ sent?: Channel }> => {
  const channel = channels.includes('totp') ? undefined : channels.find((each) => each !== 'totp')
  if (channel === undefined) return {}
  try {
    await means.sendSignInCode(ticket, channel)
    return { sent: channel }
  } catch (error) {
    if (error instanceof Problem && error.reason === 'code-just-sent') return { sent: channel }
    if (error instanceof Problem && ['unavailable', 'busy'].includes(error.kind)) return {}
    throw error
  }
}

/** Sign-in by own means; what is pending stands in the cookie `__Host-carnet-factor` (over https) or `carnet-factor`. */
export const createOwnSignIn = ({ ownMeans, sessions, publicUrl }: OwnSignInParts): OwnSignIn => {
  const cookie = siteCookie(publicUrl, { https: '__Host-carnet-factor', http: 'carnet-factor' })
  const entryCookie = createEntryCookie(publicUrl)
  const keep = ({ reply }: Exchange, pending: PendingFactor): void => {
    const value = Buffer.from(JSON.stringify(pending)).toString('base64url')
    writeCookie(reply, cookie, { value, maxAgeSeconds: sessionParameters.signInMinutes * 60 })
  }
  const admit = async ({ request, reply }: Exchange, { spaceId, name, meansEpoch }: ProvenHolder): Promise<void> => {
    const actor = { kind: 'holder', id: spaceId, name } as const
    await sessions.start(request, reply, { actor, spaceId, authLevel: 'substantial', meansEpoch })
    entryCookie.drop(reply)
  }
  return {
    beginPasskey: (request) => ownMeans.beginPasskeySignIn(sourceOf(request)),
    finishPasskey: async (exchange, { ticket, response, returnTo }) => {
      await admit(exchange, await ownMeans.finishPasskeySignIn(ticket, response))
      return returnPath(returnTo, homes.citizens)
    },
    beginPassword: async (exchange, { login, password, returnTo }) => {
      const checked = await ownMeans.checkPassword({ login, password, source: sourceOf(exchange.request) })
      const pending = { ...checked, returnTo: returnPath(returnTo, homes.citizens) }
      keep(exchange, { ...pending, ...(await sendFirst(ownMeans, pending)) })
    },
    pendingOf: (request) => readPending(readCookie(request, cookie)),
    sendCode: async (exchange, pending, channel) => {
      await ownMeans.sendSignInCode(pending.ticket, channel)
      keep(exchange, { ...pending, sent: channel })
    },
    finishFactor: async (exchange, pending, code) => {
      await admit(exchange, await ownMeans.finishSecondFactor(pending.ticket, code, pending.sent))
      dropCookie(exchange.reply, cookie)
      return returnPath(pending.returnTo, homes.citizens)
    },
  }
}
