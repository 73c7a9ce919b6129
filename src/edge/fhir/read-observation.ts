import type { SentMeasurement } from '../../areas/observations/index.ts'
import { Problem } from '../../platform/problem.ts'
import { findMeasureByCode, measureTerms, type Measure, type MeasurePart } from '../../reference/measures.ts'
import { readConcept } from './read-identifier.ts'
import type { CodeableConcept, Quantity } from './datatypes.ts'
import type { Observation } from './resources.ts'

const ucum = 'http://unitsofmeasure.org'
const settled: ReadonlySet<string> = new Set(['final', 'amended', 'corrected'])

const wrong = (reason: string, field: string, details: Readonly<Record<string, string>> = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

const measureOf = (code: CodeableConcept | undefined): Measure | undefined => {
  for (const coding of code?.coding ?? []) {
    const measure = findMeasureByCode(coding.code ?? '')
    if (measure !== undefined && (coding.system ?? measure.system) === measure.system) return measure
  }
  return undefined
}

/** The measure that an Observation is of. Problem `incorrect`, `measure-unknown` with the path in `field`. */
export const measureOfObservation = ({ code }: Pick<Observation, 'code'>, field: string): Measure =>
  measureOf(code) ?? wrong('measure-unknown', `${field}.code`)

/** A number in the unit of its measure: what stands in another one is not converted, it is sent back. */
const numberOf = (measure: Measure, quantity: Quantity | undefined, field: string): string => {
  const { value, comparator, system, code, unit } = quantity ?? {}
  if (value === undefined) return wrong('measurement-value-missing', field)
  if (comparator !== undefined) wrong('measurement-comparator', `${field}.comparator`)
  const isNamed = code === undefined ? unit === measure.unit : code === measure.unit && (system ?? ucum) === ucum
  if (!isNamed) wrong('measurement-unit', `${field}.code`, { expected: measure.unit, unit: code ?? unit ?? '' })
  return String(value)
}

type Parts = NonNullable<Observation['component']>

const partOf = (measure: Measure, part: MeasurePart, component: Parts): number =>
  component.findIndex(({ code }) =>
    (code.coding ?? []).some(
      (coding) => coding.code === part.code && (coding.system ?? measure.system) === measure.system,
    ),
  )

const readParts = (measure: Measure, observation: Observation, field: string): Record<string, string> => {
  if (observation.valueQuantity !== undefined) wrong('measurement-value-on-top', `${field}.valueQuantity`)
  const component = observation.component ?? []
  const found = measure.parts.map((part) => ({ part, index: partOf(measure, part, component) }))
  const strange = component.findIndex((_one, index) => !found.some((one) => one.index === index))
  if (strange >= 0) wrong('measurement-part-unknown', `${field}.component[${strange}].code`)
  const values: Record<string, string> = {}
  for (const { part, index } of found) {
    const at = `${field}.component[${index}].valueQuantity`
    if (index >= 0) values[part.key] = numberOf(measure, component[index]?.valueQuantity, at)
    else if (part.optional !== true) wrong('measurement-value-missing', `${field}.component`)
  }
  return values
}

const readValues = (
  measure: Measure,
  observation: Observation,
  field: string,
): Pick<SentMeasurement, 'values' | 'text'> => {
  if (measure.text) return { values: {}, text: observation.valueString ?? wrong('measurement-value-missing', field) }
  const [only, another] = measure.parts
  if (only === undefined || another !== undefined) return { values: readParts(measure, observation, field) }
  if (observation.component !== undefined) wrong('measurement-part-unknown', `${field}.component`)
  return { values: { [only.key]: numberOf(measure, observation.valueQuantity, `${field}.valueQuantity`) } }
}

/** The code that an extension for measurements bears; nothing where it is not there. */
export const extensionCode = (observation: Observation, name: 'moment' | 'days'): string | undefined =>
  readConcept(observation.extension?.find(({ url }) => url === measureTerms.extensions[name])?.valueCodeableConcept)
    ?.code

const commentOf = ({ extension, note }: Observation): string | undefined => {
  const reason = extension?.find(({ url }) => url === measureTerms.extensions.reason)?.valueString
  const said = [reason, ...(note ?? []).map(({ text }) => text)].filter((each) => each !== undefined)
  return said.length === 0 ? undefined : said.join('\n')
}

/**
 * What an Observation says of one measurement. Problem `incorrect` with the path at fault in `field`: `measure-unknown`, `measurement-…`. What is
 * likely, and fits the person, the area decides. Spec: R4 Observation; HL7 vital signs; the national measures' profiles.
 */
export const readObservation = (observation: Observation, field: string): SentMeasurement => {
  const measure = measureOfObservation(observation, field)
  if (!settled.has(observation.status))
    wrong('measurement-not-settled', `${field}.status`, { status: observation.status })
  const at = observation.effectiveDateTime ?? observation.effectiveInstant
  const moment = extensionCode(observation, 'moment')
  const days = extensionCode(observation, 'days')
  const comment = commentOf(observation)
  const method = readConcept(observation.method)
  const site = readConcept(observation.bodySite)
  const device = observation.device?.display
  return {
    kind: measure.key,
    at: at ?? wrong('measurement-time-unreadable', `${field}.effectiveDateTime`),
    ...readValues(measure, observation, field),
    ...(moment && { moment }),
    ...(days && { days }),
    ...(comment && { comment }),
    ...(method && { method }),
    ...(site && { site }),
    ...(device && { source: { device } }),
  }
}
