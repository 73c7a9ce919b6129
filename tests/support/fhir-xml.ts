import { parseFhirJson } from '../../src/areas/documents/fhir/parse-fhir-json.ts'

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<"]/g, (mark) => marks[mark] ?? mark)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const asAttribute = new Set(['id', 'url'])

const writeMember = (name: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => writeMember(name, one)).join('')
  if (!isObject(value)) return name === 'div' ? String(value) : `<${name} value="${escaped(String(value))}"/>`
  if (typeof value['resourceType'] === 'string') return `<${name}>${writeResource(value)}</${name}>`
  const own = Object.entries(value).filter(([key, each]) => asAttribute.has(key) && typeof each === 'string')
  const attributes = own.map(([key, each]) => ` ${key}="${escaped(String(each))}"`).join('')
  return `<${name}${attributes}>${membersOf(value, new Set(own.map(([key]) => key)))}</${name}>`
}

const membersOf = (value: Record<string, unknown>, left: ReadonlySet<string>): string =>
  Object.entries(value)
    .filter(([name]) => !left.has(name) && !name.startsWith('_'))
    .map(([name, each]) => writeMember(name, each))
    .join('')

const writeResource = (resource: Record<string, unknown>, namespace = ''): string => {
  const type = String(resource['resourceType'])
  return `<${type}${namespace}>${membersOf(resource, new Set(['resourceType']))}</${type}>`
}

/** A FHIR document in JSON as the XML that says the same, digit for digit; what is beside primitive values is left out. Spec: R4 XML. */
export const fhirXmlOf = (json: Uint8Array): Buffer => {
  const tree = parseFhirJson(json)
  if (!isObject(tree)) throw new Error('no resource')
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writeResource(tree, ' xmlns="http://hl7.org/fhir"')}`)
}
