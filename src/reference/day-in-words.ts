import { foldText } from '../platform/fold-text.ts'
import type { Language } from './language.ts'

const months = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const

/** A day (`YYYY-MM-DD`) as a letter or a mail says it: `6 janvier 2027`, `1er mai 2027`, `6 January 2027`. Throws RangeError on no day. */
export const dayInWords = (day: string, lang: Language): string => {
  const date = Temporal.PlainDate.from(day, { overflow: 'reject' })
  const number = lang === 'fr' && date.day === 1 ? '1er' : String(date.day)
  return `${number} ${months[lang][date.month - 1] ?? ''} ${date.year}`
}

/** The names of a month, 1 to 12, in every language; none for any other number. */
export const monthNames = (month: number): string[] => Object.values(months).flatMap((names) => names[month - 1] ?? [])

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, of the year 1000 or later: the database knows no year 0. */
export const isDay = (text: string): boolean => {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

/** The number of a month, 1 to 12, by its French name; nothing for any other word. */
export const findMonth = (word: string): number | undefined => {
  const place = months.fr.findIndex((month) => foldText(month) === foldText(word))
  return place === -1 ? undefined : place + 1
}
