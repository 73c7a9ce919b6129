import { connect } from 'node:net'

/** What a request got: its status, its body where it was kept, and how long it took in milliseconds. */
export interface Answer {
  status: number
  bytes: number
  body: Buffer
  firstByteMs: number
  totalMs: number
}

/** One keep-alive connection that sends a request at a time. */
export interface RawClient {
  /** `request` is the whole message, head and body. Without `keepBody` the body is counted and dropped. */
  send(request: readonly (string | Buffer)[], keepBody?: boolean): Promise<Answer>
  close(): void
}

interface Pending {
  startedAt: number
  firstByteAt: number
  keepBody: boolean
  head: Buffer
  left: number
  answer: Answer
  resolve(answer: Answer): void
  reject(error: Error): void
}

const headEnd = Buffer.from('\r\n\r\n')
const nothing = Buffer.alloc(0)

/** Reads status and length; a length is always there, because the client asks for nothing that has none. */
const readHead = (pending: Pending, chunk: Buffer): Buffer | undefined => {
  const bytes = pending.head.length === 0 ? chunk : Buffer.concat([pending.head, chunk])
  const end = bytes.indexOf(headEnd)
  if (end < 0) {
    pending.head = bytes
    return undefined
  }
  const head = bytes.toString('latin1', 0, end)
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? []
  if (length === undefined) throw new Error(`an answer without a length: ${head.slice(0, 200)}`)
  pending.answer.status = Number(head.slice(9, 12))
  pending.left = Number(length)
  return bytes.subarray(end + headEnd.length)
}

const take = (pending: Pending, chunk: Buffer): boolean => {
  if (pending.firstByteAt === 0) pending.firstByteAt = performance.now()
  const body = pending.left < 0 ? readHead(pending, chunk) : chunk
  if (body === undefined) return false
  pending.left -= body.length
  const { answer } = pending
  answer.bytes += body.length
  if (pending.keepBody) answer.body = answer.body.length === 0 ? body : Buffer.concat([answer.body, body])
  return pending.left === 0
}

const createPending = (keepBody: boolean, settle: Pick<Pending, 'resolve' | 'reject'>): Pending => ({
  startedAt: performance.now(),
  firstByteAt: 0,
  keepBody,
  head: nothing,
  left: -1,
  answer: { status: 0, bytes: 0, body: nothing, firstByteMs: 0, totalMs: 0 },
  ...settle,
})

/**
 * A client of one connection that parses no more of an answer than its status and its length: on two cores the client's own
 * work would be counted against the server.
 */
export const createRawClient = (port: number): RawClient => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let pending: Pending | undefined
  const fail = (error: Error): void => {
    pending?.reject(error)
    pending = undefined
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk: Buffer) => {
    try {
      const current = pending
      if (!current || !take(current, chunk)) return
      pending = undefined
      const { answer, startedAt, firstByteAt } = current
      current.resolve({ ...answer, firstByteMs: firstByteAt - startedAt, totalMs: performance.now() - startedAt })
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
  })
  return {
    send: (request, keepBody = false) =>
      new Promise((resolve, reject) => {
        pending = createPending(keepBody, { resolve, reject })
        socket.cork()
        for (const part of request) socket.write(part)
        socket.uncork()
      }),
    close: () => socket.destroy(),
  }
}

/** A request of somebody with a token, ready to be sent: a GET, or a POST of a body in FHIR JSON. */
export const requestOf = (
  { home, token }: { home: { port: number }; token: string },
  path: string,
  body?: Buffer,
): (string | Buffer)[] => {
  const head = `host: localhost:${home.port}\r\nauthorization: Bearer ${token}\r\naccept: application/fhir+json\r\n`
  if (body === undefined) return [`GET ${path} HTTP/1.1\r\n${head}\r\n`]
  const about = `content-type: application/fhir+json\r\ncontent-length: ${body.length}\r\n`
  return [`POST ${path} HTTP/1.1\r\n${head}${about}\r\n`, body]
}
