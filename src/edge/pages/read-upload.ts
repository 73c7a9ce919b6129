import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

/** One file of a form as it comes in. Its bytes flow as they arrive; more of them than allowed make the stream fail. */
export interface SentFile {
  field: string
  name: string
  /** what the browser says of it */
  type: string
  stream: Readable
}

/** A form with files: its other fields, and what became of each file that is not empty. */
export interface Upload<Taken> {
  fields: URLSearchParams
  files: readonly Taken[]
}

/** How many bytes the files may have together, and what is done with each that comes. */
export interface Taking<Taken> {
  maxBytes: number
  take: (file: SentFile) => Promise<Taken>
}

const most = { fieldSize: 256 * 1024, fields: 50, files: 40, headerPairs: 20, headerSize: 8 * 1024 }

const unreadable = (cause?: unknown): Problem => new Problem('incorrect', 'page-form-unreadable', { cause })

// Whoever stops reading leaves the file as it is: what follows in the form comes behind it.
const unbroken = { destroyOnReturn: false }

/** Counts what all files of a form bring together. */
const createMeter = (maxBytes: number): ((piece: Buffer) => Buffer) => {
  let bytes = 0
  return (piece) => {
    bytes += piece.length
    if (bytes > maxBytes) throw new Problem('incorrect', 'content-too-large', { details: { limit: maxBytes } })
    return piece
  }
}

/** The bytes, and an end only where all of them came. */
const bytesOf = async function* (
  source: BusboyFileStream,
  first: Buffer,
  metered: (piece: Buffer) => Buffer,
): AsyncGenerator<Buffer> {
  yield metered(first)
  for await (const piece of source.iterator(unbroken)) if (Buffer.isBuffer(piece)) yield metered(piece)
}

/** Waits for the first bytes: a field that was left empty sends a file without any. */
const firstOf = async (source: BusboyFileStream): Promise<Buffer | undefined> => {
  for await (const piece of source.iterator(unbroken)) if (Buffer.isBuffer(piece)) return piece
  return undefined
}

const openForm = (type: string): BusboyInstance => {
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: most })
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** Hands the whole body on. Fails where it is cut short, be it before anything was read, or is no form. */
const allOf = (body: Readable, form: BusboyInstance): Promise<void> =>
  new Promise((resolve, reject) => {
    if (body.destroyed) return reject(new Error('cut short'))
    form.on('finish', resolve).on('error', reject)
    body.on('error', reject).on('close', () => body.readableEnded || reject(new Error('cut short')))
    body.pipe(form)
  })

/**
 * Reads a form with files as it arrives, no file ever whole in memory unless `take` keeps it: call it only once the visitor is known. What
 * follows a failure is read past, so that the answer is heard. Problem `incorrect`: `content-too-large`, or `page-form-unreadable` for what
 * no browser sends; else what `take` fails with.
 */
export const readUpload = async <Taken>(
  { body, headers }: FastifyRequest,
  { maxBytes, take }: Taking<Taken>,
): Promise<Upload<Taken>> => {
  const type = headers['content-type']
  if (!(body instanceof Readable) || type === undefined) throw unreadable()
  const fields = new URLSearchParams()
  const sources: BusboyFileStream[] = []
  const taken: Promise<Taken | undefined>[] = []
  const metered = createMeter(maxBytes)
  const takeOne = async (file: Omit<SentFile, 'stream'>, source: BusboyFileStream): Promise<Taken | undefined> => {
    const first = await firstOf(source)
    if (first === undefined) return undefined
    return take({ ...file, stream: Readable.from(bytesOf(source, first, metered), { objectMode: false }) })
  }
  const form = openForm(type)
  form.on('field', (name, value) => fields.append(name, value))
  form.on('file', (...[field, source, name, , kind]) => {
    const one = takeOne({ field, name, type: kind }, source)
    // What `take` left of it is read past, whatever became of it; a form that is cut short ends every file that nobody reads any more.
    const readPast = (): Readable => source.resume()
    one.then(readPast, readPast)
    source.on('error', readPast)
    sources.push(source)
    taken.push(one)
  })
  await allOf(body, form).catch((cause: unknown) => {
    for (const source of sources) source.destroy(unreadable(cause))
    throw unreadable(cause)
  })
  const files = await Promise.all(taken)
  return { fields, files: files.filter((file) => file !== undefined) }
}

/** The bytes of a file in one piece, for what must look at all of them. */
export const bytesOfFile = async ({ stream }: SentFile): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece)
  return Buffer.concat(pieces)
}
