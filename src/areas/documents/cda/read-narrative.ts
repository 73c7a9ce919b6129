import type { BodyBlock, BodyInline, BodyMark } from './body.ts'
import { readTable } from './read-table.ts'
import { attributeOf, childrenOf, findChild, foldedText, isElement, type XmlElement } from './xml-element.ts'

/** Gives the index of the embedded file that a narrative names by ID; undefined when there is none. */
export type FindMedia = (id: string) => number | undefined

const styles = new Map<string, BodyMark>([
  ['bold', 'bold'],
  ['italics', 'italics'],
  ['underline', 'underline'],
])

const elementMarks = new Map<string, BodyMark>([
  ['sub', 'sub'],
  ['sup', 'sup'],
])

const marksOf = (element: XmlElement): BodyMark[] => {
  const own = elementMarks.get(element.name)
  const styleCode = attributeOf(element, 'styleCode')
  const styled = styleCode?.split(/\s+/).flatMap((style) => styles.get(style.toLowerCase()) ?? []) ?? []
  return own === undefined ? styled : [own, ...styled]
}

// Only HL7's own elements speak: script, style and the like from other vocabularies have nothing to say to a reader.
const silent = new Set(['script', 'style', 'object', 'iframe', 'embed', 'template', 'noscript'])
const blockNames = new Set(['paragraph', 'list', 'table', 'renderMultiMedia'])

const bareName = (name: string): string => name.replace(/^.*[}:]/, '').toLowerCase()

const captionOf = (element: XmlElement): { caption?: string } => {
  const caption = foldedText(findChild(element, 'caption'))
  return caption === undefined ? {} : { caption }
}

/** Turns the narrative of one document into blocks; the files that it names are looked up with `findMedia`. */
export class NarrativeReader {
  private readonly findMedia: FindMedia

  constructor(findMedia: FindMedia) {
    this.findMedia = findMedia
  }

  /** The blocks of a text, item or cell: loose text between blocks becomes paragraphs of its own. */
  blocks(parent: XmlElement): BodyBlock[] {
    const [only] = parent.children
    if (only === undefined) return []
    // Nearly every cell of a table is one text: a report has a thousand of them, and its deposit waits.
    if (parent.children.length === 1 && !isElement(only)) return plainParagraph(only)
    const blocks: BodyBlock[] = []
    let loose: BodyInline[] = []
    const closeParagraph = (): void => {
      const inlines = tidy(loose)
      if (inlines.length > 0) blocks.push({ kind: 'paragraph', inlines })
      loose = []
    }
    const visit = (node: XmlElement | string, marks: BodyMark[]): void => {
      if (!isElement(node)) loose.push({ kind: 'text', text: node, marks })
      else if (blockNames.has(node.name)) {
        closeParagraph()
        blocks.push(...this.block(node))
      } else if (node.name === 'br') loose.push({ kind: 'break' })
      else if (node.name !== 'caption' && !silent.has(bareName(node.name))) {
        const inner = [...new Set([...marks, ...marksOf(node)])]
        for (const child of node.children) visit(child, inner)
      }
    }
    for (const child of parent.children) visit(child, [])
    closeParagraph()
    return blocks
  }

  private block(element: XmlElement): BodyBlock[] {
    if (element.name === 'list') return [this.list(element)]
    if (element.name === 'table') return [readTable(element, this)]
    if (element.name === 'renderMultiMedia') return this.media(element)
    const [first, ...others] = this.blocks(element)
    if (first === undefined) return []
    return [first.kind === 'paragraph' ? { ...captionOf(element), ...first } : first, ...others]
  }

  private list(element: XmlElement): BodyBlock {
    const items = childrenOf(element, 'item').map((item) => this.blocks(item))
    return { kind: 'list', ordered: attributeOf(element, 'listType') === 'ordered', ...captionOf(element), items }
  }

  private media(element: XmlElement): BodyBlock[] {
    const ids = (attributeOf(element, 'referencedObject') ?? '').split(/\s+/)
    const caption = captionOf(element)
    return ids.flatMap((id) => {
      const index = this.findMedia(id)
      return index === undefined ? [] : [{ kind: 'media', index, ...caption } as const]
    })
  }
}

// Every run of white space but a single space, which stays as it is.
const spaces = /[^\S ]\s*| \s+/g

const plainParagraph = (written: string): BodyBlock[] => {
  const text = written.replace(spaces, ' ').trim()
  return text === '' ? [] : [{ kind: 'paragraph', inlines: [{ kind: 'text', text, marks: [] }] }]
}

const isSpace = (inline: BodyInline | undefined): boolean => inline?.kind === 'text' && inline.text.trim() === ''

const sameMarks = (left: BodyMark[], right: BodyMark[]): boolean => left.join() === right.join()

const tidy = (inlines: BodyInline[]): BodyInline[] => {
  const joined: BodyInline[] = []
  for (const inline of inlines) {
    const folded = inline.kind === 'text' ? { ...inline, text: inline.text.replace(spaces, ' ') } : inline
    const last = joined.at(-1)
    if (folded.kind === 'text' && last?.kind === 'text' && sameMarks(folded.marks, last.marks)) {
      joined[joined.length - 1] = { ...last, text: (last.text + folded.text).replace(/ {2,}/g, ' ') }
    } else joined.push(folded)
  }
  const start = joined.findIndex((inline) => inline.kind === 'text' && !isSpace(inline))
  const end = joined.findLastIndex((inline) => inline.kind === 'text' && !isSpace(inline))
  return joined.slice(start === -1 ? joined.length : start, end + 1).map((inline, at, { length }) => {
    if (inline.kind === 'break') return inline
    const from = at === 0 ? inline.text.trimStart() : inline.text
    return { ...inline, text: at === length - 1 ? from.trimEnd() : from }
  })
}
