import { findType } from './element-table.ts'
import type { ElementRow } from './element-table.ts'
import { isJsonObject } from './check-resource.ts'
import type { JsonObject } from './check-resource.ts'
import { fhirNamespace } from './read-xml.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

const escapeXml = (text: string): string => text.replaceAll(/[&<>"\n\r\t]/g, (found) => entities[found] ?? found)

const besideOf = (value: unknown): [attributes: string, children: string] => {
  if (!isJsonObject(value)) return ['', '']
  const id = typeof value.id === 'string' ? ` id="${escapeXml(value.id)}"` : ''
  return [id, writeElements(value, 'Element', ['id'])]
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

const writePrimitive = (row: ElementRow, value: unknown, beside: unknown): string => {
  const content = textOf(value)
  if (row.type === 'xhtml') return content ?? ''
  const [id, children] = besideOf(beside)
  const text = content === undefined ? '' : ` value="${escapeXml(content)}"`
  return children ? `<${row.name}${id}${text}>${children}</${row.name}>` : `<${row.name}${id}${text}/>`
}

const writeComplex = (row: ElementRow, value: unknown): string => {
  if (!isJsonObject(value)) return ''
  if (row.type === 'Resource') return `<${row.name}>${writeResource(value, '')}</${row.name}>`
  const inAttributes = row.type === 'Extension' ? ['id', 'url'] : ['id']
  const attributes = inAttributes.map((name) => {
    const text = value[name]
    return typeof text === 'string' ? ` ${name}="${escapeXml(text)}"` : ''
  })
  return `<${row.name}${attributes.join('')}>${writeElements(value, row.type, inAttributes)}</${row.name}>`
}

const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  return value === undefined ? [] : [value]
}

const writeElement = (row: ElementRow, object: JsonObject): string => {
  const values = asList(object[row.name])
  if (!row.primitive) return values.map((value) => writeComplex(row, value)).join('')
  const besides = asList(object[`_${row.name}`])
  let xml = ''
  for (let at = 0; at < Math.max(values.length, besides.length); at += 1) {
    xml += writePrimitive(row, values[at], besides[at])
  }
  return xml
}

const writeElements = (object: JsonObject, type: string, except: readonly string[] = []): string => {
  let xml = ''
  for (const row of findType(type)?.elements.values() ?? []) {
    const present = row.name in object || `_${row.name}` in object
    if (present && !except.includes(row.name)) xml += writeElement(row, object)
  }
  return xml
}

const writeResource = (resource: JsonObject, namespace: string): string => {
  const type = textOf(resource.resourceType) ?? ''
  return `<${type}${namespace}>${writeElements(resource, type)}</${type}>`
}

/** A resource as FHIR XML, elements in the order of the standard. What the tables do not know is left out. */
export const writeXml = (resource: object): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${writeResource({ ...resource }, ` xmlns="${fhirNamespace}"`)}`
