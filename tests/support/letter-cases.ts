import { createLetterPress } from '../../src/edge/letters/create-letter-press.ts'
import type { Letter, OpeningLetter, ProofLetter, RefusalForm } from '../../src/edge/letters/letter.ts'
import { clearZone, codeBox } from '../../src/edge/letters/sheet.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createLetterTexts } from '../../src/reference/create-letter-texts.ts'
import type { PdfContents } from './read-pdf.ts'

/** The words of the letters as the product reads them. */
export const texts = createLetterTexts()
/** The address and number of the examples, and the figures in force. */
export const words = { texts, publicUrl: 'https://carnet.example', phone: '3422', parameters: createParameters() }
/** A press with them. */
export const press = createLetterPress(words)

const base = {
  lang: 'fr',
  recipient: ['MADAME DOMINIQUE PAT TROIS', 'APPARTEMENT 4', '12 RUE DES TILLEULS', '59800 LILLE'],
  sender: 'general',
  madeOn: '2026-11-25',
  reference: 'LT-7K2M-94QX',
  personName: 'Dominique PAT-TROIS',
} as const
const codes = { code: '7K2M94QXW3HP', validUntil: '2027-01-06' } as const
/** An opening letter. */
export const opening: OpeningLetter = { ...base, kind: 'opening', ...codes, opensOn: '2027-01-06' }
/** A proof of refusal. */
export const proof: ProofLetter = { ...base, kind: 'proof-opposition', decidedOn: '2026-12-01', channel: 'phone' }

/** The form for refusing by post. */
export const form: RefusalForm = {
  kind: 'refusal-form',
  lang: 'fr',
  sender: 'agricultural',
  recipient: texts.sender('agricultural').lines,
  madeOn: base.madeOn,
}

/** One of each kind. */
export const everyKind: Letter[] = [
  opening,
  { ...opening, kind: 'opening-guardian', sender: 'ministry', personName: 'Maëlys NOËL' },
  { ...opening, kind: 'child', sender: 'agricultural', personName: 'Timéo LEFÈVRE' },
  { ...opening, kind: 'reminder' },
  { ...base, kind: 'new-code', ...codes },
  { ...base, kind: 'majority', ...codes },
  { ...base, kind: 'majority-choice', ...codes },
  { ...base, kind: 'majority-guardian', ...codes },
  { ...base, kind: 'recovery', ...codes },
  proof,
  { ...proof, kind: 'proof-transition', opensOn: '2027-01-12' },
  { ...proof, kind: 'proof-late', channel: 'post', receivedOn: '2026-11-28' },
  { ...proof, kind: 'proof-closure', channel: 'online' },
  { ...proof, kind: 'proof-erasure', channel: 'counter' },
  form,
]

/** The dark modules of the square on a page, by rows. */
export const squareOf = ({ rectangles }: PdfContents, page: number): boolean[][] => {
  const dark = rectangles.filter((each) => each.page === page && Math.abs(each.height - codeBox.module) < 0.01)
  const [left, top] = [Math.min(...dark.map(({ x }) => x)), Math.min(...dark.map(({ y }) => y))]
  const modules = Array.from({ length: 21 }, () => Array.from({ length: 21 }, () => false))
  for (const { x, y, width } of dark) {
    const [row, first] = [Math.round((y - top) / codeBox.module), Math.round((x - left) / codeBox.module)]
    for (let index = 0; index < Math.round(width / codeBox.module); index++) {
      const line = modules[row]
      if (line) line[first + index] = true
    }
  }
  return modules
}

/** Every piece of text that may show through the window. */
export const addressOf = ({ texts: all }: PdfContents) =>
  all.filter(({ page, x, y }) => page === 1 && x > clearZone.left && y > clearZone.top && y < clearZone.bottom)
