import type { content as fr } from '../fr/content.ts'

/** Words around the content of a document. */
export const content: typeof fr = {
  pdf: 'PDF document',
  pdfFallback: 'Your browser does not show PDF files in the page.',
  openPdf: 'Open the PDF',
  image: 'Image of the document',
  text: 'Text of the document',
  table: 'Table',
  openAttached: (kind: string, size: string) => `Open the attached file (${kind}, ${size})`,
  unreadable: 'This format cannot be shown here. Download the original to read it.',
  empty: 'This document holds no text to show. Download the original.',
}
