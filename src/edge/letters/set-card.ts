import type { Style } from './sheet.ts'
import type { Typesetter } from './typeset.ts'

/** The emergency card in words, as whoever helps reads it. */
export interface PrintedCard {
  /** whom to call, whose card it is, since when they live */
  call: string
  name: string
  born: string
  kinds: readonly { heading: string; lines: readonly { title: string; words: string }[] }[]
  /** whose word it is and of which day; it stands last */
  foot: string
  /** what stands at the end of a card that has no room for all */
  more: string
  /** the name of the file for who prints it */
  title: string
  lang: 'fr' | 'en'
  /** `YYYY-MM-DD` */
  day: string
}

/** What a line of a card is drawn in. */
export type Tone = 'call' | 'name' | 'heading' | 'line' | 'foot'

/** One line as it is drawn: pieces that follow each other, from one base line to the next in points. */
export interface SetLine {
  tone: Tone
  size: number
  step: number
  pieces: readonly Piece[]
}

interface Piece {
  text: string
  weight: Style['weight']
}

type Entry = PrintedCard['kinds'][number]['lines'][number]

/** Of the size of the lines of a card, and what stays free above. */
const tones: Readonly<Record<Tone, { scale: number; before: number; weight: Style['weight'] }>> = {
  call: { scale: 1, before: 0, weight: 'strong' },
  name: { scale: 1.1, before: 0.15, weight: 'strong' },
  heading: { scale: 0.85, before: 0.4, weight: 'strong' },
  line: { scale: 1, before: 0, weight: 'regular' },
  foot: { scale: 0.75, before: 0.5, weight: 'regular' },
}

const leading = 1.2

interface Setting {
  typesetter: Typesetter
  /** points */
  width: number
  size: number
}

const setText = ({ typesetter, width, size }: Setting, tone: Tone, { text, weight }: Piece): Piece[] => {
  const style = { size: size * tones[tone].scale, weight, leading, after: 0 }
  return typesetter.lines({ text, varies: true }, style, width).map((one) => ({ text: one, weight }))
}

const lineOf = ({ size }: Setting, tone: Tone, { pieces, isFirst }: Pick<SetLine, 'pieces'> & { isFirst: boolean }) => {
  const { scale, before } = tones[tone]
  return { tone, pieces, size: size * scale, step: size * (scale * leading + (isFirst ? before : 0)) }
}

const setPlain = (setting: Setting, tone: Tone, text: string): SetLine[] =>
  setText(setting, tone, { text, weight: tones[tone].weight }).map((piece, index) =>
    lineOf(setting, tone, { pieces: [piece], isFirst: index === 0 }),
  )

/** What a line is about stands out; the rest of it follows on the same line where there is room. */
const setEntry = (setting: Setting, tone: 'name' | 'line', { title, words }: Entry): SetLine[] => {
  const { typesetter, width } = setting
  const alone = setText(setting, tone, { text: title, weight: 'strong' })
  const rest = words === '' ? [] : setText(setting, tone, { text: words, weight: 'regular' })
  const [head, tail] = [alone[0], rest[0]]
  if (head !== undefined && tail !== undefined && alone.length === 1 && rest.length === 1) {
    const pieces = [{ ...head, text: `${head.text}  ` }, tail]
    const size = setting.size * tones[tone].scale
    const taken = pieces.map(({ text, weight }) => typesetter.width({ text, varies: true }, { weight, size }))
    if (taken.reduce((sum, one) => sum + one, 0) <= width) return [lineOf(setting, tone, { pieces, isFirst: true })]
  }
  return [...alone, ...rest].map((piece, index) => lineOf(setting, tone, { pieces: [piece], isFirst: index === 0 }))
}

/** The lines of a whole card in a width, at a size of letters: what stands on every face, what flows, what stands last. */
export const setCard = (
  card: PrintedCard,
  setting: Setting,
): { head: SetLine[]; flow: SetLine[]; foot: SetLine[] } => ({
  head: [...setPlain(setting, 'call', card.call), ...setEntry(setting, 'name', { title: card.name, words: card.born })],
  flow: card.kinds.flatMap(({ heading, lines }) => [
    ...setPlain(setting, 'heading', heading),
    ...lines.flatMap((line) => setEntry(setting, 'line', line)),
  ]),
  foot: setPlain(setting, 'foot', card.foot),
})

/** The height that lines take, in points. */
export const heightOfLines = (lines: readonly SetLine[]): number => lines.reduce((sum, { step }) => sum + step, 0)

/** A card as it fits: the faces it takes, each with its own lines; `cut` where the last face could not hold all. */
export interface FittedCard {
  faces: readonly (readonly SetLine[])[]
  cut: boolean
}

/** How far a card may go: room of one face in points, letters from large to small, faces at most. */
export interface CardRoom {
  width: number
  height: number
  largest: number
  smallest: number
  mostFaces: number
}

const sizeStep = 0.5

const fillFaces = (card: PrintedCard, setting: Setting, { height, mostFaces }: CardRoom): FittedCard => {
  const { head, flow, foot } = setCard(card, setting)
  const more = setPlain(setting, 'foot', card.more)
  const room = height - heightOfLines(head) - heightOfLines(foot) - heightOfLines(more)
  const faces: SetLine[][] = [[]]
  let cut = false
  for (const [index, line] of flow.entries()) {
    const face = faces.at(-1) ?? []
    // a heading does not stay behind alone
    const following = line.tone === 'heading' ? (flow[index + 1]?.step ?? 0) : 0
    if (heightOfLines(face) + line.step + following <= room) face.push(line)
    else if (faces.length < mostFaces) faces.push([line])
    else {
      cut = true
      break
    }
  }
  const isLast = (index: number): boolean => index === faces.length - 1
  return {
    faces: faces.map((face, index) => [...head, ...face, ...(cut || !isLast(index) ? more : []), ...foot]),
    cut,
  }
}

/** Sets a card as large as it fits on one face; at the smallest letters it takes more faces, as many as there may be. */
export const fitCard = (card: PrintedCard, typesetter: Typesetter, room: CardRoom): FittedCard => {
  for (let size = room.largest; size > room.smallest; size -= sizeStep) {
    const setting = { typesetter, width: room.width, size }
    const { head, flow, foot } = setCard(card, setting)
    const lines = [...head, ...flow, ...foot]
    if (heightOfLines(lines) <= room.height) return { faces: [lines], cut: false }
  }
  return fillFaces(card, { typesetter, width: room.width, size: room.smallest }, room)
}
