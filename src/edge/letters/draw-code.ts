import type { Language } from '../../reference/language.ts'
import type { SetBlock } from './compose-letter.ts'
import { codeFont } from './letter-fonts.ts'
import { drawAside, drawLines, makeRoom, type Pen } from './pen.ts'
import { qrSquares } from './qr-squares.ts'
import { codeBox, sheet, styles } from './sheet.ts'

const { height, padding, module, size } = codeBox
const gap = 12

const drawSquare = (pen: Pen, at: { x: number; y: number }, plain: string): void => {
  for (const row of qrSquares(plain).rows) {
    pen.pdf.rect(at.x + row.x * module, at.y + row.y * module, row.length * module, module)
  }
  pen.pdf.fill()
}

/** Draws the frame with the code in groups and the square beside it, which has four modules of white around it. */
export const drawCode = (
  pen: Pen,
  block: Extract<SetBlock, { kind: 'code' }>,
  { section, lang }: { section: PDFKit.PDFStructureElement; lang: Language },
): void => {
  const { pdf, letter } = pen
  const code = letter.code
  if (!code) return
  makeRoom(pen, height + gap)
  const side = 21 * module
  const [x, top] = [sheet.left + padding, pen.y]
  const square = { x: sheet.right - padding - side, y: top + (height - side) / 2 }
  const width = square.x - x - padding
  drawAside(pdf, 'Layout', () =>
    pdf
      .lineWidth(1)
      .rect(sheet.left, top, sheet.right - sheet.left, height)
      .stroke(),
  )
  let y = top + 8
  const text = (words: { text: string; varies: boolean }, style: (typeof styles)['heading' | 'text']) => () => {
    y += drawLines(pen, { words, style, width }, { x, y })
  }
  section.add(pdf.struct('H2', {}, [text(block.heading, styles.heading)]))
  section.add(
    pdf.struct('P', {}, [
      () => {
        pdf
          .font(codeFont, size)
          .text(code.grouped, x, y + size, { lineBreak: false, baseline: 'alphabetic', features: [] })
        y += size * 1.35
      },
    ]),
  )
  section.add(pdf.struct('P', {}, [text(block.note, styles.text)]))
  const bbox: [number, number, number, number] = [square.x, square.y, square.x + side, square.y + side]
  const figure = { alt: code.spoken[lang], bbox, placement: 'Block' as const }
  section.add(pdf.struct('Figure', figure, [() => drawSquare(pen, square, code.plain)]))
  pen.y = top + height + gap
}
