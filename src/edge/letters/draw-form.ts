import type { SetText } from './compose-letter.ts'
import { drawAside, drawLines, heightOf, makeRoom, type Pen } from './pen.ts'
import { formLines, sheet, styles } from './sheet.ts'

const { lineHeight, nameWidth, box, boxWidth, signatureHeight } = formLines
type Section = PDFKit.PDFStructureElement

const width = sheet.right - sheet.left

/** Draws lines to write on by hand, each with its name before it. */
export const drawFields = (pen: Pen, section: Section, names: readonly SetText[]): void => {
  for (const words of names) {
    const setting = { words, style: styles.text, width: nameWidth }
    const height = Math.max(lineHeight, heightOf(pen, setting) + styles.point.after)
    makeRoom(pen, height)
    // The name stands at the foot of its line, as on paper.
    const top = pen.y + height - heightOf(pen, setting)
    section.add(pen.pdf.struct('P', {}, [() => void drawLines(pen, setting, { x: sheet.left, y: top })]))
    pen.y += height
    drawRule(pen)
  }
  pen.y += styles.text.after
}

const drawRule = ({ pdf, y }: Pen): void =>
  drawAside(pdf, 'Layout', () =>
    pdf
      .lineWidth(0.75)
      .moveTo(sheet.left + nameWidth, y)
      .lineTo(sheet.right, y)
      .stroke(),
  )

/** Draws boxes to tick by hand, each with what ticking it says. */
export const drawBoxes = (pen: Pen, section: Section, says: readonly SetText[]): void => {
  for (const words of says) {
    const setting = { words, style: styles.text, width: width - boxWidth }
    makeRoom(pen, heightOf(pen, setting))
    const { pdf, y } = pen
    drawAside(pdf, 'Layout', () =>
      pdf
        .lineWidth(1)
        .rect(sheet.left, y + 2, box, box)
        .stroke(),
    )
    const draw = () => {
      pen.y += drawLines(pen, setting, { x: sheet.left + boxWidth, y: pen.y })
    }
    section.add(pdf.struct('P', {}, [draw]))
    pen.y += styles.point.after * 2
  }
}

/** Draws a frame to sign in. */
export const drawSignature = (pen: Pen, section: Section, words: SetText): void => {
  makeRoom(pen, signatureHeight)
  const { pdf, y } = pen
  drawAside(pdf, 'Layout', () => pdf.lineWidth(1).rect(sheet.left, y, width, signatureHeight).stroke())
  const setting = { words, style: styles.text, width: nameWidth }
  section.add(pdf.struct('P', {}, [() => void drawLines(pen, setting, { x: sheet.left + 6, y: y + 3 })]))
  pen.y += signatureHeight + styles.text.after
}
