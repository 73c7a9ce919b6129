import type { ComposedLetter } from './compose-letter.ts'
import { drawBlock, drawTitle } from './draw-block.ts'
import { drawFront } from './draw-front.ts'
import { settlePages, type Pdf } from './open-document.ts'
import { turnPage, type Pen } from './pen.ts'
import type { Typesetter } from './typeset.ts'

/**
 * Draws a letter from a fresh page on and gives the number of its pages. It is one Document of the tagged tree, each language a
 * section of its own; what is drawn is written out and let go.
 */
export const drawLetter = (pdf: Pdf, typesetter: Typesetter, letter: ComposedLetter): number => {
  const pen: Pen = { pdf, typesetter, letter, y: 0, pages: 0, keys: [] }
  const root = pdf.struct('Document', { lang: letter.lang })
  pdf.addStructure(root)
  for (const section of letter.sections) {
    const element = pdf.struct('Sect', { lang: section.lang })
    root.add(element)
    turnPage(pen)
    if (pen.pages === 1) drawFront(pen, element)
    drawTitle(pen, { section, element })
    for (const block of section.blocks) drawBlock(pen, { section, element }, block)
    element.end()
  }
  root.end()
  settlePages(pdf, pen.keys)
  return pen.pages
}
