import type { ValueSeries } from '../../../areas/documents/index.ts'
import type { LaboratoryResult, Quantity, ReferenceRange, ResultValue } from '../../../reference/result-entry.ts'
import { hl7Concept, ipsProfile, patientOf, type LinePlace, type ProfileResource } from '../profile/profile-resource.ts'

const ucum = 'http://unitsofmeasure.org'

const quantity = ({ value, unit, comparator }: Quantity): object => ({
  // the number as it is: JSON has no trailing zeros to keep
  value: Number(value),
  ...(comparator === undefined ? {} : { comparator }),
  ...(unit === undefined ? {} : { unit, system: ucum, code: unit }),
})

const valueOf = (value: ResultValue | undefined): object => {
  if (value === undefined) return { dataAbsentReason: hl7Concept('data-absent-reason', 'unknown') }
  if (value.kind === 'quantity') return { valueQuantity: quantity(value) }
  if (value.kind === 'interval') return { valueRange: { low: quantity(value.low), high: quantity(value.high) } }
  if (value.kind === 'text') return { valueString: value.text }
  const { coding, text } = value
  return { valueCodeableConcept: { ...(coding && { coding: [coding] }), ...(text === undefined ? {} : { text }) } }
}

const rangeOf = ({ low, high, text }: ReferenceRange): object[] => {
  const range = { ...(low && { low: quantity(low) }), ...(high && { high: quantity(high) }), ...(text && { text }) }
  return Object.keys(range).length === 0 ? [] : [range]
}

/** Spec: R4 dateTime, which names its seconds and zone where it names a time. */
const instant = (at: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(at) ? at : at.slice(0, 10)

const codeOf = ({ codes, label }: LaboratoryResult): object => ({
  ...(codes.length === 0 ? {} : { coding: codes }),
  ...(label === undefined ? {} : { text: label }),
})

/** The newest value of a series, in the words of its report. Spec: IPS 2.0.0, laboratory results. */
export const writeResult = ({ newest }: ValueSeries, place: LinePlace): ProfileResource => {
  const { result, at, source } = newest
  const { documentId, line } = source.line
  const ranges = result.ranges.flatMap(rangeOf)
  const author = source.laboratory ?? source.author?.facility?.name ?? source.title
  return {
    resourceType: 'Observation',
    id: `${documentId}-${line}`,
    meta: { profile: [ipsProfile('Observation-results-laboratory-pathology')] },
    status: 'final',
    category: [hl7Concept('observation-category', 'laboratory')],
    code: codeOf(result),
    subject: patientOf(place),
    effectiveDateTime: instant(at),
    performer: [{ type: 'Organization', display: author }],
    ...valueOf(result.values[0]),
    ...(result.interpretations.length === 0
      ? {}
      : { interpretation: result.interpretations.map((coding) => ({ coding: [coding] })) }),
    ...(ranges.length === 0 ? {} : { referenceRange: ranges }),
    derivedFrom: [{ reference: `${place.baseUrl}/DocumentReference/${documentId}` }],
  }
}
