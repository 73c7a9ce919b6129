import type { FastifyReply, FastifyRequest } from 'fastify'

/** One request of a browser and the answer to it. */
export interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
}

/** A cookie of this site: host-only, hidden from scripts, not sent along with other sites' posts. */
export interface SiteCookie {
  name: string
  secure: boolean
}

/**
 * A cookie's name and flags for the public address. Over https the `__Host-` prefix makes browsers refuse one that a
 * neighbouring site planted; over plain http (a demonstration on this machine) browsers would refuse the prefix.
 */
export const siteCookie = (publicUrl: URL, names: { https: string; http: string }): SiteCookie => {
  const secure = publicUrl.protocol === 'https:'
  return { name: secure ? names.https : names.http, secure }
}

/** The value of a cookie as the browser sent it, or nothing. */
export const readCookie = (request: FastifyRequest, cookie: SiteCookie): string | undefined => {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${cookie.name}=`))?.slice(cookie.name.length + 1)
}

const addHeader = (reply: FastifyReply, cookie: SiteCookie, rest: string): void => {
  const flags = `Path=/; HttpOnly; SameSite=Lax${cookie.secure ? '; Secure' : ''}`
  reply.header('set-cookie', `${cookie.name}=${rest}; ${flags}`)
}

/** Sets a cookie for as long as the browser runs, or for `maxAgeSeconds`. The value is base64url: nothing is escaped. */
export const writeCookie = (
  reply: FastifyReply,
  cookie: SiteCookie,
  content: { value: string; maxAgeSeconds?: number },
): void => {
  const age = content.maxAgeSeconds === undefined ? '' : `; Max-Age=${content.maxAgeSeconds}`
  addHeader(reply, cookie, `${content.value}${age}`)
}

/** Makes the browser forget a cookie. */
export const dropCookie = (reply: FastifyReply, cookie: SiteCookie): void => addHeader(reply, cookie, '; Max-Age=0')
