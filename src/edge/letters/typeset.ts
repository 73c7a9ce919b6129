import type { SetText } from './compose-letter.ts'
import type { LetterFonts } from './letter-fonts.ts'
import type { Pdf } from './open-document.ts'
import type { Style } from './sheet.ts'

/** Text as lines in a document. Lengths in points. */
export interface Typesetter {
  /** the lines that a text takes in a width; a word that is wider than that is cut */
  lines(words: SetText, style: Style, width: number): string[]
  width(words: SetText, style: Pick<Style, 'weight' | 'size'>): number
  /** draws one line with its base line at `y` from the top */
  draw(words: SetText, style: Pick<Style, 'weight' | 'size'>, at: { x: number; y: number }): void
}

/** Layouts of texts that are the same in every letter, kept for the life of the press: some hundreds. */
export type LineMemory = Map<string, string[]>

/** pdfkit remembers the layout of every word it sets, for ever; with a list of features, even an empty one, it does not. */
const unremembered: { features: [] } = { features: [] }

const breakLines = (text: string, width: number, measure: (text: string) => number): string[] => {
  const lines: string[] = []
  let line = ''
  let used = 0
  const put = (piece: string): void => {
    const length = measure(`${piece} `)
    if (line !== '' && used + length > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line = line === '' ? piece : `${line} ${piece}`
    used += length
  }
  for (const word of text.split(' ')) {
    for (const piece of measure(`${word} `) <= width ? [word] : cutWord(word, width, measure)) put(piece)
  }
  return [...lines, line]
}

const cutWord = (word: string, width: number, measure: (text: string) => number): string[] => {
  const pieces = ['']
  for (const character of word) {
    const longer = `${pieces.at(-1) ?? ''}${character}`
    if (measure(`${longer} `) <= width) pieces[pieces.length - 1] = longer
    else pieces.push(character)
  }
  return pieces.filter((piece) => piece !== '')
}

/** Sets text in one document with the letters' fonts. */
export const createTypesetter = (pdf: Pdf, fonts: LetterFonts, memory: LineMemory): Typesetter => {
  const measure = (words: SetText, { weight, size }: Pick<Style, 'weight' | 'size'>): number =>
    fonts
      .runs(words.text, weight)
      .map(({ font, text }) => pdf.font(font, size).widthOfString(text, words.varies ? unremembered : {}))
      .reduce((sum, width) => sum + width, 0)
  return {
    width: measure,
    lines: (words, style, width) => {
      const key = `${style.weight} ${style.size} ${width} ${words.text}`
      const known = memory.get(key)
      if (known) return known
      const lines = breakLines(words.text, width, (text) => measure({ text, varies: words.varies }, style))
      if (!words.varies) memory.set(key, lines)
      return lines
    },
    draw: (words, { weight, size }, { x, y }) => {
      let left = x
      const runs = fonts.runs(words.text, weight)
      for (const { font, text } of runs) {
        const options = { lineBreak: false, baseline: 'alphabetic', ...(words.varies && unremembered) } as const
        pdf.font(font, size).text(text, left, y, options)
        if (runs.length > 1) left += pdf.widthOfString(text, words.varies ? unremembered : {})
      }
    },
  }
}
