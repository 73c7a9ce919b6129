import type { Measurement } from '../../reference/measurement-entry.ts'
import {
  findMeasure,
  measureDays,
  measureMoments,
  measureTerms,
  type Measure,
  type MeasurePart,
} from '../../reference/measures.ts'
import type { FhirParts } from './fhir-parts.ts'
import { writeRecordId } from './record-id.ts'

const ucum = 'http://unitsofmeasure.org'

const quantity = ({ unit, words }: Measure, value: string): object => ({
  // the number as it is: JSON has no trailing zeros to keep
  value: Number(value),
  unit: words.en === '' ? unit : words.en,
  system: ucum,
  code: unit,
})

const valueOf = (measure: Measure, { values, text }: Measurement): object => {
  if (measure.text) return { valueString: text ?? '' }
  const [only, another] = measure.parts
  if (only !== undefined && another === undefined) return { valueQuantity: quantity(measure, values[only.key] ?? '') }
  const component = ({ key, code, en }: MeasurePart): object[] => {
    const value = values[key]
    const named = { coding: [{ system: measure.system, code, display: en }] }
    return value === undefined ? [] : [{ code: named, valueQuantity: quantity(measure, value) }]
  }
  return { component: measure.parts.flatMap(component) }
}

const codeIn = (codes: typeof measureMoments, wanted: string | undefined, url: string): object[] =>
  codes
    .filter(({ code }) => code === wanted)
    .map(({ system, code, en }) => ({ url, valueCodeableConcept: { coding: [{ system, code, display: en }] } }))

const deviceOf = (source: Measurement['source']): { device?: object } => {
  const { device: display = source?.hardware?.name, hardware } = source ?? {}
  const device = { ...(hardware && { identifier: hardware.identifier }), ...(display && { display }) }
  return Object.keys(device).length === 0 ? {} : { device }
}

const methodOf = ({ method, series }: Measurement): { method?: object } => {
  const text = series && `of ${series.count} in a day, from ${series.min} to ${series.max}`
  return method === undefined && text === undefined
    ? {}
    : { method: { ...(method && { coding: [method] }), ...(text && { text }) } }
}

/** A measurement as FHIR tells it. Spec: R4 Observation, vital signs; its profile is the French one of the measure where there is one. */
export const writeObservation = (
  measurement: Measurement,
  { spaceId, baseUrl, guide = 'ans' }: Pick<FhirParts, 'baseUrl'> & { spaceId: string; guide?: 'ans' | 'mes' },
): object => {
  const measure = findMeasure(measurement.kind)
  if (measure === undefined) throw new Error('a measurement of no measure')
  const { extensions, category } = measureTerms
  const extension = [
    ...codeIn(measureMoments, measurement.moment, extensions.moment),
    ...codeIn(measureDays, measurement.days, extensions.days),
  ]
  const { ans, mes } = measure.profiles
  const profile = guide === 'ans' ? (ans ?? mes) : (mes ?? ans)
  const { author, source, site } = measurement
  const meta = { ...(source?.uri && { source: source.uri }), ...(profile && { profile: [profile] }) }
  return {
    resourceType: 'Observation',
    // what is computed is kept under no id
    ...(measure.derived
      ? {}
      : { id: guide === 'ans' ? writeRecordId({ spaceId, id: measurement.id }) : measurement.id }),
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
    ...(extension.length === 0 ? {} : { extension }),
    status: 'final',
    category: [{ coding: [category] }],
    code: { coding: [{ system: measure.system, code: measure.code, display: measure.en }] },
    subject: { reference: `${baseUrl}/Patient/${spaceId}` },
    effectiveDateTime: measurement.series?.day ?? measurement.at,
    issued: measurement.enteredAt,
    performer: [{ type: performers[author.as], display: author.name }],
    ...valueOf(measure, measurement),
    ...(measurement.comment === undefined ? {} : { note: [{ text: measurement.comment }] }),
    ...(site && { bodySite: { coding: [site] } }),
    ...methodOf(measurement),
    ...deviceOf(source),
  }
}

/** Spec: R4 Observation.performer. */
const performers: Readonly<Record<Measurement['author']['as'], string>> = {
  holder: 'Patient',
  representative: 'RelatedPerson',
  professional: 'Practitioner',
  software: 'Organization',
  app: 'Organization',
}
