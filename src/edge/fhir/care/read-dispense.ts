import type { MedicationDispense } from '../resources.ts'
import {
  absent,
  giverOf,
  ownName,
  quantityOf,
  secrecyOf,
  standingOf,
  wordsOf,
  writtenOf,
  type ToldAt,
  type ToldLine,
} from './told-line.ts'

/** The line of a MedicationDispense. Spec: R4. */
export const readDispense = (dispense: MedicationDispense, at: ToldAt): ToldLine[] => {
  const { field } = at
  const day = dispense.whenHandedOver ?? absent(`${field}.whenHandedOver`)
  return [
    {
      saying: {
        lineId: ownName(dispense.identifier, field),
        statement: 'dispensation',
        kind: 'medicine',
        day: day.slice(0, 10),
        ...wordsOf(dispense.medicationCodeableConcept ?? absent(`${field}.medicationCodeableConcept`)),
        ...giverOf(dispense.performer?.[0]?.actor),
        ...quantityOf(dispense.quantity),
        writtenAt: writtenOf(dispense, day),
        ...secrecyOf(dispense, at.parts),
        ...standingOf(dispense.status, ['completed'], field),
      },
      places: {
        lineId: `${field}.identifier`,
        day: `${field}.whenHandedOver`,
        label: `${field}.medicationCodeableConcept`,
        code: `${field}.medicationCodeableConcept`,
        giver: `${field}.performer`,
        quantity: `${field}.quantity`,
        writtenAt: `${field}.whenHandedOver`,
      },
    },
  ]
}
