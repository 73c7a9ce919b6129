import { request, type ClientRequest, type IncomingMessage } from 'node:http'

/** A request whose body is written by hand, piece by piece. */
export interface SlowRequest {
  write(piece: Buffer): Promise<void>
  end(): void
  /** Cuts the connection in the middle. */
  cut(): void
  /** The answer, read to its end; fails where the connection breaks first. */
  answer: Promise<{ status: number; text: string }>
}

const readAnswer = async (incoming: IncomingMessage): Promise<{ status: number; text: string }> => {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(Buffer.from(piece))
  return { status: incoming.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }
}

const writeTo = (sent: ClientRequest, piece: Buffer): Promise<void> =>
  new Promise((resolve) => {
    // A server that has refused reads no further: what cannot be written any more is let go.
    const done = (): void => {
      sent.off('close', done)
      resolve()
    }
    sent.once('close', done)
    sent.write(piece, done)
  })

/** Begins a POST. Without a Content-Length among the headers it is sent in chunks. */
export const sendSlowly = (address: string, headers: Record<string, string>): SlowRequest => {
  const sent = request(address, { method: 'POST', headers })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve)
    sent.on('error', reject)
  }).then(readAnswer)
  // Who cuts the connection does not wait for the answer.
  answer.catch(() => {})
  return { write: (piece) => writeTo(sent, piece), end: () => sent.end(), cut: () => sent.destroy(), answer }
}
