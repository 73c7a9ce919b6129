import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'

/**
 * Opens a PDF with PDFium: WebAssembly without a script engine, a network or a font of this machine, so that nothing in the file can act.
 * `locked` where it wants a password; throws where it is no PDF.
 */
export const openPdf = async (bytes: Uint8Array): Promise<PDFiumDocument | 'locked'> => {
  const program = readFileSync(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')))
  const library = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(program).buffer })
  try {
    return await library.loadDocument(bytes)
  } catch (error) {
    if (error instanceof Error && /password/i.test(error.message)) return 'locked'
    throw error
  }
}
