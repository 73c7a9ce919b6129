import { buffer } from 'node:stream/consumers'
import type { Language } from '../../reference/language.ts'
import type { LetterFonts } from './letter-fonts.ts'
import { openDocument, type Pdf } from './open-document.ts'
import { sheet, styles, type Style } from './sheet.ts'
import { createTypesetter, type Typesetter } from './typeset.ts'

/** A profile as it is printed: a heading for each section that says something, its lines below. */
export interface PrintedProfile {
  title: string
  /** whose it is, of which day, in whose words */
  about: string
  sections: readonly { heading: string; lines: readonly string[] }[]
  /** what stands below them all */
  end?: string
  lang: Language
  /** `YYYY-MM-DD` */
  day: string
}

const width = sheet.right - sheet.left

interface Pen {
  pdf: Pdf
  typesetter: Typesetter
  root: PDFKit.PDFStructureElement
  y: number
}

const put = (pen: Pen, text: string, { style, tag }: { style: Style; tag: string }): void => {
  const lines = pen.typesetter.lines({ text, varies: true }, style, width)
  const step = style.size * style.leading
  const draw = (line: string) => () => {
    pen.typesetter.draw({ text: line, varies: true }, style, { x: sheet.left, y: pen.y + style.size })
    pen.y += step
  }
  for (const line of lines) {
    if (pen.y + step > sheet.bottom) {
      pen.pdf.addPage()
      pen.y = sheet.top
    }
    pen.root.add(pen.pdf.struct(tag, {}, [draw(line)]))
  }
  pen.y += style.after
}

/** Makes the printing of profiles: a tagged PDF of A4 pages, the words as they were written. */
export const createProfilePress =
  (fonts: LetterFonts) =>
  async ({ title, about, sections, end, lang, day }: PrintedProfile): Promise<Buffer> => {
    const pdf = openDocument({ title, lang, day }, fonts)
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    pdf.addPage()
    const pen: Pen = { pdf, typesetter: createTypesetter(pdf, fonts, new Map()), root, y: sheet.top }
    put(pen, title, { style: styles.title, tag: 'H1' })
    put(pen, about, { style: styles.text, tag: 'P' })
    for (const section of sections) {
      put(pen, section.heading, { style: styles.heading, tag: 'H2' })
      for (const line of section.lines) put(pen, line, { style: styles.text, tag: 'P' })
    }
    if (end !== undefined) put(pen, end, { style: styles.text, tag: 'P' })
    root.end()
    pdf.end()
    return buffer(pdf)
  }
