import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { bareType } from '../../platform/bare-type.ts'
import { usualLimits, type Confined } from '../../platform/confined/confined.ts'
import { drawPdfPage } from '../../platform/confined/draw-pdf-page.ts'
import { drawPicture, drawnTypes } from '../../platform/confined/draw-picture.ts'
import { Problem } from '../../platform/problem.ts'
import { inspectPdf } from './content/inspect-pdf.ts'
import { createFewAtOnce } from './few-at-once.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { DocumentReading } from './read-document-body.ts'
import type { Documents } from './types.ts'
import { visitorName } from './visitor-name.ts'

/** A page shows three pictures at a time: a person reads two documents side by side. */
const few = createFewAtOnce({ ofOne: 6, ofAll: 16 })

const failed = (failure: string): Problem =>
  failure === 'busy' ? new Problem('busy', 'content-draws-later') : new Problem('absent', 'content-not-drawn')

/** A PDF for the browser's own viewer; one that we could not look through, or not as a whole, is to be kept as a file. */
const pdfToShow = async (entry: DocumentEntry, stream: Readable) => {
  const mediaType = 'application/pdf'
  if (entry.size > usualLimits.inputBytes) return { entry, stream, mediaType, onlyKept: true } as const
  const bytes = await buffer(stream)
  const shown = { entry, stream: Readable.from([bytes]), mediaType }
  return inspectPdf(bytes) === undefined ? shown : ({ ...shown, onlyKept: true } as const)
}

const gather = async (size: number, stream: Readable): Promise<Buffer> => {
  if (size <= usualLimits.inputBytes) return buffer(stream)
  stream.destroy()
  throw failed('too-big')
}

/**
 * Opens a document to be looked at in a page. A picture is drawn anew in a confined process: what its file tells beside its pixels (the
 * place, the camera) and what it may do to a reader's device stay in the original, which is only ever kept as a file. Trust: so is a PDF with a
 * password, which nobody here can look through: a reader opens it on purpose, with a word that they were given (security.md T16).
 */
export const createOpenView =
  (openContent: Documents['openContent'], confined: Pick<Confined, 'runFor'>): Documents['openView'] =>
  (visitor, id) =>
    few(visitorName(visitor), async () => {
      const { entry, stream } = await openContent(visitor, id)
      const mediaType = bareType(entry.contentType)
      if (mediaType === 'application/pdf') return pdfToShow(entry, stream)
      if (!drawnTypes.includes(mediaType)) return { entry, stream, mediaType }
      const bytes = await gather(entry.size, stream)
      const picture = await drawPicture(confined.runFor(visitorName(visitor)), bytes, mediaType)
      if ('failure' in picture) throw failed(picture.failure)
      return { entry, stream: Readable.from([picture]), mediaType: 'image/jpeg' }
    })

/** Draws a page of a PDF in a confined process, for one look: nothing of it is kept. A PDF of the version history is drawn too. */
export const createOpenPage =
  (openContent: Documents['openContent'], confined: Pick<Confined, 'runFor'>): Documents['openPage'] =>
  (visitor, id, page) =>
    few(visitorName(visitor), async () => {
      const { entry, stream } = await openContent(visitor, id, { anyVersion: true })
      const bytes = await gather(entry.size, stream)
      if (bareType(entry.contentType) !== 'application/pdf') throw failed('unreadable')
      const picture = await drawPdfPage(confined.runFor(visitorName(visitor)), bytes, page)
      if ('failure' in picture) throw failed(picture.failure)
      return picture
    })

/** Draws a page of a PDF that a document carries inside, likewise. */
export const createOpenEmbeddedPage =
  (
    openEmbedded: DocumentReading['openEmbedded'],
    confined: Pick<Confined, 'runFor'>,
  ): DocumentReading['openEmbeddedPage'] =>
  (visitor, id, { index, page }) =>
    few(visitorName(visitor), async () => {
      const { mediaType, bytes } = await openEmbedded(visitor, id, index)
      if (mediaType !== 'application/pdf') throw failed('unreadable')
      const picture = await drawPdfPage(confined.runFor(visitorName(visitor)), bytes, page)
      if ('failure' in picture) throw failed(picture.failure)
      return picture
    })
