import { parseInstant } from '../../../platform/clock.ts'
import { addingFile } from './adding-file.ts'
import type { AddingProposal } from './types.ts'

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const isoDay = /(?<!\d)((?:19|20)\d{2})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)/
const frenchDay = /(?<!\d)(\d{2})[-_. ](\d{2})[-_. ]((?:19|20)\d{2})(?!\d)/

const isDay = (iso: string): boolean => parseInstant(`${iso}T00:00:00Z`)?.toISOString().startsWith(iso) ?? false

const dayOfName = (name: string): string | undefined => {
  const iso = isoDay.exec(name)
  const french = frenchDay.exec(name)
  const days = [
    ...(iso === null ? [] : [`${iso[1]}-${iso[2]}-${iso[3]}`]),
    ...(french === null ? [] : [`${french[3]}-${french[2]}-${french[1]}`]),
  ]
  return days.find(isDay)
}

const isCameraName = (words: string): boolean => {
  const letters = plain(words)
    .replaceAll(/[^a-z ]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
  return letters.length < 3 || addingFile.cameraNames.includes(letters)
}

/** No shouting: words that are all capitals are written small, and the first letter large. */
const calm = (words: string): string => {
  const said = words === words.toUpperCase() ? words.toLowerCase() : words
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}

const titleOfName = (name: string): string => {
  const words = name
    .replace(/\.[a-z]{2,4}$/i, '')
    .replace(isoDay, ' ')
    .replace(frenchDay, ' ')
    .replaceAll(/[_\s.-]+/g, ' ')
    .trim()
  return isCameraName(words) ? '' : calm(words).slice(0, 200)
}

const typeOfName = (name: string): string => {
  const said = ` ${plain(name).replaceAll(/[^a-z0-9']+/g, ' ')}`
  return (
    addingFile.types.find(({ words }) => words.some((word) => said.includes(` ${word}`)))?.code ?? addingFile.otherwise
  )
}

/** What a file's name lets one guess: the kind of document, a title without date or shouting, and a day that is not to come. */
export const proposeFromName = (fileName: string, today: string): AddingProposal => {
  const day = dayOfName(fileName)
  return {
    typeCode: typeOfName(fileName),
    title: titleOfName(fileName),
    day: day !== undefined && day <= today ? day : today,
  }
}

/** Law: rules DOC-7, a day of the calendar, not before the holder's birth and not to come. */
export const isPossibleDay = (day: string, { birthDate, today }: { birthDate: string; today: string }): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day) && day >= birthDate && day <= today

/** Whether somebody has had so many birthdays. Days are YYYY-MM-DD, and compare as texts. */
export const isOfAge = (birthDate: string, { today, years }: { today: string; years: number }): boolean =>
  `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}` <= today
