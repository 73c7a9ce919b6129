import type { content as fr } from '../fr/content.ts'

/** Words around the content of a document. */
export const content: typeof fr = {
  pdf: 'PDF document',
  pdfFallback: 'Your browser does not show PDF files in the page.',
  pages: {
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    asText: 'Read this page as text',
    noText: 'This page is an image: it holds no text to read.',
    cut: 'The document is long: the text of this page is not read here.',
    pager: 'Pages of the document',
    pagerOf: (file) => `Pages of attached file ${file}`,
    before: 'Previous pages',
    after: 'Next pages',
    notDrawn: 'A page does not appear? Open the PDF, or read it as text.',
    take: 'Download this file',
    locked:
      'This PDF is protected by a password: it is kept as it came, without a preview here. Download it to open it with its password.',
  },
  openPdf: 'Open the PDF',
  image: 'Image of the document',
  text: 'Text of the document',
  table: 'Table',
  openAttached: (kind: string, size: string) => `Open the attached file (${kind}, ${size})`,
  unreadable: 'This format cannot be shown here. Download the original to read it.',
  waiting:
    'This file is being checked for viruses. It opens here as soon as the answer is there, usually within minutes.',
  infected:
    'The virus scanner found a malicious program in this file: it stays closed, to protect your device. Ask the author of the document to deposit a clean version.',
  empty: 'This document holds no text to show. Download the original.',
}
