import type { Confined, ConfinedFailure } from './confined.ts'
import { drawPicture } from './draw-picture.ts'

/** A picture of a page, and what it is. */
export interface PagePicture {
  bytes: Buffer
  mediaType: 'image/png' | 'image/jpeg'
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Text and lines are small and sharp as PNG. A page that is larger is a photo or a scan. */
const mostPngBytes = 600_000

/** A page that was scanned is drawn again as a JPEG, in a process of its own: the two libraries together need more than one may have. */
const lighten = async (confined: Pick<Confined, 'run'>, png: Buffer): Promise<PagePicture> => {
  const drawn: PagePicture = { bytes: png, mediaType: 'image/png' }
  if (png.length <= mostPngBytes) return drawn
  const jpeg = await drawPicture(confined, png, 'image/png')
  return 'failure' in jpeg || jpeg.length >= png.length ? drawn : { bytes: jpeg, mediaType: 'image/jpeg' }
}

/** Draws one page of a PDF, from 0, as wide as a screen, in a confined process. Never throws. */
export const drawPdfPage = async (
  confined: Pick<Confined, 'run'>,
  bytes: Buffer,
  page: number,
): Promise<PagePicture | { failure: ConfinedFailure }> => {
  const outcome = await confined.run('page-of-pdf', bytes, String(page))
  if ('failure' in outcome) return outcome
  return outcome.answer.subarray(0, pngStart.length).equals(pngStart)
    ? lighten(confined, outcome.answer)
    : { failure: 'unreadable' }
}
