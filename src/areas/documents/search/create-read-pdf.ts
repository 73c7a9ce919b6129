import type { Confined } from '../../../platform/confined/confined.ts'
import { readPdfText } from '../../../platform/confined/read-pdf-text.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ReadPdf } from './create-read-content.ts'

/** Makes the reading of a PDF's text layer, in a confined process. One that is locked, damaged, too large or too slow has no text. */
export const createReadPdf =
  (confined: Pick<Confined, 'run'>): ReadPdf =>
  async (bytes) => {
    const reading = await readPdfText(confined, bytes)
    if ('pages' in reading) return reading.pages.join('\n')
    if ('failure' in reading && reading.failure === 'busy') throw new Problem('unavailable', 'content-reader-busy')
    return ''
  }
