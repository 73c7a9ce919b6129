import type { XmlElement } from 'libxml2-wasm'
import type { Language } from '../../reference/language.ts'
import { Problem } from '../../platform/problem.ts'
import { isJsonObject, type JsonObject } from './check-resource.ts'
import type { FhirParts } from './fhir-parts.ts'
import { metadataProblem } from './metadata-problem.ts'
import { decodeBase64 } from './read-content.ts'
import { readDocumentReference } from './read-document-reference.ts'
import { readProvideBundle } from './read-provide-bundle.ts'
import { childElements, withXml } from './parse-xml.ts'
import { readResource, readTree, type FhirBody } from './read-resource.ts'

/** One document to look at: its bytes, and where they stand in what was sent. */
export interface ContentToValidate {
  bytes: Buffer
  field: string
  /** the kind that they are said to be */
  contentType?: string
}

/** Who is told, and in which language. */
export interface Telling {
  parts: FhirParts
  language: Language
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Spec: R4 `$validate`: the resource itself, or as the parameter `resource`. */
const resourceIn = (tree: unknown): JsonObject => {
  if (!isJsonObject(tree)) throw new Problem('incorrect', 'resource-type-unexpected')
  if (tree.resourceType !== 'Parameters') return tree
  const named = listOf(tree.parameter).find((each) => isJsonObject(each) && each.name === 'resource')
  const resource = isJsonObject(named) ? named.resource : undefined
  if (isJsonObject(resource)) return resource
  throw new Problem('incorrect', 'element-missing', { details: { field: 'Parameters.parameter[0].resource' } })
}

const asJson = (resource: JsonObject): FhirBody => ({ bytes: Buffer.from(JSON.stringify(resource)), format: 'json' })

const inDocumentReference = (body: FhirBody, { parts }: Telling): ContentToValidate[] => {
  const document = readResource(body, 'DocumentReference')
  const field = 'DocumentReference'
  readDocumentReference(document, { ...parts, field, profile: 'simplified' })
  const { data, contentType = '' } = document.content[0]?.attachment ?? {}
  const at = `${field}.content[0].attachment.data`
  if (data === undefined) throw metadataProblem('element-missing', { field: at }, 'XDSMissingDocument')
  return [{ bytes: decodeBase64(data, at), field: at, contentType }]
}

const inTransaction = (body: FhirBody, { parts }: Telling): ContentToValidate[] =>
  readProvideBundle(readResource(body, 'Bundle'), parts).submission.documents.flatMap(({ content, field, metadata }) =>
    'bytes' in content ? [{ bytes: content.bytes, field, contentType: metadata.contentType }] : [],
  )

/** A document holds resources that no message has: it is read as a document is, and not by the tables of messages. */
const isXmlDocument = ({ bytes, format }: FhirBody): boolean =>
  format === 'xml' &&
  withXml(bytes, (root) => {
    const isDocument = (element: XmlElement): boolean =>
      element.name === 'type' && element.attrs.some(({ name, value }) => name === 'value' && value === 'document')
    return root.name === 'Bundle' && childElements(root).some(isDocument)
  })

/**
 * The documents in a resource that somebody wants checked: a FHIR document itself, a deposit (ITI-65) with its documents, one document to
 * publish (ITI-105), or bytes alone. Throws what is wrong with the resource around them, as a deposit would.
 */
export const validatedContent = (body: FhirBody, type: string, telling: Telling): ContentToValidate[] => {
  if (type === 'Bundle' && isXmlDocument(body)) return [{ bytes: body.bytes, field: 'Bundle' }]
  const tree = readTree(body)
  const resource = resourceIn(tree)
  const whole = tree === resource ? body : asJson(resource)
  if (resource.resourceType !== type) {
    const details = { field: 'resourceType', expected: type, type: String(resource.resourceType).slice(0, 64) }
    throw new Problem('incorrect', 'resource-type-unexpected', { details })
  }
  if (type === 'DocumentReference') return inDocumentReference(whole, telling)
  if (type === 'Binary') {
    const { data = '', contentType } = readResource(whole, 'Binary')
    return [{ bytes: decodeBase64(data, 'Binary.data'), field: 'Binary.data', contentType }]
  }
  return resource.type === 'document' ? [{ bytes: whole.bytes, field: 'Bundle' }] : inTransaction(whole, telling)
}
