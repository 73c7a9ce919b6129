import PDFDocument from 'pdfkit'
import type { Language } from '../../reference/language.ts'
import type { LetterFonts } from './letter-fonts.ts'

/** What pdfkit has and its published types leave out; read in pdfkit 0.20.2, which is pinned. */
declare global {
  namespace PDFKit {
    interface PDFDocument {
      /** which tagged pieces stand on which page, by the page's key */
      getStructParentTree(): { get(key: number): unknown; add(key: number, value: unknown): unknown }
    }
    interface PDFPage {
      /** the key of the page in the tree above; the first look makes it */
      readonly structParentTreeKey: number
    }
    namespace Mixins {
      interface StructureElementOptions {
        /** left, top, right, bottom in points from the top left */
        bbox?: [number, number, number, number]
        placement?: 'Block' | 'Inline'
      }
    }
  }
}

/** A PDF in the making. */
export type Pdf = PDFKit.PDFDocument

const accessible = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `

/**
 * A tagged PDF of A4 pages without a page yet, declared as PDF/UA-1 (ISO 14289-1): language, title shown, fonts embedded in parts.
 * Its only date is `day` (`YYYY-MM-DD`), its identifier follows from its contents' name: the same letters give the same bytes.
 */
export const openDocument = (about: { title: string; lang: Language; day: string }, fonts: LetterFonts): Pdf => {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: about.lang,
    displayTitle: true,
    font: '',
    info: {
      Title: about.title,
      Producer: 'Carnet',
      Creator: 'Carnet',
      CreationDate: new Date(`${about.day}T00:00:00Z`),
    },
  })
  pdf.appendXML(accessible)
  for (const { name, bytes } of fonts.files) pdf.registerFont(name, bytes)
  return pdf
}

/**
 * Writes out which tagged pieces stand on finished pages, of which pdfkit would keep every one in memory until the end: a batch then
 * keeps a few references for a letter instead of some sixty.
 */
export const settlePages = (pdf: Pdf, keys: readonly number[]): void => {
  const tree = pdf.getStructParentTree()
  for (const key of keys) {
    const pieces = tree.get(key)
    if (!Array.isArray(pieces)) continue
    const written = pdf.ref(pieces)
    written.end(undefined)
    written.data = { Pattern: undefined, Annots: undefined }
    tree.add(key, written)
  }
}
