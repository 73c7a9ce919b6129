import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionParameters } from '../../areas/identity/index.ts'
import { dropCookie, readCookie, siteCookie, writeCookie } from './cookie.ts'

/** The entry pass as a browser carries it: the bearer may open or refuse one space, or reopen it, and read nothing. */
export interface EntryCookie {
  /** The pass of this browser; nothing when there is none or it cannot be one. */
  read(request: FastifyRequest): string | undefined
  /** Keeps a pass (base64url) in this browser for half an hour. */
  write(reply: FastifyReply, secret: string): void
  /** Makes the browser forget its pass: when it was used, or somebody else signs in. */
  drop(reply: FastifyReply): void
}

const passShape = /^[A-Za-z0-9_-]{16,128}$/

/** The cookie `__Host-carnet-entry` (over https) or `carnet-entry` (over http). */
export const createEntryCookie = (publicUrl: URL): EntryCookie => {
  const cookie = siteCookie(publicUrl, { https: '__Host-carnet-entry', http: 'carnet-entry' })
  return {
    read: (request) => {
      const secret = readCookie(request, cookie)
      return secret !== undefined && passShape.test(secret) ? secret : undefined
    },
    write: (reply, secret) =>
      writeCookie(reply, cookie, { value: secret, maxAgeSeconds: sessionParameters.entryMinutes * 60 }),
    drop: (reply) => dropCookie(reply, cookie),
  }
}
