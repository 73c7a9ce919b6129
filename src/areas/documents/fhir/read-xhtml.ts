import { NarrativeReader } from '../cda/read-narrative.ts'
import { parseXml } from '../cda/parse-xml.ts'
import type { BodyBlock } from '../cda/body.ts'
import { isElement, type XmlElement } from '../cda/xml-element.ts'
import { xhtml } from './write-xhtml.ts'

/** More texts, or longer ones, than any report has: those behind are left out. */
export const narrativeLimits = { texts: 500, characters: 500_000 } as const

/** Elements of a FHIR narrative in the words of a CDA narrative, which is all that is ever drawn; the others are their text. */
const names = new Map([
  ...['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'dl', 'dt', 'dd'].map(
    (name) => [name, 'paragraph'] as const,
  ),
  ...['ul', 'ol'].map((name) => [name, 'list'] as const),
  ['li', 'item'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'br', 'sub', 'sup'].map(
    (name) => [name, name] as const,
  ),
])

const styles = new Map([
  ...['b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dt'].map((name) => [name, 'bold'] as const),
  ...['i', 'em'].map((name) => [name, 'italics'] as const),
  ['u', 'underline'],
])

const kept = ['colspan', 'rowspan', 'scope']

const attributesOf = (name: string, { attributes }: XmlElement): ReadonlyMap<string, string> => {
  const own = kept.flatMap((key) => {
    const value = attributes.get(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  const style = styles.get(name)
  return new Map([
    ...own,
    ...(name === 'ol' ? [['listType', 'ordered'] as const] : []),
    ...(style === undefined ? [] : [['styleCode', style] as const]),
  ])
}

const isRow = (child: XmlElement | string): child is XmlElement => isElement(child) && child.name === 'tr'

/** Rows may stand in a table by themselves: then they are its body. */
const withBody = (children: readonly (XmlElement | string)[]): readonly (XmlElement | string)[] => {
  const rows = children.filter(isRow)
  if (rows.length === 0) return children
  return [...children.filter((child) => !isRow(child)), { name: 'tbody', attributes: new Map(), children: rows }]
}

// What is of another vocabulary keeps its full name, by which the reader of narratives knows what has nothing to say.
const toNarrative = (element: XmlElement): XmlElement => {
  const bare = element.name.startsWith(xhtml) ? element.name.slice(xhtml.length) : element.name
  const children = element.children.map((child) => (isElement(child) ? toNarrative(child) : child))
  return {
    name: names.get(bare) ?? (styles.has(bare) ? 'content' : element.name),
    attributes: attributesOf(bare, element),
    children: bare === 'table' ? withBody(children) : children,
  }
}

/** The named characters that French and English reports write; others than these and XML's own say nothing. */
const entities = new Map([
  ['nbsp', '\u00a0'],
  ['deg', '°'],
  ['micro', 'µ'],
  ['plusmn', '±'],
  ['le', '≤'],
  ['ge', '≥'],
  ['times', '×'],
  ['sup2', '²'],
  ['sup3', '³'],
  ['eacute', 'é'],
  ['egrave', 'è'],
  ['ecirc', 'ê'],
  ['agrave', 'à'],
  ['ccedil', 'ç'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['rsquo', '’'],
])

const own = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

const withoutNames = (div: string): string =>
  div.replace(/&([A-Za-z]\w{1,30});/g, (whole, name: string) => (own.has(name) ? whole : (entities.get(name) ?? '')))

/**
 * The `div` of a FHIR narrative as blocks that are safe to draw: structure and three marks, never an address, a style or a script
 * (security.md T18). Throws the `incorrect` Problems of `parseXml` for what is not well-formed.
 */
export const readXhtml = (div: string): BodyBlock[] => {
  const root = toNarrative(parseXml(Buffer.from(withoutNames(div))))
  return new NarrativeReader(() => undefined).blocks(root)
}
