import { inflateSync } from 'node:zlib'

/** A piece of text as it stands on a page: points from the top left of the page to the start of its base line. */
export interface PdfText {
  page: number
  x: number
  y: number
  size: number
  width: number
  font: string
  text: string
  /** the tag around it (`P`, `H1`, `Artifact`…) */
  tag: string
}

/** A filled rectangle: points from the top left. */
export interface PdfRectangle {
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** What our own letters hold, read back from their bytes. It knows pdfkit's way of writing and no other. */
export interface PdfContents {
  pages: number
  texts: PdfText[]
  rectangles: PdfRectangle[]
  /** every object as it is written, streams inflated and cut off */
  objects: ReadonlyMap<number, { head: string; stream?: Buffer }>
}

interface Font {
  name: string
  characters: ReadonlyMap<number, string>
  widths: readonly number[]
}

type Objects = Map<number, { head: string; stream?: Buffer }>

const readObjects = (bytes: Buffer): Objects => {
  const objects: Objects = new Map()
  const text = bytes.toString('latin1')
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('\nendobj', start)
    const streamAt = text.indexOf('\nstream\n', start)
    const hasStream = streamAt >= 0 && streamAt < end
    const head = text.slice(start, hasStream ? streamAt : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = hasStream ? bytes.subarray(streamAt + 8, streamAt + 8 + length) : undefined
    const stream = raw && (/FlateDecode/.test(head) ? inflateSync(raw) : raw)
    objects.set(Number(match[1]), { head, ...(stream && { stream }) })
  }
  return objects
}

const refIn = (head: string, name: string): number =>
  Number(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(head)?.[1] ?? -1)

const headOf = (objects: Objects, id: number): string => objects.get(id)?.head ?? ''

const decodeHex = (hex: string): string =>
  String.fromCharCode(...(hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

const readCharacters = (map: string): Map<number, string> => {
  const characters = new Map<number, string>()
  for (const [, first = '0', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      characters.set(Number.parseInt(first, 16) + index, decodeHex(hex))
    }
  }
  return characters
}

const readFont = (objects: Objects, id: number): Font => {
  const head = headOf(objects, id)
  const map = objects.get(refIn(head, 'ToUnicode'))?.stream?.toString('latin1') ?? ''
  const widths = /\/W \[0 \[([^\]]*)\]/.exec(headOf(objects, refIn(head, 'DescendantFonts')))?.[1] ?? ''
  return {
    name: /\/BaseFont \/(\S+)/.exec(head)?.[1] ?? '',
    characters: readCharacters(map),
    widths: widths.split(' ').map(Number),
  }
}

const showText = (operand: string, font: Font, size: number): { text: string; width: number } => {
  let text = ''
  let units = 0
  for (const [, hex, move] of operand.matchAll(/<([0-9a-f]+)>|(-?[\d.]+)/g)) {
    for (const code of (hex ?? '').match(/.{4}/g) ?? []) {
      const glyph = Number.parseInt(code, 16)
      text += font.characters.get(glyph) ?? '\ufffd'
      units += font.widths[glyph] ?? 0
    }
    units -= Number(move ?? 0)
  }
  return { text, width: (units * size) / 1000 }
}

const readPage = (
  content: string,
  { page, fonts, height }: { page: number; fonts: ReadonlyMap<string, Font>; height: number },
): { texts: PdfText[]; rectangles: PdfRectangle[] } => {
  const texts: PdfText[] = []
  const rectangles: PdfRectangle[] = []
  const tags: string[] = []
  let [x, y, size, font] = [0, 0, 0, '']
  for (const line of content.split('\n')) {
    const numbers = (line.match(/-?[\d.]+/g) ?? []).map(Number)
    const tag = /^\/(\w+)(?: <<|\s+BMC|$)/.exec(line)?.[1]
    if (tag && !/ Tf$/.test(line)) tags.push(tag)
    if (line === 'EMC') tags.pop()
    if (/ Tm$/.test(line)) [x = 0, y = 0] = numbers.slice(4)
    const named = /^\/(\S+) ([\d.]+) Tf$/.exec(line)
    if (named) [font, size] = [named[1] ?? '', Number(named[2])]
    if (/ re$/.test(line)) {
      const [left = 0, top = 0, width = 0, tall = 0] = numbers
      rectangles.push({ page, x: left, y: top, width, height: tall })
    }
    const known = fonts.get(font)
    if (/ TJ$/.test(line) && known) {
      const shown = showText(line, known, size)
      texts.push({ page, x, y: height - y, size, font: known.name, tag: tags.at(-1) ?? '', ...shown })
    }
  }
  return { texts, rectangles }
}

/** Reads a PDF that our press wrote: its texts with their places, its rectangles, its objects. */
export const readPdf = (bytes: Buffer): PdfContents => {
  const objects = readObjects(bytes)
  const kids = [...objects.values()].find(({ head }) => /\/Type \/Pages/.test(head))?.head ?? ''
  const ids = [...(/\/Kids \[([^\]]*)\]/.exec(kids)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]))
  const read = ids.map((id, index) => {
    const head = headOf(objects, id)
    const resources = headOf(objects, refIn(head, 'Resources'))
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(
        ([, name = '', font]) => [name, readFont(objects, Number(font))] as const,
      ),
    )
    const height = Number(/\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(head)?.[1] ?? 0)
    const content = objects.get(refIn(head, 'Contents'))?.stream?.toString('latin1') ?? ''
    return readPage(content, { page: index + 1, fonts, height })
  })
  return {
    pages: ids.length,
    texts: read.flatMap(({ texts }) => texts),
    rectangles: read.flatMap(({ rectangles }) => rectangles),
    objects,
  }
}

/** All text of one page, in the order of the file, hard spaces made soft. */
export const textOfPage = ({ texts }: PdfContents, page: number): string =>
  texts
    .filter((text) => text.page === page)
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(' \n', ' ')
    .replaceAll('\u00a0', ' ')
