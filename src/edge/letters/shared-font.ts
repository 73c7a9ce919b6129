import Pdfkit from 'pdfkit'

/** What pdfkit has and its published types leave out; read in pdfkit 0.20.2, which is pinned. */
declare global {
  namespace PDFKit {
    interface PDFDocument {
      /** the font in use, as this document knows it, around the font as it was read */
      readonly _font: { font: SharedFont }
    }
    namespace Mixins {
      interface PDFFont {
        registerFont(name: string, src: SharedFont): this
      }
    }
  }
}

/** A text laid out; its glyphs are pdfkit's business. */
interface FontRun {
  readonly advanceWidth: number
}

/** A font that was read once and is embedded, in parts, in many documents. */
export interface SharedFont {
  /** glyphs and places of a text, in the font's units: thousandths of its size */
  layout(text: string, features?: unknown): FontRun
  hasGlyphForCodePoint(code: number): boolean
  readonly unitsPerEm: number
}

/** Layouts kept for a font: the words of the letters (some hundreds) and the names that came by; then it forgets and begins again. */
const mostLayouts = 5_000

const remember = (layout: SharedFont['layout']): SharedFont['layout'] => {
  const known = new Map<string, FontRun>()
  return (text, features) => {
    if (features !== undefined) return layout(text, features)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= mostLayouts) known.clear()
    const run = layout(text)
    known.set(text, run)
    return run
  }
}

/**
 * Reads a font once and lets it remember its layouts: shaping the words is nine tenths of the work of a letter. Throws RangeError for
 * a font whose em is not 1000 units: pdfkit converts a layout in place, which only then leaves one that is kept as it was.
 */
export const shareFont = (bytes: Buffer): SharedFont => {
  const { _font: inUse } = new Pdfkit({ autoFirstPage: false, font: '' }).font(bytes)
  const { font } = inUse
  if (font.unitsPerEm !== 1000) throw new RangeError('The em of a font of the letters has 1000 units')
  font.layout = remember(font.layout.bind(font))
  return font
}
