import type { ComposedLetter, SetText } from './compose-letter.ts'
import type { Pdf } from './open-document.ts'
import { sheet, type Style } from './sheet.ts'
import type { Typesetter } from './typeset.ts'

/** Where a letter is being drawn: `y` is the top of what comes next, in points from the top of the page. */
export interface Pen {
  pdf: Pdf
  typesetter: Typesetter
  letter: ComposedLetter
  y: number
  /** pages of this letter so far */
  pages: number
  /** keys of its pages in the tree of tagged pieces */
  keys: number[]
}

/** Draws what a screen reader passes over: lines, frames, the foot of a page. */
export const drawAside = (pdf: Pdf, type: 'Pagination' | 'Layout', draw: () => void): void => {
  pdf.markContent('Artifact', { type })
  draw()
  pdf.endMarkedContent()
}

/** Turns the page: the next one begins with its foot, and with nothing else. */
export const turnPage = (pen: Pen): void => {
  const { pdf, typesetter, letter } = pen
  pdf.addPage({ size: 'A4', margin: 0 })
  pen.pages += 1
  pen.keys.push(pdf.page.structParentTreeKey)
  pen.y = sheet.top
  drawAside(pdf, 'Pagination', () => {
    const words = { text: letter.foot(pen.pages), varies: true }
    typesetter.draw(words, { weight: 'regular', size: 14 }, { x: sheet.left, y: sheet.bottom + 16 })
  })
}

/** Turns the page where `height` points do not fit on it any more. */
export const makeRoom = (pen: Pen, height: number): void => {
  if (pen.y + height > sheet.bottom) turnPage(pen)
}

/** The height of a text's lines, without what follows. */
export const heightOf = (pen: Pen, setting: { words: SetText; style: Style; width: number }): number => {
  const { words, style, width } = setting
  return pen.typesetter.lines(words, style, width).length * style.size * style.leading
}

/** Draws lines one below the other from `y` on and gives the height they took. A space ends each line but the last, for who reads the text out of the file. */
export const drawLines = (
  pen: Pen,
  setting: { words: SetText; style: Style; width: number },
  at: { x: number; y: number },
): number => {
  const { words, style, width } = setting
  const lines = pen.typesetter.lines(words, style, width)
  const step = style.size * style.leading
  for (const [index, line] of lines.entries()) {
    const text = index < lines.length - 1 ? `${line} ` : line
    const y = at.y + index * step + (step + style.size * 0.66) / 2
    pen.typesetter.draw({ text, varies: words.varies }, style, { x: at.x, y })
  }
  return lines.length * step
}
