import type { CodeSystems } from '../../../reference/code-systems.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Comparator, Quantity, ReferenceRange, ResultValue } from '../../../reference/result-entry.ts'
import type { CdaCode } from './header.ts'
import { readCode } from './read-datatypes.ts'
import { shortened, type References } from './references.ts'
import { attributeOf, childrenOf, findChild, findPath, foldedText, type XmlElement } from './xml-element.ts'

/** What values are read with: the spellings of code systems, and the words that codes point at. */
export interface ValueParts {
  systems: Pick<CodeSystems, 'canonical'>
  references: References
}

const decimal = /^[+-]?\d+(\.\d+)?$/

const codingOf = ({ systems }: ValueParts, { code, oid, display }: CdaCode): Coding[] =>
  code === undefined || oid === undefined
    ? []
    : [
        {
          system: systems.canonical(`urn:oid:${shortened(oid)}`),
          code: shortened(code),
          ...(display === undefined ? {} : { display: shortened(display) }),
        },
      ]

/** A coded element as codings: its own first, then its translations. */
export const readCodings = (parts: ValueParts, element: XmlElement | undefined): Coding[] => {
  const code = readCode(element)
  if (code === undefined) return []
  return [code, ...(code.translations ?? [])].flatMap((one) => codingOf(parts, one))
}

/** What a coded element says in words: those of the report that it points at, else its own. */
export const readWords = ({ references }: ValueParts, element: XmlElement | undefined): string | undefined => {
  const display = attributeOf(element, 'displayName')
  return references.words(findChild(element, 'originalText')) ?? (display && shortened(display))
}

const quantityOf = (element: XmlElement | undefined, comparator?: Comparator): Quantity | undefined => {
  const value = attributeOf(element, 'value')?.trim()
  if (value === undefined || !decimal.test(value)) return undefined
  // a translation has its unit as a code
  const unit = attributeOf(element, 'unit') ?? attributeOf(element, 'code')
  return { value, ...(unit === undefined ? {} : { unit }), ...(comparator === undefined ? {} : { comparator }) }
}

// Spec: HL7 IVL: a bound is part of its interval unless it says otherwise.
const isInside = (bound: XmlElement | undefined): boolean => attributeOf(bound, 'inclusive') !== 'false'

const readInterval = (element: XmlElement): ResultValue[] => {
  const [lowest, highest] = [findChild(element, 'low'), findChild(element, 'high')]
  const [low, high] = [quantityOf(lowest), quantityOf(highest)]
  if (low && high) return [{ kind: 'interval', low, high }]
  if (low) return [{ kind: 'quantity', ...low, comparator: isInside(lowest) ? '>=' : '>' }]
  if (high) return [{ kind: 'quantity', ...high, comparator: isInside(highest) ? '<=' : '<' }]
  return []
}

const readQuantity = (element: XmlElement): ResultValue[] => {
  const quantity = quantityOf(element)
  const also = childrenOf(element, 'translation').flatMap((translation) => quantityOf(translation) ?? [])
  return quantity === undefined ? [] : [{ kind: 'quantity', ...quantity, ...(also.length === 0 ? {} : { also }) }]
}

const readCoded = (parts: ValueParts, element: XmlElement): ResultValue[] => {
  const [coding] = readCodings(parts, element)
  const text = readWords(parts, element)
  if (coding === undefined && text === undefined) return []
  return [{ kind: 'coded', ...(coding && { coding }), ...(text === undefined ? {} : { text }) }]
}

const readText = ({ references }: ValueParts, element: XmlElement): ResultValue[] => {
  const text = references.words(element) ?? attributeOf(element, 'value')
  return text === undefined ? [] : [{ kind: 'text', text }]
}

const numbers = new Set(['PQ', 'REAL', 'INT', 'MO'])
const codes = new Set(['CD', 'CE', 'CV', 'CO', 'CS'])

const readValue = (parts: ValueParts, element: XmlElement): ResultValue[] => {
  const type = attributeOf(element, 'xsi:type') ?? ''
  if (type === 'IVL_PQ') return readInterval(element)
  if (codes.has(type)) return readCoded(parts, element)
  const found = numbers.has(type) ? readQuantity(element) : []
  return found.length > 0 ? found : readText(parts, element)
}

/** The values of an observation. Spec: CI-SIS CR-BIO; PQ, REAL, INT, IVL_PQ, CD and texts; a number that is none is a text. */
export const readValues = (parts: ValueParts, observation: XmlElement): ResultValue[] =>
  childrenOf(observation, 'value').flatMap((value) => readValue(parts, value))

const readRange = (parts: ValueParts, range: XmlElement): ReferenceRange[] => {
  const value = findChild(range, 'value')
  const [low, high] = [quantityOf(findChild(value, 'low')), quantityOf(findChild(value, 'high'))]
  const text = parts.references.words(findChild(range, 'text'))
  const [meaning] = readCodings(parts, findChild(range, 'interpretationCode'))
  if (low === undefined && high === undefined && text === undefined) return []
  return [
    {
      ...(low && { low }),
      ...(high && { high }),
      ...(text === undefined ? {} : { text }),
      ...(meaning && { meaning }),
    },
  ]
}

/** The laboratory's ranges for an observation. */
export const readRanges = (parts: ValueParts, observation: XmlElement): ReferenceRange[] =>
  childrenOf(observation, 'referenceRange').flatMap((reference) => {
    const range = findPath(reference, ['observationRange'])
    return range === undefined ? [] : readRange(parts, range)
  })

/** The comments among the entries of an element. Spec: IHE PCC comment. */
export const readComments = ({ references }: ValueParts, entries: readonly XmlElement[]): string[] =>
  entries.flatMap((entry) => {
    const act = findChild(entry, 'act')
    const isComment = childrenOf(act, 'templateId').some((id) => attributeOf(id, 'root') === commentTemplate)
    return isComment ? (references.words(findChild(act, 'text')) ?? []) : []
  })

const commentTemplate = '1.3.6.1.4.1.19376.1.5.3.1.4.2'

/** The name of the laboratory that made something, where it is said. */
export const readLaboratory = (element: XmlElement): string | undefined => {
  const name = foldedText(findPath(element, ['performer', 'assignedEntity', 'representedOrganization', 'name']))
  return name && shortened(name)
}
