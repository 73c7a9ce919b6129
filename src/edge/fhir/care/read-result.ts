import type { CareResult } from '../../../reference/care-entry.ts'
import type { Quantity } from '../datatypes.ts'
import type { Observation } from '../resources.ts'
import {
  absent,
  giverOf,
  ownName,
  secrecyOf,
  standingOf,
  wordsOf,
  writtenOf,
  type ToldAt,
  type ToldLine,
} from './told-line.ts'

const decimalOf = (quantity: Quantity | undefined): string | undefined =>
  quantity?.value === undefined ? undefined : String(quantity.value)

const rangeOf = ({ referenceRange }: Observation): Pick<CareResult, 'low' | 'high'> => {
  const [range] = referenceRange ?? []
  const [low, high] = [decimalOf(range?.low), decimalOf(range?.high)]
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) }
}

const resultOf = (observation: Observation, field: string): CareResult => {
  const { valueQuantity, valueString, valueCodeableConcept } = observation
  const number = decimalOf(valueQuantity)
  if (number === undefined) {
    const said = valueString ?? (valueCodeableConcept && wordsOf(valueCodeableConcept).label)
    return { value: said ?? absent(`${field}.value`), ...rangeOf(observation) }
  }
  const { comparator, unit = valueQuantity?.code } = valueQuantity ?? {}
  return { value: number, ...(comparator && { comparator }), ...(unit && { unit }), ...rangeOf(observation) }
}

/** The line of a laboratory's Observation. Spec: R4. */
export const readResult = (observation: Observation, at: ToldAt): ToldLine[] => {
  const { field } = at
  const day = observation.effectiveDateTime ?? observation.effectiveInstant ?? absent(`${field}.effectiveDateTime`)
  const standing = standingOf(observation.status, ['final', 'amended', 'corrected'], field)
  return [
    {
      saying: {
        lineId: ownName(observation.identifier, field),
        statement: 'result',
        kind: 'biology',
        day: day.slice(0, 10),
        ...wordsOf(observation.code),
        ...giverOf(observation.performer?.[0]),
        ...(standing.cancelled ? {} : { result: resultOf(observation, field) }),
        writtenAt: writtenOf(observation, observation.issued ?? day),
        ...secrecyOf(observation, at.parts),
        ...standing,
      },
      places: {
        lineId: `${field}.identifier`,
        day: `${field}.effectiveDateTime`,
        label: `${field}.code`,
        code: `${field}.code`,
        giver: `${field}.performer`,
        result: `${field}.value`,
        writtenAt: `${field}.issued`,
      },
    },
  ]
}
