import type { PDFiumDocument } from '@hyzyla/pdfium'
import { splitFrames } from './frames.ts'
import { openPdf } from './open-pdf.ts'
import { writeSheets } from './write-sheets.ts'

const open = async (bytes: Buffer): Promise<PDFiumDocument> => {
  const document = await openPdf(bytes)
  if (document === 'locked') throw new TypeError('it wants a password')
  return document
}

/** The photo that is a whole page, as it was put in. */
const photoOf = async (document: PDFiumDocument, page: number): Promise<Buffer> => {
  for (const one of document.getPage(page).objects()) {
    if (one.type !== 'image') continue
    const { data, filters } = await one.getImageDataRaw()
    if (filters.join() === 'DCTDecode') return Buffer.from(data)
  }
  throw new TypeError('a page that is no photo')
}

/**
 * One PDF of sheets that `pdfOfPhotos` made, in another order. `wish` names them: which of the PDFs that come as frames, and which page of
 * it, both from 0, `1.0,0.2`.
 */
export const pdfOfSheets = async (bytes: Buffer, wish: string): Promise<Uint8Array> => {
  const documents: PDFiumDocument[] = []
  for (const one of splitFrames(bytes)) documents.push(await open(one))
  const photos: Buffer[] = []
  for (const name of wish.split(',')) {
    const [from, page] = name.split('.').map(Number)
    const document = documents[from ?? -1]
    if (document === undefined) throw new TypeError('none of these')
    photos.push(await photoOf(document, page ?? -1))
  }
  return writeSheets(photos)
}
