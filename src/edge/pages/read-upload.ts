import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

/** Room for the other fields and the seams of the form. */
const seams = 64 * 1024

/** The whole body, or nothing where it is larger than allowed: the rest is then read past, so that the answer is heard. */
const gather = async (body: Readable, atMost: number): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) continue
    length += piece.length
    if (length <= atMost) pieces.push(piece)
  }
  return length <= atMost ? new Uint8Array(Buffer.concat(pieces)) : undefined
}

/**
 * The fields and files of a form with a file, in memory: call it only once the visitor is known. Problem `incorrect`:
 * `content-too-large`, or `page-form-unreadable` for what no browser sends.
 */
export const readUpload = async ({ body, headers }: FastifyRequest, maxBytes: number): Promise<FormData> => {
  if (!(body instanceof Readable)) throw new Problem('incorrect', 'page-form-unreadable')
  const bytes = await gather(body, maxBytes + seams)
  if (bytes === undefined) throw new Problem('incorrect', 'content-too-large', { details: { limit: maxBytes } })
  try {
    const type = headers['content-type'] ?? ''
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw new Problem('incorrect', 'page-form-unreadable', { cause })
  }
}
