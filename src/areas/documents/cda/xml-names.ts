const prefixes = new Map([
  ['urn:hl7-org:v3', ''],
  ['urn:hl7-org:sdtc', 'sdtc:'],
  ['urn:oid:1.3.6.1.4.1.19376.1.3.2', 'lab:'],
  ['urn:ihe:pharm:medication', 'pharm:'],
  ['urn:dicom-org:ps3-20', 'ps3-20:'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi:'],
  ['http://www.w3.org/XML/1998/namespace', 'xml:'],
])

const prefixOf = (namespace: string): string => prefixes.get(namespace) ?? `{${namespace}}`

/** The namespaces in force at some element. `resolve` gives names as `XmlElement` has them; unbound prefixes give undefined. */
export class NameScope {
  private readonly bound: ReadonlyMap<string, string>
  private readonly elements = new Map<string, string | undefined>()
  private readonly attributes = new Map<string, string | undefined>()

  constructor(bound: ReadonlyMap<string, string> = new Map([['xml', 'xml:']])) {
    this.bound = bound
  }

  /** The scope inside an element that declares namespaces: pairs of prefix ('' for the default) and address. */
  declare(declarations: readonly (readonly [string, string])[]): NameScope {
    const bound = new Map(this.bound)
    for (const [prefix, namespace] of declarations) bound.set(prefix, prefixOf(namespace))
    return new NameScope(bound)
  }

  /** An element's name, or a type's: the default namespace counts. */
  resolve(written: string): string | undefined {
    return this.remembered(this.elements, written, this.bound.get('') ?? '{}')
  }

  /** An attribute's name: without a prefix it has no namespace. */
  resolveAttribute(written: string): string | undefined {
    return this.remembered(this.attributes, written, '')
  }

  private remembered(known: Map<string, string | undefined>, written: string, unprefixed: string): string | undefined {
    const found = known.get(written)
    if (found !== undefined) return found
    const colon = written.indexOf(':')
    const prefix = colon === -1 ? unprefixed : this.bound.get(written.slice(0, colon))
    const name = prefix === undefined ? undefined : prefix + written.slice(colon + 1)
    known.set(written, name)
    return name
  }
}
