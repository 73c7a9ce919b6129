import { parseXml } from '../cda/parse-xml.ts'
import { isElement, type XmlElement } from '../cda/xml-element.ts'
import { Elements, type FhirNode } from './fhir-node.ts'
import { fhirLimits, refuseFhir } from './parse-fhir-json.ts'
import { writeXhtml, xhtml } from './write-xhtml.ts'

const fhir = '{http://hl7.org/fhir}'

const bareOf = ({ name }: XmlElement): string => name.slice(fhir.length)

/** A resource stands in `resource` and `contained` under its own name, which alone begins with a capital. */
const resourceIn = (children: readonly XmlElement[]): XmlElement | undefined => {
  const [only, second] = children
  return only !== undefined && second === undefined && /^[A-Z]/.test(bareOf(only)) ? only : undefined
}

const readElement = (element: XmlElement, depth: number): unknown => {
  if (depth > fhirLimits.depth) refuseFhir('fhir-too-deep', { limit: fhirLimits.depth })
  const value = element.attributes.get('value')
  if (value !== undefined) return value
  const children = element.children.filter(isElement).filter(({ name }) => name.startsWith(fhir))
  const resource = resourceIn(children)
  return resource === undefined ? readMembers(element, depth) : readResource(resource, depth + 1)
}

const readMembers = (element: XmlElement, depth: number): FhirNode => {
  const members = new Map<string, unknown[]>()
  const add = (name: string, value: unknown): void => {
    const values = members.get(name)
    if (values === undefined) members.set(name, [value])
    else values.push(value)
  }
  for (const name of ['id', 'url']) if (element.attributes.has(name)) add(name, element.attributes.get(name))
  for (const child of element.children.filter(isElement)) {
    if (child.name.startsWith(fhir)) add(bareOf(child), readElement(child, depth + 1))
    else if (child.name === `${xhtml}div`) add('div', writeXhtml(child))
  }
  return Object.fromEntries([...members].map(([name, values]) => [name, new Elements(values)] as const))
}

const readResource = (element: XmlElement, depth: number): FhirNode => ({
  ...readMembers(element, depth),
  resourceType: bareOf(element),
})

/**
 * FHIR XML as plain data, of the same members as `parseFhirJson` gives, every value as the text that was written for it; what is not of
 * FHIR is left out. Spec: R4 XML. Throws the `incorrect` Problems of `parseXml`, `fhir-too-deep`, and `fhir-not-a-document` for other XML.
 */
export const parseFhirXml = (bytes: Uint8Array): FhirNode => {
  const root = parseXml(bytes)
  return root.name.startsWith(fhir) ? readResource(root, 1) : refuseFhir('fhir-not-a-document')
}
