import type { CodeSystems } from '../../../reference/code-systems.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Comparator, Quantity, ReferenceRange, ResultValue } from '../../../reference/result-entry.ts'
import { shortened } from '../cda/references.ts'
import { fewAt, nodeAt, nodesAt, said, textAt, type FhirNode } from './fhir-node.ts'
import { laboratoryWords, wordIn } from './laboratory-words.ts'

/** The spellings of code systems. */
export type Systems = Pick<CodeSystems, 'canonical'>

const short = (text: string | undefined): string | undefined => text && shortened(text)

/** The codings of a CodeableConcept that name their system, in its order. */
export const readCodings = (systems: Systems, concept: FhirNode | undefined): Coding[] =>
  fewAt(concept, 'coding').flatMap((coding) => {
    const [system, code] = [textAt(coding, 'system'), textAt(coding, 'code')]
    if (system === undefined || code === undefined) return []
    const own = { system: systems.canonical(shortened(system)), code: shortened(code) }
    return [{ ...own, ...said('display', short(textAt(coding, 'display'))) }]
  })

/** What a CodeableConcept says in words: its own text, else that of its first coding that has one. */
export const conceptWords = (concept: FhirNode | undefined): string | undefined => {
  const displays = fewAt(concept, 'coding').flatMap((coding) => textAt(coding, 'display') ?? [])
  return short(textAt(concept, 'text') ?? displays[0])
}

const written = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/

/** A FHIR decimal without an exponent: the same digits, none added but the zeros that the exponent means. */
const plainDecimal = (text: string): string | undefined => {
  const [found, sign = '', whole = '', fraction = '', exponent] = written.exec(text) ?? []
  if (found === undefined) return undefined
  if (exponent === undefined) return text
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  const left = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const right = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)
  return `${sign}${left.replace(/^0+(?=\d)/, '')}${right === '' ? '' : `.${right}`}`
}

const comparators: readonly Comparator[] = ['<', '<=', '>=', '>']

/** An amount, its unit in UCUM where it has one. */
export const readQuantity = (quantity: FhirNode | undefined): Quantity | undefined => {
  const value = plainDecimal(textAt(quantity, 'value') ?? '')
  if (value === undefined) return undefined
  const isUcum = textAt(quantity, 'system') === laboratoryWords.ucum
  const unit = (isUcum ? textAt(quantity, 'code') : undefined) ?? textAt(quantity, 'unit') ?? textAt(quantity, 'code')
  const comparator = comparators.find((one) => one === textAt(quantity, 'comparator'))
  // Spec: UCUM: `1` is the unit of what has none.
  return { value, ...said('unit', unit === '1' ? undefined : short(unit)), ...said('comparator', comparator) }
}

const textValue = (text: string | undefined): ResultValue[] =>
  text === undefined ? [] : [{ kind: 'text', text: shortened(text) }]

const readInterval = (range: FhirNode): ResultValue[] => {
  const [low, high] = [readQuantity(nodeAt(range, 'low')), readQuantity(nodeAt(range, 'high'))]
  if (low && high) return [{ kind: 'interval', low, high }]
  if (low) return [{ kind: 'quantity', ...low, comparator: '>=' }]
  return high ? [{ kind: 'quantity', ...high, comparator: '<=' }] : []
}

const amountWords = (quantity: Quantity): string =>
  [`${quantity.comparator ?? ''}${quantity.value}`, quantity.unit].filter((part) => part !== undefined).join(' ')

/** A proportion in its own words: `15 mg / 24 h`, and a titre as laboratories write it, `1:128`. */
const readRatio = (ratio: FhirNode): ResultValue[] => {
  const [top, below] = [readQuantity(nodeAt(ratio, 'numerator')), readQuantity(nodeAt(ratio, 'denominator'))]
  if (top === undefined || below === undefined) return []
  const isTitre = top.unit === undefined && below.unit === undefined
  return textValue([top, below].map(amountWords).join(isTitre ? ':' : ' / '))
}

