import { Problem } from '../../platform/problem.ts'
import type { LetterFonts } from './letter-fonts.ts'
import { addressWindow } from './sheet.ts'

const { left, right, top, bottom, largest, smallest, lineHeight } = addressWindow

/**
 * The size in points, by halves, at which every line of an address stays inside the window and all of them fit. Throws a Problem that
 * names the widest line when even the smallest size that sorting machines read is too large.
 */
export const fitAddress = (recipient: readonly string[], fonts: LetterFonts): number => {
  const widths = recipient.map((line) => fonts.width(line, { weight: 'regular', size: largest }))
  const widest = Math.max(...widths)
  const byWidth = (largest * (right - left)) / widest
  const byHeight = (bottom - top) / (recipient.length * lineHeight)
  const size = Math.floor(2 * Math.min(largest, byWidth, byHeight)) / 2
  if (size >= smallest) return size
  throw new Problem('incorrect', 'letter-address-line-width', { details: { line: widths.indexOf(widest) + 1 } })
}
