import type { CdaDocument } from './parse-cda.ts'
import { anyOther, type Place } from './content-model.ts'
import { structureTypes, type StructureType } from './structure-types.ts'
import { isElement, textOf, type XmlElement } from './xml-element.ts'

/** The first departure from the structure: where (an XPath of child numbers), at what, and what the standard expects there. */
export interface StructureError {
  readonly path: string
  readonly element: string
  readonly expected: string
}

/** Whether a document has the structure of CDA R2. */
export type StructureVerdict = { readonly valid: true } | ({ readonly valid: false } & StructureError)

interface Position {
  readonly element: XmlElement
  readonly index: number
  readonly above: Position | undefined
}

const describePath = (position: Position | undefined): string =>
  position === undefined ? '' : `${describePath(position.above)}/${position.element.name}[${position.index + 1}]`

class Departure extends Error {
  readonly structure: StructureError

  constructor(structure: StructureError) {
    super('structure')
    this.structure = structure
  }
}

const depart = (position: Position, expected: string): never => {
  throw new Departure({ path: describePath(position), element: position.element.name, expected })
}

const schemaAttributes = new Set(['xsi:type', 'xsi:nil', 'xsi:schemaLocation', 'xsi:noNamespaceSchemaLocation'])
const nonBlank = /[^\t\n\r ]/

const expectedAt = (place: Place): string => {
  const names = [...place.next.keys()]
  return place.last && names.length === 0 ? 'nothing more' : names.join(' | ')
}

class StructureChecker {
  private readonly ids = new Set<string>()

  check(position: Position, declared: string): void {
    const type = structureTypes.find(declared)
    if (type === undefined) return this.checkValue(position, declared)
    const actual = this.actualType(position, type)
    this.checkAttributes(position, actual)
    if (position.element.attributes.get('xsi:nil') !== 'true') this.checkContent(position, actual)
  }

  private checkValue(position: Position, declared: string): void {
    const check = structureTypes.findValue(declared)
    const { children } = position.element
    if (check !== undefined && (children.some(isElement) || !check(textOf(position.element)))) {
      depart(position, `a value of kind ${declared.slice(declared.indexOf(':') + 1)}`)
    }
  }

  private actualType(position: Position, declared: StructureType): StructureType {
    const written = position.element.attributes.get('xsi:type')
    const key = written === undefined || written.includes(':') ? written : `:${written}`
    const actual = key === undefined ? declared : structureTypes.isDatatype(key) ? structureTypes.find(key) : undefined
    if (actual === undefined || !this.descends(actual, declared)) {
      return depart(position, `xsi:type derived from ${declared.name}`)
    }
    return actual.abstract ? depart(position, `xsi:type: ${declared.name} is abstract`) : actual
  }

  private descends(actual: StructureType, declared: StructureType): boolean {
    const [key] = declared.lineage
    return actual === declared || (key !== undefined && actual.lineage.has(key))
  }

  private checkAttributes(position: Position, type: StructureType): void {
    const { attributes } = position.element
    for (const [name, value] of attributes) {
      const rule = type.attributes.get(name)
      if (rule === undefined) {
        if (!schemaAttributes.has(name)) depart(position, `no attribute ${name}`)
      } else if (!rule.check(value) || (rule.kind === 'ID' && !this.isNewId(value))) {
        depart(position, `attribute ${name} of kind ${rule.kind}`)
      }
    }
    for (const name of type.required) if (!attributes.has(name)) depart(position, `attribute ${name}`)
  }

  private isNewId(value: string): boolean {
    const known = this.ids.has(value.trim())
    this.ids.add(value.trim())
    return !known
  }

  private checkContent(position: Position, type: StructureType): void {
    const { children } = position.element
    if (type.start === undefined) {
      if (children.some((child) => isElement(child) || child !== '')) depart(position, 'nothing inside')
      return
    }
    let place = type.start
    let index = 0
    for (const child of children) {
      if (!isElement(child)) {
        if (!type.mixed && nonBlank.test(child)) depart(position, 'no text directly inside')
        continue
      }
      place = this.step(place, { element: child, index, above: position })
      index += 1
    }
    if (!place.last) depart(position, `further content: ${expectedAt(place)}`)
  }

  private step(place: Place, child: Position): Place {
    const { name } = child.element
    const next = place.next.get(name)
    if (next !== undefined) {
      if (!next.nillable && child.element.attributes.has('xsi:nil')) depart(child, 'no xsi:nil')
      this.check(child, next.type)
      return next
    }
    const other = place.next.get(anyOther)
    if (other !== undefined && name.includes(':') && !name.startsWith('{}')) return other
    return depart(child, expectedAt(place))
  }
}

/**
 * Checks a document against the structure of CDA R2 with the extensions of French models (data/cda/structure), and stops at the first departure.
 * Spec: HL7 CDA R2, POCD_MT000040; the verdict is that of the official schema, which the project may not carry.
 */
export const checkStructure = ({ root }: CdaDocument): StructureVerdict => {
  try {
    new StructureChecker().check({ element: root, index: 0, above: undefined }, ':ClinicalDocument')
    return { valid: true }
  } catch (error) {
    if (error instanceof Departure) return { valid: false, ...error.structure }
    throw error
  }
}
