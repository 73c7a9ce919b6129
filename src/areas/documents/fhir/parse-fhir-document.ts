import { isNode, nodeAt, nodesAt, textAt, type FhirNode } from './fhir-node.ts'
import { parseFhirJson, refuseFhir } from './parse-fhir-json.ts'
import { parseFhirXml } from './parse-fhir-xml.ts'

/** A resource of a document, with the address that it has there. */
export interface Placed {
  resource: FhirNode
  /** its fullUrl; for a contained one `<that of its container>#<id>` */
  address: string
  /** what a relative reference in it stands at */
  base: string
}

/** A FHIR document as plain data: its Composition, its resources in order, and what a reference in one of them leads to. */
export interface FhirDocument {
  contentType: 'application/fhir+json' | 'application/fhir+xml'
  bundle: FhirNode
  composition: Placed
  resources: readonly Placed[]
  /** Nothing for what is not in the document: no address is ever followed out of it. */
  find(reference: FhirNode | undefined, from: Placed): Placed | undefined
}

/** The type of a resource, `Observation`. */
export const typeOf = ({ resource }: Placed): string => textAt(resource, 'resourceType') ?? ''

const relativeOf = (resource: FhirNode): string =>
  `${textAt(resource, 'resourceType') ?? ''}/${textAt(resource, 'id') ?? ''}`

const baseOf = (address: string): string => address.split('/').slice(0, -2).join('/')

/** Longer than any address: what would be built of one again and again. */
const longest = 1_000

const placedOf = (entry: FhirNode): Placed[] => {
  const resource = nodeAt(entry, 'resource')
  if (resource === undefined) return []
  const fullUrl = textAt(entry, 'fullUrl')
  const hasAddress = fullUrl !== undefined && fullUrl.length <= longest
  const address = hasAddress ? fullUrl : relativeOf(resource).slice(0, longest)
  return [{ resource, address, base: baseOf(address) }]
}

/** Each name once: the first resource that has it. */
const indexOf = (resources: readonly Placed[]): ReadonlyMap<string, Placed> => {
  const index = new Map<string, Placed>()
  const names = [
    ...resources.map((one) => [one.address, one] as const),
    ...resources.map((one) => [relativeOf(one.resource), one] as const),
  ]
  for (const [name, placed] of names) if (!index.has(name)) index.set(name, placed)
  return index
}

const containedOf = ({ resource, address, base }: Placed): ReadonlyMap<string, Placed> =>
  new Map(
    nodesAt(resource, 'contained').map((one) => {
      const mark = `#${textAt(one, 'id') ?? ''}`
      return [mark, { resource: one, address: `${address}${mark}`, base }]
    }),
  )

const createFind = (resources: readonly Placed[]): FhirDocument['find'] => {
  const index = indexOf(resources)
  const contained = new Map<FhirNode, ReadonlyMap<string, Placed>>()
  return (reference, from) => {
    const written = textAt(reference, 'reference')
    if (written === undefined || written.length > longest) return undefined
    if (written.startsWith('#')) {
      const inside = contained.get(from.resource) ?? containedOf(from)
      contained.set(from.resource, inside)
      return inside.get(written)
    }
    // Spec: R4 Bundle, resolving references: a relative one stands at the base of the resource that says it.
    return index.get(written) ?? index.get(`${from.base}/${written}`)
  }
}

/** XML alone begins with an angle, in whatever encoding. */
const isXml = (bytes: Uint8Array): boolean =>
  /^[\0\s\xef\xbb\xbf\xfe\xff]*</.test(Buffer.from(bytes.subarray(0, 1_000)).toString('latin1'))

/**
 * Reads the bytes of a FHIR document, JSON or XML: a Bundle of type `document` whose first entry is its Composition. Spec: R4 documents. Throws
 * `incorrect` Problems: those of `parseFhirJson` and `parseFhirXml`, `fhir-not-a-document`, and `fhir-document-in-error` for one that its author took back.
 */
export const parseFhirDocument = (bytes: Uint8Array): FhirDocument => {
  const contentType = isXml(bytes) ? 'application/fhir+xml' : 'application/fhir+json'
  const bundle = isXml(bytes) ? parseFhirXml(bytes) : parseFhirJson(bytes)
  if (!isNode(bundle) || textAt(bundle, 'resourceType') !== 'Bundle' || textAt(bundle, 'type') !== 'document')
    return refuseFhir('fhir-not-a-document')
  const resources = nodesAt(bundle, 'entry').flatMap(placedOf)
  const [composition] = resources
  if (composition === undefined || typeOf(composition) !== 'Composition') return refuseFhir('fhir-not-a-document')
  if (textAt(composition.resource, 'status') === 'entered-in-error') return refuseFhir('fhir-document-in-error')
  return { contentType, bundle, composition, resources, find: createFind(resources) }
}
