import { openPdf } from './open-pdf.ts'

/** What is read of one PDF at most: beyond it, its text is told to be cut. */
const maxPages = 2000
const maxCharacters = 1_000_000

/** The text layer of a PDF, page by page, as JSON: `{ pageCount, pages, cut }`; `{ locked: true }` where it wants a password. */
export const textOfPdf = async (bytes: Buffer): Promise<Uint8Array> => {
  const document = await openPdf(bytes)
  if (document === 'locked') return Buffer.from(JSON.stringify({ locked: true }))
  const pageCount = document.getPageCount()
  const pages: string[] = []
  let left = maxCharacters
  for (let at = 0; at < Math.min(pageCount, maxPages) && left > 0; at += 1) {
    const text = document.getPage(at).getText().slice(0, left)
    left -= text.length
    pages.push(text)
  }
  return Buffer.from(JSON.stringify({ pageCount, pages, cut: pages.length < pageCount || left === 0 }))
}
