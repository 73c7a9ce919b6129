/** A PDF to be written by hand: what stands on its pages, and what else it carries. */
export interface PdfPlan {
  pages: readonly string[]
  /** what is added to the catalog: `/OpenAction 9 0 R` */
  catalog?: string
  /** what is added to each page's dictionary: `/Annots [9 0 R]` */
  page?: string
  /** further objects by number, from 50 */
  objects?: ReadonlyMap<number, Buffer | string>
  /** the content of every page, instead of its text: the dictionary's rest and the stream */
  content?: { head: string; stream: Buffer }
  trailer?: string
  mediaBox?: string
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A stream object's body. */
export const pdfStream = (head: string, stream: Buffer): Buffer =>
  Buffer.concat([latin(`<< ${head} /Length ${stream.length} >>\nstream\n`), stream, latin('\nendstream')])

const showText = (text: string): Buffer =>
  latin(`BT /F1 18 Tf 60 700 Td (${text.replaceAll(/[()\\]/g, (letter) => `\\${letter}`)}) Tj ET`)

const fontAt = 3
const firstPage = 10

const bodiesOf = (plan: PdfPlan): Map<number, Buffer> => {
  const bodies = new Map<number, Buffer>()
  const kids = plan.pages.map((_, at) => `${firstPage + 2 * at} 0 R`).join(' ')
  const box = plan.mediaBox ?? '[0 0 595 842]'
  bodies.set(1, latin(`<< /Type /Catalog /Pages 2 0 R ${plan.catalog ?? ''} >>`))
  bodies.set(2, latin(`<< /Type /Pages /Kids [${kids}] /Count ${plan.pages.length} /MediaBox ${box} >>`))
  bodies.set(fontAt, latin('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'))
  for (const [at, text] of plan.pages.entries()) {
    const page = firstPage + 2 * at
    const resources = `/Resources << /Font << /F1 ${fontAt} 0 R >> >>`
    bodies.set(page, latin(`<< /Type /Page /Parent 2 0 R ${resources} /Contents ${page + 1} 0 R ${plan.page ?? ''} >>`))
    bodies.set(page + 1, pdfStream(plan.content?.head ?? '', plan.content?.stream ?? showText(text)))
  }
  for (const [number, body] of plan.objects ?? []) bodies.set(number, Buffer.from(body))
  return bodies
}

/** Writes a PDF with its table of places, as plain as the format allows: `makePdf({ pages: ['Bonjour'] })`. */
export const makePdf = (plan: PdfPlan): Buffer => {
  const pieces = [latin('%PDF-1.7\n')]
  const places: [number, number][] = []
  let length = pieces[0]?.length ?? 0
  for (const [number, body] of bodiesOf(plan)) {
    const piece = Buffer.concat([latin(`${number} 0 obj\n`), body, latin('\nendobj\n')])
    places.push([number, length])
    pieces.push(piece)
    length += piece.length
  }
  const rows = places.map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = Math.max(...places.map(([number]) => number)) + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R ${plan.trailer ?? ''} >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...pieces, latin(`xref\n0 1\n0000000000 65535 f \n${rows}${trailer}`)])
}
