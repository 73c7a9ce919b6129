import type { XmlElement } from 'libxml2-wasm'
import { findType, isResourceType } from './element-table.ts'
import type { ElementRow } from './element-table.ts'
import { childElements } from './parse-xml.ts'
import { parsePrimitive } from './primitive.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { JsonObject } from './check-resource.ts'

/** The namespace of FHIR's XML. */
export const fhirNamespace = 'http://hl7.org/fhir'

const refuse = (reason: string, field: string): never => {
  throw new IncorrectResource([{ reason, details: { field } }])
}

const attribute = (element: XmlElement, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value

const readAttributes = (element: XmlElement, target: JsonObject, at: { path: string; allowed: string[] }): void => {
  for (const { name, value } of element.attrs) {
    if (!at.allowed.includes(name)) refuse('element-unknown', `${at.path}.${name}`)
    target[name] = value
  }
}

const readPrimitive = (element: XmlElement, row: ElementRow, path: string): [unknown, JsonObject | undefined] => {
  if (row.type === 'xhtml') return [element.toString(), undefined]
  const beside: JsonObject = {}
  for (const { name, value } of element.attrs) {
    if (name === 'id') beside.id = value
    else if (name !== 'value') refuse('element-unknown', `${path}.${name}`)
  }
  readChildren(element, beside, { type: 'Element', path })
  const text = attribute(element, 'value')
  const squeezed = row.type === 'base64Binary' ? text?.replaceAll(/\s+/g, '') : text
  const value = squeezed === undefined ? null : parsePrimitive(squeezed, row.type)
  return [value, Object.keys(beside).length > 0 ? beside : undefined]
}

const readContained = (element: XmlElement, path: string): unknown => {
  const [resource, second] = childElements(element)
  if (!resource || second) return refuse('element-repeated', path)
  return readResourceElement(resource, path)
}

const readComplex = (element: XmlElement, type: string, path: string): unknown => {
  if (type === 'Resource') return readContained(element, path)
  const value: JsonObject = {}
  readAttributes(element, value, { path, allowed: type === 'Extension' ? ['id', 'url'] : ['id'] })
  readChildren(element, value, { type, path })
  return value
}

const listIn = (target: JsonObject, name: string): unknown[] => {
  const list = target[name]
  if (Array.isArray(list)) return list
  const made: unknown[] = []
  target[name] = made
  return made
}

const storePrimitive = (target: JsonObject, row: ElementRow, read: [unknown, JsonObject | undefined]): void => {
  const [value, beside] = read
  if (!row.many) {
    if (value !== null) target[row.name] = value
    if (beside) target[`_${row.name}`] = beside
    return
  }
  const list = listIn(target, row.name)
  if (beside) {
    const extensions = listIn(target, `_${row.name}`)
    while (extensions.length < list.length) extensions.push(null)
    extensions.push(beside)
  }
  list.push(value)
}

const readChild = (child: XmlElement, target: JsonObject, at: { type: string; path: string }): void => {
  const path = `${at.path}.${child.name}`
  const row = findType(at.type)?.elements.get(child.name) ?? refuse('element-unknown', path)
  const isNarrative = row.type === 'xhtml'
  if (!isNarrative && child.namespaceUri !== fhirNamespace) refuse('body-xml-namespace', path)
  if (!row.many && (row.name in target || `_${row.name}` in target)) refuse('element-repeated', path)
  const placed = row.many ? `${path}[${Array.isArray(target[row.name]) ? listIn(target, row.name).length : 0}]` : path
  if (row.primitive) return storePrimitive(target, row, readPrimitive(child, row, placed))
  const value = readComplex(child, row.type, placed)
  if (row.many) listIn(target, row.name).push(value)
  else target[row.name] = value
}

const readChildren = (element: XmlElement, target: JsonObject, at: { type: string; path: string }): void => {
  for (const child of childElements(element)) readChild(child, target, at)
}

/** A resource element as FHIR JSON has it; checked against the element tables afterwards. */
export const readResourceElement = (element: XmlElement, path = element.name): JsonObject => {
  if (!isResourceType(element.name)) refuse('resource-type-unknown', path)
  if (element.namespaceUri !== fhirNamespace) refuse('body-xml-namespace', path)
  const resource: JsonObject = { resourceType: element.name }
  readAttributes(element, resource, { path, allowed: [] })
  readChildren(element, resource, { type: element.name, path })
  return resource
}

/** One element of a known datatype as FHIR JSON has it, e.g. a `securityLabel` inside an XML patch. */
export const readDatatypeElement = (element: XmlElement, type: string): unknown =>
  readComplex(element, type, element.name)
