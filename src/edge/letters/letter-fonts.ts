import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../platform/project.ts'
import { shareFont, type SharedFont } from './shared-font.ts'
import type { Style } from './sheet.ts'
import { unwrapWoff } from './unwrap-woff.ts'

const weights = { regular: 400, strong: 600 } as const
const subsets = ['latin', 'latin-ext', 'vietnamese'] as const

/** The name under which the code's font is known to a document. */
export const codeFont = 'code'

/** A piece of text that one font file can draw. */
export interface Run {
  font: string
  text: string
}

/** The fonts of the letters, read once, to be embedded in every document. */
export interface LetterFonts {
  /** By the name under which a document knows them; a document embeds only those that it uses. */
  shared: ReadonlyMap<string, SharedFont>
  /** Cuts a text where the font file changes: names from other languages of the Latin alphabet. */
  runs(text: string, weight: Style['weight']): Run[]
  /** The width in points of a text on one line, laid out word by word as it will be drawn. */
  width(text: string, style: Pick<Style, 'weight' | 'size'>): number
  /** The first character that no font can draw, or undefined. */
  findStranger(text: string): string | undefined
}

const readFont = (subset: string, weight: number): Buffer =>
  unwrapWoff(readFileSync(join(projectRoot, 'src/edge/letters/fonts', `source-sans-3-${subset}-${weight}-normal.woff`)))

/** Inconsolata (SIL Open Font License) comes with bwip-js: every letter equally wide, and none of the code's alike. */
const readCodeFont = (): Buffer => {
  const entry = fileURLToPath(import.meta.resolve('bwip-js'))
  return readFileSync(join(dirname(entry), '../fonts/Inconsolata.otf'))
}

/** Reads the fonts: about 150 KB. */
export const readLetterFonts = (): LetterFonts => {
  const shared = new Map([[codeFont, shareFont(readCodeFont())]])
  for (const [weight, number] of Object.entries(weights)) {
    for (const subset of subsets) shared.set(`${weight}-${subset}`, shareFont(readFont(subset, number)))
  }
  const subsetOf = (character: string) =>
    subsets.find((subset) => shared.get(`regular-${subset}`)?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
  const latin = shared.get('regular-latin')
  const isAllLatin = (text: string): boolean =>
    Array.from(text).every((character) => latin?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
  const runsOf = (text: string, weight: Style['weight']): Run[] => {
    if (isAllLatin(text)) return [{ font: `${weight}-latin`, text }]
    const runs: Run[] = []
    for (const character of text) {
      const font = `${weight}-${subsetOf(character) ?? 'latin'}`
      const last = runs.at(-1)
      if (last?.font === font) last.text += character
      else runs.push({ font, text: character })
    }
    return runs
  }
  const unitsOf = ({ font, text }: Run): number =>
    (text.match(/[^ ]* |[^ ]+/g) ?? []).reduce(
      (sum, word) => sum + (shared.get(font)?.layout(word).advanceWidth ?? 0),
      0,
    )
  return {
    shared,
    runs: runsOf,
    width: (text, { weight, size }) => (runsOf(text, weight).reduce((sum, run) => sum + unitsOf(run), 0) * size) / 1000,
    findStranger: (text) => Array.from(text).find((character) => subsetOf(character) === undefined),
  }
}
