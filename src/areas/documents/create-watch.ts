import { Problem } from '../../platform/problem.ts'
import { parseCda } from './cda/parse-cda.ts'
import { requireStructure } from './cda/require-structure.ts'
import { checkContent } from './content/check-content.ts'
import { inspectPdf } from './content/inspect-pdf.ts'
import { pointAtContent } from './point-at-content.ts'
import type { WatchContent } from './stage-content.ts'

/** A PDF is read through a window that moves on by less than its width: what lies across an edge is seen whole once. */
const windowBytes = 4 * 1024 * 1024
const overlapBytes = 64 * 1024

/** The beginning, by which the kind of content is told. */
const headBytes = 64 * 1024

/** Clinical documents are read as a whole; larger ones are no documents. */
const maxCdaBytes = 40 * 1024 * 1024

/** What the checks refuse is told of the upload itself; what the connection does to it passes as it is. */
const judge = (check: () => void): void => {
  try {
    check()
  } catch (error) {
    throw pointAtContent(error, 'Binary.data')
  }
}

const requireStill = (window: Buffer): void => {
  const feature = inspectPdf(window)
  if (feature !== undefined) throw new Problem('incorrect', 'pdf-active-content', { details: { feature } })
}

const gather = async function* (stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    held.push(piece)
    length += piece.length
    if (length < size) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

const watchPdf = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let tail: Buffer = Buffer.alloc(0)
  for await (const part of gather(stream, windowBytes)) {
    const window = Buffer.concat([tail, part])
    judge(() => requireStill(window))
    tail = window.subarray(Math.max(0, window.length - overlapBytes))
    yield part
  }
}

const watchCda = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    length += piece.length
    if (length > maxCdaBytes) throw new Problem('incorrect', 'content-too-large', { details: { limit: maxCdaBytes } })
    pieces.push(piece)
  }
  const whole = Buffer.concat(pieces)
  judge(() => requireStructure(parseCda(whole)))
  yield whole
}

/** Checks the first bytes against the declared type before any of them goes on. */
const watchHead = async function* (contentType: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true
  for await (const part of gather(stream, headBytes)) {
    if (first) judge(() => void checkContent(contentType, part))
    first = false
    yield part
  }
  if (first) judge(() => void checkContent(contentType, Buffer.alloc(0)))
}

/** Makes the watch over bytes that flow in ahead of their submission: bounded memory, the same refusals as `createInspect`. */
export const createWatch = (): WatchContent => (contentType, stream) => {
  const checked = watchHead(contentType, stream)
  if (contentType.startsWith('application/pdf')) return watchPdf(checked)
  return /^(text|application)\/xml\b/.test(contentType) ? watchCda(checked) : checked
}
