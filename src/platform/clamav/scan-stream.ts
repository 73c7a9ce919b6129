import { connect, type Socket } from 'node:net'
import { Problem } from '../problem.ts'

/** What the scanner says of bytes. */
export type Verdict = 'clean' | 'infected'

/** A virus scanner. Problems: `unavailable` where it does not answer, `fault` where it answers that it cannot. */
export interface Scanner {
  /** Whether it is there; Problem `scanner-unavailable` where it is not. */
  ping(): Promise<void>
  /** With which program and which signatures it looks, in its own words: others are others. */
  version(): Promise<string>
  scan(bytes: AsyncIterable<Buffer>): Promise<Verdict>
}

/** How long a scanner may take before it is not there. */
export interface Patience {
  /** for saying nothing, and taking nothing */
  silenceMs: number
  /** for finishing its answer once everything was said, however it dribbles: clamd itself gives up a file after two minutes */
  answerMs: number
}

const usualPatience: Patience = { silenceMs: 60_000, answerMs: 180_000 }

/** An answer is a line with a name in it; one that goes on is none. */
const maxAnswerBytes = 4096
const maxPieceBytes = 1024 * 1024

/** The scanner went on too long, in time or in words: what it said so far is no answer. */
class TooMuch extends Error {}

const open = (url: URL, silenceMs: number): Socket => {
  const socket =
    url.protocol === 'unix:'
      ? connect({ path: decodeURIComponent(url.pathname) })
      : connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || 3310 })
  return socket.setTimeout(silenceMs, () => socket.destroy(new TooMuch('the scanner says nothing')))
}

const write = (socket: Socket, piece: Buffer | string): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(piece, (error) => (error ? reject(error) : resolve()))
  })

const framed = function* (piece: Buffer): Generator<Buffer> {
  for (let at = 0; at < piece.length; at += maxPieceBytes) {
    const part = piece.subarray(at, at + maxPieceBytes)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    yield Buffer.concat([length, part])
  }
}

// Spec: clamd(8), INSTREAM: pieces with their length before them, a length of 0 at the end. A scanner that has seen enough answers and
// hangs up before: what it said counts, not that it stopped listening.
const send = async (socket: Socket, bytes: AsyncIterable<Buffer>): Promise<void> => {
  await write(socket, 'zINSTREAM\0')
  for await (const piece of bytes) {
    for (const frame of framed(piece)) await write(socket, frame)
  }
  await write(socket, Buffer.alloc(4))
}

const unavailable = (cause: unknown): Problem => new Problem('unavailable', 'scanner-unavailable', { cause })

/** What the scanner said until it hung up, or until the connection broke. */
const hear = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let said = ''
    socket.on('data', (piece: Buffer) => {
      said += piece.toString('latin1')
      if (said.length > maxAnswerBytes) socket.destroy(new TooMuch('the scanner says too much'))
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said.replace(/\0$/, '').trim()))
  })

const sayAll = async (socket: Socket, say: (socket: Socket) => Promise<void>): Promise<void> => {
  try {
    await say(socket)
  } catch (error) {
    // The bytes themselves failed on their way, not the connection.
    if (socket.errored === null) throw error
  }
}

/** What the scanner answers, to its end, once everything was said to it. Half an answer is none. */
const awaitAnswer = async (socket: Socket, heard: Promise<string>, answerMs: number): Promise<string> => {
  const late = setTimeout(() => socket.destroy(new TooMuch('the scanner does not finish its answer')), answerMs)
  const answer = await heard.finally(() => clearTimeout(late))
  if (answer === '' || socket.errored instanceof TooMuch) throw unavailable(socket.errored)
  return answer
}

type Converse = (say: (socket: Socket) => Promise<void>) => Promise<string>

const createConverse =
  (url: URL, { silenceMs, answerMs }: Patience): Converse =>
  async (say) => {
    const socket = open(url, silenceMs)
    try {
      const heard = hear(socket)
      await sayAll(socket, say)
      return await awaitAnswer(socket, heard, answerMs)
    } finally {
      socket.destroy()
    }
  }

const verdictOf = (answer: string): Verdict => {
  if (answer === 'stream: OK') return 'clean'
  if (/^stream: .* FOUND$/.test(answer)) return 'infected'
  throw new Problem('fault', 'scanner-refuses', { cause: new Error(answer.slice(0, 200)) })
}

/** A clamd at `tcp://host:port` or `unix:///path`: a connection for each question, bytes streamed as they come. */
export const createScanner = (address: string, patience: Patience = usualPatience): Scanner => {
  const converse = createConverse(new URL(address), patience)
  return {
    ping: async () => {
      const answer = await converse((socket) => write(socket, 'zPING\0'))
      if (answer !== 'PONG') throw unavailable(new Error(answer.slice(0, 200)))
    },
    version: () => converse((socket) => write(socket, 'zVERSION\0')),
    scan: async (bytes) => verdictOf(await converse((socket) => send(socket, bytes))),
  }
}
