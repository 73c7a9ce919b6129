import { Problem } from '../../platform/problem.ts'
import { checkResource, isJsonObject } from './check-resource.ts'
import type { FhirFormat } from './negotiate.ts'
import { withXml } from './parse-xml.ts'
import { readJson } from './read-json.ts'
import { readResourceElement } from './read-xml.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { AnyResource, ResourceByType } from './resources.ts'

/** Bytes as they came and the format their Content-Type claims. */
export interface FhirBody {
  bytes: Buffer
  format: FhirFormat
}

/** Holds after `checkResource` found nothing: the element tables are the proof, `resourceType` the discriminant. */
const isSoundResource = (value: unknown): value is AnyResource =>
  isJsonObject(value) && typeof value.resourceType === 'string' && checkResource(value).length === 0

const isOfType = <Name extends keyof ResourceByType>(
  resource: AnyResource,
  type: Name,
): resource is Extract<AnyResource, { resourceType: Name }> => resource.resourceType === type

/** The plain value a body holds, in FHIR JSON's shape; only well-formedness and names are checked. */
export const readTree = ({ bytes, format }: FhirBody): unknown =>
  format === 'json' ? readJson(bytes) : withXml(bytes, (root) => readResourceElement(root))

/** The resource of the wanted type in a body. Every defect is named: IncorrectResource, or Problem for what is not FHIR. */
export const readResource = <Name extends keyof ResourceByType>(
  body: FhirBody,
  type: Name,
): Extract<AnyResource, { resourceType: Name }> => {
  const tree = readTree(body)
  if (!isSoundResource(tree)) throw new IncorrectResource(checkResource(tree))
  if (isOfType(tree, type)) return tree
  throw new Problem('incorrect', 'resource-type-unexpected', {
    details: { field: 'resourceType', expected: type, type: tree.resourceType },
  })
}
