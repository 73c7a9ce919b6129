import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkLetter } from './check-letter.ts'
import { composeLetter, type PressWords } from './compose-letter.ts'
import { drawLetter } from './draw-letter.ts'
import { fitAddress } from './fit-address.ts'
import { readLetterFonts } from './letter-fonts.ts'
import type { Letter } from './letter.ts'
import { addBlankPage, openDocument, type Pdf } from './open-document.ts'
import { createTypesetter, type LineMemory } from './typeset.ts'

/** Turns letters' data into PDF: tagged, with its fonts, A4, for a window envelope. The same data gives the same bytes. */
export interface LetterPress {
  /** One letter as PDF. Throws a Problem that names the line or the field that cannot be printed. */
  print(letter: Letter): Promise<Buffer>
  /**
   * Many letters as one PDF, in order, each from an odd page on (a fresh sheet, printed on both sides). Streamed: what is drawn is
   * written as fast as `into` takes it, which is ended; some 3 KB of references stay in memory for each letter until then. A letter
   * that cannot be printed ends all with its Problem and destroys `into`: throw half a file away, and `check` letters first.
   * No letter, no bytes.
   */
  printBatch(
    letters: AsyncIterable<Letter> | Iterable<Letter>,
    into: Writable,
  ): Promise<{ letters: number; pages: number }>
  /** Throws the Problem that printing this letter would. */
  check(letter: Letter): void
}

interface Count {
  letters: number
  pages: number
}

const takeDrawn = (pdf: Pdf): Buffer => {
  const chunks: Buffer[] = []
  for (let chunk: unknown = pdf.read(); Buffer.isBuffer(chunk); chunk = pdf.read()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Reads the fonts and makes a press. `publicUrl` and `phone` are printed in every letter, figures that a decree sets in some. */
export const createLetterPress = (words: PressWords): LetterPress => {
  const fonts = readLetterFonts()
  const memory: LineMemory = new Map()
  const fit = (recipient: readonly string[]): number => fitAddress(recipient, fonts)

  const open = (first: Letter, title: string) => {
    const pdf = openDocument({ title, lang: first.lang, day: first.madeOn }, fonts)
    return { pdf, typesetter: createTypesetter(pdf, fonts, memory) }
  }

  const draw = async function* (
    letters: AsyncIterable<Letter> | Iterable<Letter>,
    count: Count,
    titleOf: (letter: Letter) => string,
  ): AsyncGenerator<Buffer> {
    let document: ReturnType<typeof open> | undefined
    for await (const letter of letters) {
      checkLetter(letter, fonts)
      document ??= open(letter, titleOf(letter))
      if (count.pages % 2 === 1) {
        addBlankPage(document.pdf)
        count.pages += 1
      }
      count.pages += drawLetter(document.pdf, document.typesetter, composeLetter(letter, words, fit))
      count.letters += 1
      yield takeDrawn(document.pdf)
    }
    document?.pdf.end()
    if (document) yield takeDrawn(document.pdf)
  }

  return {
    print: async (letter) => {
      const chunks: Buffer[] = []
      const title = () => words.texts.versionAt(letter.kind, letter.madeOn)[letter.lang].documentTitle
      for await (const chunk of draw([letter], { letters: 0, pages: 0 }, title)) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    printBatch: async (letters, into) => {
      const count: Count = { letters: 0, pages: 0 }
      await pipeline(
        draw(letters, count, ({ lang }) => words.texts.labels(lang).batchTitle),
        into,
      )
      return count
    },
    check: (letter) => checkLetter(letter, fonts),
  }
}
