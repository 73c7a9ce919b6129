import { isElement, type XmlElement } from '../cda/xml-element.ts'

/** What stands before the names of XHTML in `XmlElement`. */
export const xhtml = '{http://www.w3.org/1999/xhtml}'

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

const plainName = /^[A-Za-z][\w-]*$/

const attributesOf = ({ attributes }: XmlElement): string =>
  [...attributes].flatMap(([name, value]) => (plainName.test(name) ? [` ${name}="${escaped(value)}"`] : [])).join('')

const write = (node: XmlElement | string): string => {
  if (!isElement(node)) return escaped(node)
  const inside = node.children.map(write).join('')
  // What is of another vocabulary is nothing that a page draws: its text stays where it stood.
  if (!node.name.startsWith(xhtml)) return inside
  const name = node.name.slice(xhtml.length)
  return `<${name}${attributesOf(node)}>${inside}</${name}>`
}

/** The `div` of a narrative as it stands in FHIR JSON: text, read again by `readXhtml` under its own limits. */
export const writeXhtml = (div: XmlElement): string =>
  write(div).replace('<div', '<div xmlns="http://www.w3.org/1999/xhtml"')
