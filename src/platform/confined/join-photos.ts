import type { Confined, ConfinedFailure, ConfinedOutcome } from './confined.ts'
import { joinFrames } from './tasks/frames.ts'

/** One sheet of several PDFs: which of them, and which page of it, both from 0. */
export interface SheetName {
  from: number
  page: number
}

const pdfStart = Buffer.from('%PDF-')

const requirePdf = (outcome: ConfinedOutcome): Buffer | { failure: ConfinedFailure } => {
  if ('failure' in outcome) return outcome
  const { answer } = outcome
  return answer.subarray(0, pdfStart.length).equals(pdfStart) ? answer : { failure: 'unreadable' }
}

/** Makes one PDF of JPEGs, a sheet for each, in a confined process. Never throws. */
export const joinPhotos = async (
  confined: Pick<Confined, 'run'>,
  jpegs: readonly Buffer[],
): Promise<Buffer | { failure: ConfinedFailure }> => requirePdf(await confined.run('pdf-of-photos', joinFrames(jpegs)))

/** Makes one PDF of the named sheets of PDFs that `joinPhotos` made, in a confined process. Never throws. */
export const joinSheets = async (
  confined: Pick<Confined, 'run'>,
  pdfs: readonly Buffer[],
  sheets: readonly SheetName[],
): Promise<Buffer | { failure: ConfinedFailure }> => {
  const wish = sheets.map(({ from, page }) => `${from}.${page}`).join(',')
  return requirePdf(await confined.run('pdf-of-sheets', joinFrames(pdfs), wish))
}
