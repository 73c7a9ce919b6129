import { Problem } from '../../platform/problem.ts'
import type { Reference } from '../../reference/reference.ts'
import { isClinical, readAtDeposit, readClinicalDocument } from './clinical-document.ts'
import { checkContent } from './content/check-content.ts'
import { findForeignEnd } from './content/find-foreign.ts'
import { createPdfWindow } from './content/pdf-window.ts'
import { pointAtContent } from './point-at-content.ts'
import { requirePatient } from './require-patient.ts'
import type { WatchContent, WatchedContent } from './stage-content.ts'

/** The beginning, by which the kind of content is told. */
const headBytes = 64 * 1024

/** Clinical documents are read as a whole; larger ones are no documents. */
const maxClinicalBytes = 40 * 1024 * 1024

/** An archive is known by its end: the last bytes are looked at once more when they have all come. */
const endBytes = 66 * 1024

/** What is watched for, as which kind, and the code lists that documents are read with. */
interface Watching extends WatchedContent {
  type: string
  reference: Reference
}

/** What the checks refuse is told of the upload itself; what the connection does to it passes as it is. */
const judge = <T>(check: () => T): T => {
  try {
    return check()
  } catch (error) {
    throw pointAtContent(error, 'Binary.data')
  }
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

/** What is refused late leaves nothing behind, so bytes go on before the window over them was looked through: it is all that is held. */
const watchPdf = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const window = createPdfWindow()
  for await (const part of stream) {
    judge(() => window.add(part))
    yield part
  }
  judge(window.end)
}

const watchClinical = async function* (
  { patient, tellRead, type, reference }: Watching,
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    length += piece.length
    if (length > maxClinicalBytes)
      throw new Problem('incorrect', 'content-too-large', { details: { limit: maxClinicalBytes } })
    pieces.push(piece)
  }
  const whole = Buffer.concat(pieces)
  judge(() => {
    const document = readClinicalDocument(reference, type, whole)
    if (document === undefined) return
    requirePatient(document, patient)
    tellRead(readAtDeposit(document, whole.length))
  })
  yield whole
}

const watchEnd = async function* (stream: AsyncIterable<Buffer>, type: string): AsyncGenerator<Buffer> {
  const end = Buffer.alloc(endBytes)
  let length = 0
  for await (const part of stream) {
    const last = part.subarray(-endBytes)
    end.copyWithin(0, last.length)
    last.copy(end, endBytes - last.length)
    length += part.length
    yield part
  }
  const found = findForeignEnd(length < endBytes ? end.subarray(-length) : end, type)
  if (found === undefined) return
  const details = { field: 'Binary.data', code: 'InvalidDocumentContent', declared: type, found }
  throw new Problem('incorrect', 'content-polyglot', { details })
}

/** The beginning without the letter that our cut may have gone through. */
const wholeLetters = (head: Buffer): Buffer => {
  if (head.length < headBytes) return head
  let end = head.length
  while (end > head.length - 3 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  return (head[end - 1] ?? 0) < 0xc0 ? head : head.subarray(0, end - 1)
}

const watchAs = (watching: Watching, stream: AsyncIterable<Buffer>): AsyncIterable<Buffer> => {
  const { type } = watching
  if (isClinical(type)) return watchClinical(watching, stream)
  return watchEnd(type === 'application/pdf' ? watchPdf(stream) : stream, type)
}

/**
 * Makes the watch over bytes that flow in ahead of their submission: the first ones tell what they are before any goes on, by
 * themselves and not by what is declared; bounded memory, the refusals of `createInspect`.
 */
export const createWatch = (reference: Reference): WatchContent =>
  async function* (declared, stream) {
    const parts = gather(stream, headBytes)
    const all = async function* (head: Buffer): AsyncGenerator<Buffer> {
      yield head
      yield* parts
    }
    try {
      const first = await parts.next()
      const head: Buffer = first.done ? Buffer.alloc(0) : first.value
      const type = judge(() => checkContent(declared.contentType, wholeLetters(head), 'beginning'))
      yield* watchAs({ ...declared, type, reference }, all(head))
    } finally {
      await parts.return(undefined)
    }
  }
