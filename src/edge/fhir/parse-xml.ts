import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm'
import { Problem } from '../../platform/problem.ts'
import { decodeUtf8 } from './read-json.ts'

const maximumDepth = 100
const maximumAttributes = 100

// HUGE lifts libxml2's 10 MB limit on one attribute (Binary.data lives in one). With it the parser no longer counts entity
// growth, which is safe only because any document type declaration is refused before parsing.
const options = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE

/** The element children of an element, in document order. */
export const childElements = (element: XmlElement): XmlElement[] => {
  const found: XmlElement[] = []
  for (let node = element.firstChild; node; node = node.next) if (node instanceof XmlElement) found.push(node)
  return found
}

const checkLimits = (element: XmlElement, depth: number): void => {
  if (depth > maximumDepth) throw new Problem('incorrect', 'body-xml-too-deep', { details: { limit: maximumDepth } })
  if (element.attrs.length > maximumAttributes) {
    throw new Problem('incorrect', 'body-xml-too-many-attributes', { details: { limit: maximumAttributes } })
  }
  for (const child of childElements(element)) checkLimits(child, depth + 1)
}

const parse = (text: string): XmlDocument => {
  try {
    return XmlDocument.fromString(text, { option: options })
  } catch (error) {
    const line = error instanceof XmlParseError ? (error.details[0]?.line ?? 0) : 0
    throw new Problem('incorrect', 'body-xml-malformed', { details: { line } })
  }
}

/**
 * Parses XML of a stranger and hands its root over; the tree is freed when `use` returns.
 * Trust: none. No document type (hence no entity), no network, UTF-8 only, depth and attributes limited (security T17).
 */
export const withXml = <Result>(bytes: Buffer, use: (root: XmlElement) => Result): Result => {
  const text = decodeUtf8(bytes)
  if (text.trim() === '') throw new Problem('incorrect', 'body-empty')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Problem('incorrect', 'body-xml-document-type')
  const document = parse(text)
  try {
    checkLimits(document.root, 1)
    return use(document.root)
  } finally {
    document.dispose()
  }
}
