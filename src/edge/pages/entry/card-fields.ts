import type { Ask } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { findDay, isDateMissing, typedDate, type TypedDate } from '../typed-date.ts'

/** What somebody typed from their card. */
export interface CardFields {
  date: TypedDate
  cardNumber: string
}

/** Reads the fields that say who one is, as typed. */
export const readCardFields = (fields: URLSearchParams): CardFields => ({
  date: typedDate(fields),
  cardNumber: (fields.get('card-number') ?? '').trim().slice(0, 30),
})

const numberShape = /^[0-9][0-9AB]{12}([0-9]{2})?$/i

/** What is wrong with the shape of them, looked at before anything is looked up; `birthDate` is YYYY-MM-DD. */
export const checkCardFields = (
  ask: Ask,
  { date, cardNumber }: CardFields,
): { birthDate: string | undefined; faults: FieldFault[] } => {
  const words = ask.text.entry.you
  const birthDate = findDay(date, ask.parts.dayOf(ask.parts.clock.now().toISOString()))
  const dateSays = isDateMissing(date) ? words.dateMissing : words.dateWrong
  const isNumber = numberShape.test(cardNumber.replaceAll(/[\s.-]/g, ''))
  return {
    birthDate,
    faults: [
      ...(birthDate === undefined ? [{ fieldId: 'birth-day', says: dateSays }] : []),
      ...(isNumber ? [] : [{ fieldId: 'card-number', says: words.numberWrong }]),
    ],
  }
}
