import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../platform/project.ts'
import { readCoverage } from './read-coverage.ts'
import type { Style } from './sheet.ts'
import { unwrapWoff } from './unwrap-woff.ts'

const weights = { regular: 400, strong: 600 } as const
const subsets = ['latin', 'latin-ext', 'vietnamese'] as const

/** The name under which the code's font is known to a document. */
export const codeFont = 'code'

interface Subset {
  name: (typeof subsets)[number]
  covers: ReadonlySet<number>
}

/** A piece of text that one font file can draw. */
export interface Run {
  font: string
  text: string
}

/** The fonts of the letters, read once, to be embedded in every document. */
export interface LetterFonts {
  /** Names and bytes, for a document to register. A document reads only those that it uses. */
  files: readonly { name: string; bytes: Buffer }[]
  /** Cuts a text where the font file changes: names from other languages of the Latin alphabet. */
  runs(text: string, weight: Style['weight']): Run[]
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
  const files = [{ name: codeFont, bytes: readCodeFont() }]
  for (const [weight, number] of Object.entries(weights)) {
    for (const subset of subsets) files.push({ name: `${weight}-${subset}`, bytes: readFont(subset, number) })
  }
  const known: Subset[] = subsets.map((name) => {
    const bytes = files.find((file) => file.name === `regular-${name}`)?.bytes
    return { name, covers: bytes ? readCoverage(bytes) : new Set() }
  })
  const subsetOf = (character: string) => known.find(({ covers }) => covers.has(character.codePointAt(0) ?? 0))?.name
  return {
    files,
    runs: (text, weight) => {
      const runs: Run[] = []
      for (const character of text) {
        const font = `${weight}-${subsetOf(character) ?? 'latin'}`
        const last = runs.at(-1)
        if (last?.font === font) last.text += character
        else runs.push({ font, text: character })
      }
      return runs
    },
    findStranger: (text) => [...text].find((character) => subsetOf(character) === undefined),
  }
}
