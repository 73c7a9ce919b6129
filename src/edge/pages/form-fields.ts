import type { FastifyRequest } from 'fastify'

/** The fields of a posted form; none for a request without one. */
export const formFields = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams()

/** The part of the address after `?`. */
export const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.includes('?') ? request.url.slice(request.url.indexOf('?') + 1) : '')

/** The path of the address, without its query. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'

/** A named piece of the path, e.g. `id` of `/my/documents/:id`; empty when there is none. */
export const pathPiece = (request: FastifyRequest, name: string): string => {
  const params: unknown = request.params
  if (typeof params !== 'object' || params === null) return ''
  const pieces: [string, unknown][] = Object.entries(params)
  const value = pieces.find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : ''
}
