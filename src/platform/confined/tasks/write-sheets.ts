import { buffer } from 'node:stream/consumers'
import Pdfkit from 'pdfkit'

declare global {
  // The namespace is that of the library's types, which forgot this.
  namespace PDFKit.Mixins {
    interface PDFImage {
      openImage(bytes: Buffer): Buffer & { width: number; height: number }
    }
  }
}

/** The longer side of a sheet of A4, in points. */
const longSide = 842

const createSheets = () =>
  // The day and the hour are nobody's business but the document's own: pdfkit writes them unless they are told.
  new Pdfkit({ autoFirstPage: false, info: { Producer: 'Carnet', Creator: 'Carnet', CreationDate: new Date(0) } })

/** A PDF with one sheet for each JPEG, of its shape and as long as a sheet of A4; it tells nothing of who made it, when or where. */
export const writeSheets = async (jpegs: readonly Buffer[]): Promise<Uint8Array> => {
  const document = createSheets()
  const written = buffer(document)
  for (const jpeg of jpegs) {
    const picture = document.openImage(jpeg)
    const scale = longSide / Math.max(picture.width, picture.height)
    const size: [number, number] = [picture.width * scale, picture.height * scale]
    document.addPage({ size, margin: 0 })
    document.image(picture, 0, 0, { width: size[0], height: size[1] })
  }
  document.end()
  return written
}
