import type { Section, SetBlock, SetText } from './compose-letter.ts'
import { drawCode } from './draw-code.ts'
import { drawBoxes, drawFields, drawSignature } from './draw-form.ts'
import { drawLines, heightOf, makeRoom, type Pen } from './pen.ts'
import { mm, sheet, styles, type Style } from './sheet.ts'

/** A section being drawn: its words, and where its pieces hang in the tree of the document. */
export interface OpenSection {
  section: Section
  element: PDFKit.PDFStructureElement
}

const width = sheet.right - sheet.left
const bulletWidth = mm(5)
const factWidth = mm(62)

const styleOf = ({ section }: OpenSection, plain: Style, easy: Style): Style => (section.isEasy ? easy : plain)

const drawText = (
  pen: Pen,
  open: OpenSection,
  { words, style, tag }: { words: SetText; style: Style; tag: string },
): void => {
  makeRoom(pen, heightOf(pen, { words, style, width }))
  const draw = () => {
    pen.y += drawLines(pen, { words, style, width }, { x: sheet.left, y: pen.y })
  }
  open.element.add(pen.pdf.struct(tag, {}, [draw]))
  pen.y += style.after
}

/** A heading does not stay behind alone at the foot of a page. */
const drawHeading = (pen: Pen, open: OpenSection, words: SetText): void => {
  const style = styleOf(open, styles.heading, styles.easyHeading)
  const before = 4
  makeRoom(pen, before + heightOf(pen, { words, style, width }) + 3 * styles.text.size)
  pen.y += before
  drawText(pen, open, { words, style, tag: 'H2' })
}

const drawPoint = (
  pen: Pen,
  list: PDFKit.PDFStructureElement,
  { words, style }: { words: SetText; style: Style },
): void => {
  const { pdf } = pen
  const setting = { words, style, width: width - bulletWidth }
  makeRoom(pen, heightOf(pen, setting))
  const bullet = { words: { text: '•', varies: false }, style, width: bulletWidth }
  const item = pdf.struct('LI')
  list.add(item)
  item.add(pdf.struct('Lbl', {}, [() => void drawLines(pen, bullet, { x: sheet.left + 2, y: pen.y })]))
  const body = () => {
    pen.y += drawLines(pen, setting, { x: sheet.left + bulletWidth, y: pen.y })
  }
  item.add(pdf.struct('LBody', {}, [body]))
  item.end()
  pen.y += style.after
}

const drawList = (pen: Pen, open: OpenSection, points: readonly SetText[]): void => {
  const style = styleOf(open, styles.point, styles.easyPoint)
  const list = pen.pdf.struct('L')
  open.element.add(list)
  for (const words of points) drawPoint(pen, list, { words, style })
  list.end()
  pen.y += styles.text.after - styles.point.after
}

const drawFacts = (pen: Pen, open: OpenSection, facts: readonly { name: SetText; value: SetText }[]): void => {
  const valueWidth = width - factWidth
  for (const { name, value } of facts) {
    const label = {
      words: { ...name, text: `${name.text}${open.section.lang === 'fr' ? '\u00a0' : ''}: ` },
      style: styles.text,
    }
    makeRoom(pen, heightOf(pen, { words: value, style: styles.strong, width: valueWidth }))
    const draw = () => {
      drawLines(pen, { ...label, width: factWidth }, { x: sheet.left, y: pen.y })
      const at = { x: sheet.left + factWidth, y: pen.y }
      pen.y += drawLines(pen, { words: value, style: styles.strong, width: valueWidth }, at)
    }
    open.element.add(pen.pdf.struct('P', {}, [draw]))
    pen.y += styles.point.after
  }
  pen.y += styles.text.after
}

/** The number stands beside its words, on one line. */
const drawPhone = (pen: Pen, open: OpenSection, words: SetText): void => {
  const lead = styleOf(open, styles.text, styles.easy)
  const number = { text: pen.letter.phone, varies: false }
  const height = styles.phone.size * styles.phone.leading
  makeRoom(pen, height)
  const base = pen.y + styles.phone.size
  const draw = () => {
    const spaced = { ...words, text: `${words.text} ` }
    pen.typesetter.draw(spaced, lead, { x: sheet.left, y: base })
    const x = sheet.left + pen.typesetter.width(spaced, lead)
    pen.typesetter.draw(number, styles.phone, { x, y: base })
  }
  open.element.add(pen.pdf.struct('P', {}, [draw]))
  pen.y += height + styles.text.after
}

/** Draws one block where the pen is, on the next page where it does not fit. */
export const drawBlock = (pen: Pen, open: OpenSection, block: SetBlock): void => {
  if (block.kind === 'heading') drawHeading(pen, open, block.words)
  else if (block.kind === 'list') drawList(pen, open, block.points)
  else if (block.kind === 'fields') drawFields(pen, open.element, block.names)
  else if (block.kind === 'boxes') drawBoxes(pen, open.element, block.says)
  else if (block.kind === 'signature') drawSignature(pen, open.element, block.words)
  else if (block.kind === 'facts') drawFacts(pen, open, block.facts)
  else if (block.kind === 'phone') drawPhone(pen, open, block.words)
  else if (block.kind === 'code') drawCode(pen, block, { section: open.element, lang: open.section.lang })
  else drawText(pen, open, { words: block.words, style: styleOf(open, styles.text, styles.easy), tag: 'P' })
}

/** Draws the heading of the whole section. */
export const drawTitle = (pen: Pen, open: OpenSection): void =>
  drawText(pen, open, { words: open.section.title, style: styles.title, tag: 'H1' })
