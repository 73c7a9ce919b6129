/**
 * An element of a parsed document as plain data: nothing of it lives in the parser's memory any more.
 * Names of the CDA namespace are bare (`section`), those of known extensions have our prefix (`sdtc:id`), others `{uri}name`.
 */
export interface XmlElement {
  readonly name: string
  /** attribute values by name, names as above (`xsi:type` holds a name resolved the same way) */
  readonly attributes: ReadonlyMap<string, string>
  /** child elements and texts in document order; comments and instructions are left out */
  readonly children: readonly (XmlElement | string)[]
}

/** Whether a child is an element, for narrowing. */
export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'

/** The child elements with this name, in order. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element === undefined
    ? []
    : element.children.filter((child): child is XmlElement => isElement(child) && child.name === name)

/** The first child element with this name. */
export const findChild = (element: XmlElement | undefined, name: string): XmlElement | undefined => {
  if (element === undefined) return undefined
  for (const child of element.children) if (isElement(child) && child.name === name) return child
  return undefined
}

/** The first element at the end of a path of child names. */
export const findPath = (element: XmlElement | undefined, path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((at, name) => findChild(at, name), element)

/** The value of an attribute. */
export const attributeOf = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes.get(name)

/** All the text inside an element, as written. */
export const textOf = (element: XmlElement | undefined): string =>
  element === undefined ? '' : element.children.map((child) => (isElement(child) ? textOf(child) : child)).join('')

/** The text inside an element with its white space folded; undefined when nothing is left. */
export const foldedText = (element: XmlElement | undefined): string | undefined =>
  textOf(element).replace(/\s+/g, ' ').trim() || undefined

const collect = (element: XmlElement, into: XmlElement[]): void => {
  into.push(element)
  for (const child of element.children) if (isElement(child)) collect(child, into)
}

/** Every descendant element in document order, the element itself first; bounded by the parser's depth limit. */
export const walkElements = (element: XmlElement): XmlElement[] => {
  const all: XmlElement[] = []
  collect(element, all)
  return all
}
