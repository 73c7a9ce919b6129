import { createServer, type Socket } from 'node:net'

/** What the stub finds a virus in, in the place of the EICAR text, which scanners of the machine itself would take away. */
export const stubVirus = Buffer.from('CARNET-STANDS-FOR-A-VIRUS')

/** A stub of clamd (zPING and zINSTREAM of clamd(8), framed as there), enough for our scanner to speak to. */
export interface ClamdStub {
  readonly url: string
  /** the bytes it was shown, whole, in order */
  readonly scanned: Buffer[]
  /**
   * `silent`: takes connections and says nothing; `small`: refuses streams, as one above its StreamMaxLength; `dribbling`: a letter now and
   * then, for ever; `endless`: more and more, at once
   */
  mood: 'well' | 'small' | 'silent' | 'hang-up' | 'dribbling' | 'endless'
  /** what it finds a virus in since it learnt of it */
  readonly learnt: Buffer[]
  /** what it answers to zVERSION: other signatures have another */
  version: string
  close(): Promise<void>
}

const command = Buffer.from('zINSTREAM\0')

/** The stream in frames, once its end has come; undefined before. */
const streamOf = (heard: Buffer): Buffer | undefined => {
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

const answer = (stub: ClamdStub, heard: Buffer): string | undefined => {
  if (heard.toString('latin1') === 'zPING\0') return 'PONG\0'
  if (heard.toString('latin1') === 'zVERSION\0') return `${stub.version}\0`
  if (!heard.subarray(0, command.length).equals(command)) return undefined
  if (stub.mood === 'small') return 'INSTREAM size limit exceeded. ERROR\0'
  const bytes = streamOf(heard)
  if (bytes === undefined) return undefined
  stub.scanned.push(bytes)
  return [stubVirus, ...stub.learnt].some((virus) => bytes.includes(virus))
    ? 'stream: Carnet-Test-Signature FOUND\0'
    : 'stream: OK\0'
}

const dribbleMs = 5

/** Begins as a good answer would, and goes on until the connection ends. */
const goOn = (socket: Socket, piece: string): void => {
  socket.write('stream: OK')
  const timer = setInterval(() => socket.write(piece), dribbleMs)
  socket.on('close', () => clearInterval(timer))
}

const serve = (stub: ClamdStub, socket: Socket): void => {
  let heard: Buffer = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (piece: Buffer) => {
    heard = Buffer.concat([heard, piece])
    if (stub.mood === 'hang-up') return void socket.destroy()
    if (stub.mood === 'silent') return
    if (stub.mood === 'dribbling') return goOn(socket, ' ')
    if (stub.mood === 'endless') return goOn(socket, 'x'.repeat(100_000))
    const said = answer(stub, heard)
    if (said !== undefined) socket.end(said)
  })
}

/** Starts the stub on a port of its own. Close it after use. */
export const startClamdStub = async (): Promise<ClamdStub> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    serve(stub, socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stub: ClamdStub = {
    url: `tcp://127.0.0.1:${port}`,
    scanned: [],
    learnt: [],
    mood: 'well',
    version: 'ClamAV 1.4.3/27800/Mon Nov 23 09:00:00 2026',
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return stub
}
