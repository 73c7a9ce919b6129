import { Problem } from '../../platform/problem.ts'
import { drawAside, drawLines, type Pen } from './pen.ts'
import { addressWindow, frontPage, mm, sheet, styles } from './sheet.ts'

const { left, right, top, bottom, largest, smallest, lineHeight } = addressWindow

const widest = (pen: Pen, size: number): { width: number; line: number } =>
  pen.letter.recipient
    .map((text, index) => ({
      width: pen.typesetter.width({ text, varies: true }, { weight: 'regular', size }),
      line: index + 1,
    }))
    .reduce((one, other) => (other.width > one.width ? other : one))

/** The largest size, by half points, at which every line stays inside the window. Throws a Problem that names the line that never does. */
const sizeOfAddress = (pen: Pen): number => {
  const lines = pen.letter.recipient.length
  const { width, line } = widest(pen, largest)
  const byWidth = (largest * (right - left)) / width
  const byHeight = (bottom - top) / (lines * lineHeight)
  const size = Math.floor(2 * Math.min(largest, byWidth, byHeight)) / 2
  if (size >= smallest) return size
  throw new Problem('incorrect', 'letter-address-line-width', { details: { line } })
}

/** Draws the recipient's address in the window, each line in one piece. Nothing is drawn when a line does not fit. */
const drawAddress = (pen: Pen, section: PDFKit.PDFStructureElement): void => {
  const { pdf, typesetter, letter } = pen
  const size = sizeOfAddress(pen)
  const step = size * lineHeight
  const first = bottom - step * letter.recipient.length
  const draw = () => {
    for (const [index, line] of letter.recipient.entries()) {
      const text = index < letter.recipient.length - 1 ? `${line} ` : line
      const y = first + step * index + size * 0.85
      typesetter.draw({ text, varies: true }, { weight: 'regular', size }, { x: left, y })
    }
  }
  section.add(pdf.struct('P', {}, [draw]))
}

const drawSender = (pen: Pen, section: PDFKit.PDFStructureElement): void => {
  const { pdf, letter } = pen
  const width = frontPage.senderRight - sheet.left
  let y: number = frontPage.senderTop
  for (const [index, words] of letter.senderLines.entries()) {
    const style = index === 0 ? styles.strong : styles.text
    const draw = () => {
      y += drawLines(pen, { words, style, width }, { x: sheet.left, y })
    }
    section.add(pdf.struct('P', {}, [draw]))
  }
}

/** Draws the head of the first page: where to fold, who writes, to whom; the text follows under the window. */
export const drawFront = (pen: Pen, section: PDFKit.PDFStructureElement): void => {
  drawAside(pen.pdf, 'Layout', () => {
    for (const y of frontPage.folds) pen.pdf.moveTo(mm(4), y).lineTo(mm(8), y)
    pen.pdf.lineWidth(0.5).stroke()
  })
  drawSender(pen, section)
  drawAddress(pen, section)
  pen.y = frontPage.textTop
}
