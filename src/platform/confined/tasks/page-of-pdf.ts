import { openPdf } from './open-pdf.ts'
import { writePng } from './write-png.ts'

/** As wide as a screen shows a sheet sharply; no page, however long, has more pixels than this. */
const screenWidth = 1240
const maxPixels = 6_000_000

/** One page of a PDF as a PNG; `wish` is its number, from 0. Throws where there is none, and for a PDF that wants a password. */
export const pageOfPdf = async (bytes: Buffer, wish: string): Promise<Uint8Array> => {
  const document = await openPdf(bytes)
  if (document === 'locked') throw new TypeError('it wants a password')
  const page = document.getPage(Number(wish))
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = Math.min(screenWidth / originalWidth, Math.sqrt(maxPixels / (originalWidth * originalHeight)))
  if (!(scale > 0)) throw new TypeError('a page without a size')
  const { data } = await page.render({ scale, render: async (drawn) => writePng(drawn) })
  return data
}
