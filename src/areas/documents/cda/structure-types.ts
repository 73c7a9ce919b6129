import { compileContent, type Place } from './content-model.ts'
import { loadStructure, type WrittenStructure, type WrittenType } from './load-structure.ts'
import { readAttributes, readContent, type Particle } from './structure-notation.ts'
import { ValueKinds, type ValueCheck } from './value-kinds.ts'

/** What an attribute must look like. `kind` is its name in values.json, for messages. */
export interface AttributeCheck {
  readonly required: boolean
  readonly kind: string
  readonly check: ValueCheck
}

/** A type ready to check elements with. */
export interface StructureType {
  readonly name: string
  readonly abstract: boolean
  readonly mixed: boolean
  /** where its content begins; undefined when it may hold nothing at all, white space included */
  readonly start: Place | undefined
  readonly attributes: ReadonlyMap<string, AttributeCheck>
  readonly required: readonly string[]
  /** its own name and those of all types it descends from */
  readonly lineage: ReadonlySet<string>
}

interface Found {
  prefix: string
  name: string
  written: WrittenType
}

const emptyParticle: Particle = { kind: 'sequence', parts: [] }

const qualified = (prefix: string, name: string): string => {
  if (name.startsWith('v3:')) return name.slice(3)
  return name.includes(':') || prefix === '' ? name : `${prefix}:${name}`
}

const inNamespace = (particle: Particle, prefix: string): Particle => {
  switch (particle.kind) {
    case 'element':
      return { ...particle, name: qualified(prefix, particle.name), type: reference(particle.type, prefix) }
    case 'sequence':
    case 'choice':
      return { ...particle, parts: particle.parts.map((part) => inNamespace(part, prefix)) }
    case 'repeat':
      return { ...particle, part: inNamespace(particle.part, prefix) }
    case 'other':
      return particle
  }
}

// A type is called `prefix:Name` everywhere inside; the CDA namespace has the empty prefix.
const reference = (type: string, prefix: string): string => {
  if (type.startsWith('v3:')) return `:${type.slice(3)}`
  return type.includes(':') ? type : `${prefix}:${type}`
}

/** The types of CDA R2 and its French extensions, compiled when first met and kept. */
export class StructureTypes {
  private readonly compiled = new Map<string, StructureType>()
  private readonly structure: WrittenStructure
  private readonly values: ValueKinds

  constructor(structure: WrittenStructure) {
    this.structure = structure
    this.values = new ValueKinds(structure.values)
  }

  /** The type called `prefix:Name`; undefined when the name is a kind of value (an element that holds just text) or anything. */
  find(key: string): StructureType | undefined {
    const known = this.compiled.get(key)
    if (known !== undefined) return known
    const found = this.lookUp(key)
    if (found === undefined) return undefined
    const type = this.compile(key, found)
    this.compiled.set(key, type)
    return type
  }

  /** The check of an element that holds just a value, by the same key. */
  findValue(key: string): ValueCheck | undefined {
    const name = key.slice(key.indexOf(':') + 1)
    return this.structure.values.has(name) ? this.values.get(name) : undefined
  }

  /** Whether a name is a data type: only these may be given by xsi:type. */
  isDatatype(key: string): boolean {
    return this.structure.datatypes.has(key.slice(key.indexOf(':') + 1))
  }

  private lookUp(key: string): Found | undefined {
    const [prefix = '', name = ''] = key.split(':')
    const written = this.structure.namespaces.get(prefix)?.get(name) ?? this.structure.datatypes.get(name)
    return written === undefined ? undefined : { prefix, name, written }
  }

  private baseOf({ prefix, written }: Found): StructureType | undefined {
    const base = written.extends ?? written.narrows
    return base === undefined ? undefined : this.find(reference(base, prefix))
  }

  private compile(key: string, found: Found): StructureType {
    const { written, prefix } = found
    const base = this.baseOf(found)
    const particle = this.particleOf(key)
    const mixed =
      written.mixed === true || (written.extends !== undefined && written.content === undefined && base?.mixed === true)
    const attributes = this.attributesOf(written, base)
    return {
      name: qualified(prefix, found.name),
      abstract: written.abstract === true,
      mixed,
      start: mixed || particle !== emptyParticle ? compileContent(particle) : undefined,
      attributes,
      required: [...attributes].filter(([, attribute]) => attribute.required).map(([name]) => name),
      lineage: new Set([key, ...(base?.lineage ?? [])]),
    }
  }

  private particleOf(key: string): Particle {
    const found = this.lookUp(key)
    if (found === undefined) return emptyParticle
    const { written, prefix } = found
    const own = written.content === undefined ? emptyParticle : inNamespace(readContent(written.content), prefix)
    if (written.extends === undefined) return own
    const inherited = this.particleOf(reference(written.extends, prefix))
    if (inherited === emptyParticle) return own
    return own === emptyParticle ? inherited : { kind: 'sequence', parts: [inherited, own] }
  }

  private attributesOf(written: WrittenType, base: StructureType | undefined): Map<string, AttributeCheck> {
    const attributes = new Map(base?.attributes)
    const { rules, removed } = readAttributes(written.attributes ?? '')
    for (const name of removed) attributes.delete(name)
    for (const { name, required, kind, fixed } of rules) {
      const check = this.values.get(kind)
      const fits = fixed === undefined ? check : (text: string): boolean => check(text) && text.trim() === fixed
      attributes.set(name, { required, kind, check: fits })
    }
    return attributes
  }
}

/** The one description this process uses, read from data/cda/structure at start. */
export const structureTypes: StructureTypes = new StructureTypes(loadStructure())
