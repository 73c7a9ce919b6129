import { Problem } from '../../../platform/problem.ts'
import { findUnended, inspectPdf, isInStream } from './inspect-pdf.ts'

/** How wide a window is, in bytes: at first, as a rule, and at most; and how much of it is seen again when it moves on. */
export interface WindowSizes {
  first: number
  usual: number
  widest: number
  overlap: number
}

/** The widest holds any object stream that a PDF has; the overlap, any name. */
const usualSizes: WindowSizes = {
  first: 256 * 1024,
  usual: 1024 * 1024,
  widest: 8 * 1024 * 1024,
  overlap: 64 * 1024,
}

/** Looks for active features in a PDF that comes piece by piece, with memory for a window only. Both throw Problem `pdf-active-content`. */
export interface PdfWindow {
  add(bytes: Buffer): void
  end(): void
}

const activeContent = (feature: string): Problem =>
  new Problem('incorrect', 'pdf-active-content', { details: { feature } })

const wordReach = 'endstream'.length

/** The same place, or one before the word that it would cut in two. */
const besideWords = (bytes: Buffer, at: number): number => {
  const word = bytes.lastIndexOf('stream', at + 'end'.length)
  return word !== -1 && word + wordReach > at ? Math.max(0, word - wordReach) : at
}

/**
 * Opens a window at the beginning of a PDF. It moves on by less than its width, and widens until an object stream was seen whole: what it
 * sees is what `inspectPdf` would see of the whole file, but for object streams wider than the widest, which are refused as unreadable.
 */
export const createPdfWindow = (sizes: WindowSizes = usualSizes): PdfWindow => {
  let window: Buffer = Buffer.allocUnsafe(sizes.first)
  let filled = 0
  const closed = new Set<string>()
  // That there is a password is said at the end of most files: what cannot be opened may be explained by it.
  const note = (feature: string | undefined): void => {
    if (feature === 'encrypted' || feature === 'unreadable') closed.add(feature)
    else if (feature !== undefined) throw activeContent(feature)
  }
  const widen = (): void => {
    window = Buffer.concat([window], 2 * window.length)
  }
  const moveTo = (from: number): void => {
    const at = besideWords(window, from)
    // What begins within a stream is told so by the word that it lies behind.
    const seam = isInStream(window, at) ? 'stream\n' : ''
    window.copyWithin(seam.length, at, filled)
    window.write(seam, 'latin1')
    filled += seam.length - at
  }
  const moveOn = (): void => {
    const open = findUnended(window)
    const from = Math.min(open?.from ?? filled, filled - sizes.overlap)
    const isTooLong = from < filled / 2
    if (isTooLong && filled < sizes.widest) return widen()
    if (isTooLong && open?.certain === true) note('unreadable')
    note(inspectPdf(window))
    moveTo(isTooLong ? filled - sizes.overlap : from)
  }
  const makeRoom = (): void => {
    if (filled < window.length) return
    if (filled < sizes.usual) widen()
    else moveOn()
  }
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        makeRoom()
        const copied = bytes.copy(window, filled, at)
        filled += copied
        at += copied
      }
    },
    end: () => {
      note(inspectPdf(window.subarray(0, filled)))
      if (closed.has('unreadable') && !closed.has('encrypted')) throw activeContent('unreadable')
    },
  }
}