const readCoded = (systems: Systems, concept: FhirNode): ResultValue[] => {
  const [coding] = readCodings(systems, concept)
  const text = conceptWords(concept)
  return coding === undefined && text === undefined
    ? []
    : [{ kind: 'coded', ...said('coding', coding), ...said('text', text) }]
}

const readSimple = (node: FhirNode): ResultValue[] => {
  const { valueBoolean } = node
  const answer = typeof valueBoolean === 'boolean' ? String(valueBoolean) : textAt(node, 'valueBoolean')
  if (answer === 'true' || answer === 'false') return textValue(laboratoryWords.answers[answer])
  const number = plainDecimal(textAt(node, 'valueInteger') ?? '')
  if (number !== undefined) return [{ kind: 'quantity', value: number }]
  return textValue(textAt(node, 'valueString') ?? textAt(node, 'valueDateTime') ?? textAt(node, 'valueTime'))
}

const readAbsent = (systems: Systems, reason: FhirNode | undefined): ResultValue[] => {
  if (reason === undefined) return []
  const [coding] = readCodings(systems, reason)
  const text = conceptWords(reason) ?? wordIn(laboratoryWords.absent, coding?.code)
  return [{ kind: 'coded', ...said('coding', coding), ...said('text', text) }]
}

/** What an Observation or one of its components found, or why it found nothing. Spec: R4 Observation.value[x], dataAbsentReason. */
export const readValues = (systems: Systems, node: FhirNode): ResultValue[] => {
  const [quantity, range] = [nodeAt(node, 'valueQuantity'), nodeAt(node, 'valueRange')]
  const [ratio, concept] = [nodeAt(node, 'valueRatio'), nodeAt(node, 'valueCodeableConcept')]
  const amount = readQuantity(quantity)
  const found = [
    ...(amount ? [{ kind: 'quantity' as const, ...amount }] : textValue(textAt(quantity, 'value'))),
    ...(range ? readInterval(range) : []),
    ...(ratio ? readRatio(ratio) : []),
    ...(concept ? readCoded(systems, concept) : []),
    ...readSimple(node),
  ]
  return found.length > 0 ? found : readAbsent(systems, nodeAt(node, 'dataAbsentReason'))
}

const ageWords = (age: FhirNode | undefined): string | undefined => {
  const [low, high] = [readQuantity(nodeAt(age, 'low')), readQuantity(nodeAt(age, 'high'))]
  if (low === undefined && high === undefined) return undefined
  return [low ? amountWords(low) : '', high ? amountWords(high) : ''].join(' – ').trim()
}

/** For whom or for what a range is: in words, so that it is never held against somebody else's value. */
const conditionOf = (systems: Systems, range: FhirNode): string | undefined => {
  const type = nodeAt(range, 'type')
  const isOwn = readCodings(systems, type).every(({ code }) => laboratoryWords.ownRange.includes(code))
  const parts = [
    textAt(range, 'text'),
    isOwn ? undefined : conceptWords(type),
    ...nodesAt(range, 'appliesTo').map(conceptWords),
    ageWords(nodeAt(range, 'age')),
  ]
  const words = parts.filter((part) => part !== undefined)
  return words.length === 0 ? undefined : shortened(words.join(' · '))
}

/** The laboratory's ranges for an Observation or one of its components. */
export const readRanges = (systems: Systems, node: FhirNode): ReferenceRange[] =>
  nodesAt(node, 'referenceRange').flatMap((range) => {
    const [low, high] = [readQuantity(nodeAt(range, 'low')), readQuantity(nodeAt(range, 'high'))]
    const text = conditionOf(systems, range)
    const [meaning] = readCodings(systems, nodeAt(range, 'type'))
    if (low === undefined && high === undefined && text === undefined) return []
    return [{ ...said('low', low), ...said('high', high), ...said('text', text), ...said('meaning', meaning) }]
  })
