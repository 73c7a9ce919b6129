import type { Installation } from '../../../tests/support/installation.ts'

/** What a request adds to its address; a body without `contentType` is FHIR JSON. */
export interface Request {
  method?: string
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream
  contentType?: string
  accept?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** An answer read to its end; `body` is its JSON, undefined where it is none. */
export interface Answer {
  status: number
  headers: Headers
  bytes: Buffer
  text: string
  body: unknown
}

/** Sends a request to the FHIR base (`DocumentReference?…`) or to an absolute address, as one of the cast. */
export type Caller = (as: string, path: string, request?: Request) => Promise<Answer>

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const headersOf = ({ body, contentType, accept, headers }: Request): Record<string, string> => ({
  ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/fhir+json' }),
  ...(accept === undefined ? {} : { accept }),
  ...headers,
})

/** A caller that asks for each one's token once. */
export const createCaller = (installation: Pick<Installation, 'fhir' | 'token'>): Caller => {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (name: string): Promise<string> => {
    const known = tokens.get(name) ?? installation.token(name)
    tokens.set(name, known)
    return known
  }
  return async (as, path, request = {}) => {
    const { method, body, signal } = request
    const headers = { authorization: `Bearer ${await tokenOf(as)}`, ...headersOf(request) }
    const address = path.startsWith('http') ? path : `${installation.fhir}/${path}`
    const sent = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body === undefined ? {} : { body, duplex: 'half' as const }),
      ...(signal ? { signal } : {}),
    }
    const response = await fetch(address, sent)
    const bytes = Buffer.from(await response.arrayBuffer())
    const text = bytes.toString('utf8')
    return { status: response.status, headers: response.headers, bytes, text, body: readJson(text) }
  }
}
