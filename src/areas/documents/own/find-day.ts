import { findMonth, isDay } from '../../../reference/day-in-words.ts'

/** Days as letters write them: `12/03/2026`, `12.3.2026`, `2026-03-12`, `12 mars 2026`, `1er mars 2026`. */
const written =
  /(?<!\d)(?:(?<d>\d{1,2})\s?[/.-]\s?(?<m>\d{1,2})\s?[/.-]\s?(?<y>\d{4})|(?<iso>\d{4}-\d{2}-\d{2})|(?<wd>\d{1,2})(?:er)?\s+(?<word>\p{L}{3,9})\s+(?<wy>\d{4}))(?!\d)/gu

/** Before a day of birth, which is no day of the act. */
const birth = /(?:(?<!\p{L})née?(?:\s?\(e\))?|naissance|ddn)[\s:]*(?:le)?[\s:]*$/iu

const isoOf = ({ d, m, y, iso, wd, word, wy }: Record<string, string | undefined>): string => {
  if (iso !== undefined) return iso
  const month = word === undefined ? m : String(findMonth(word) ?? '')
  return `${y ?? wy ?? ''}-${(month ?? '').padStart(2, '0')}-${(d ?? wd ?? '').padStart(2, '0')}`
}

/** The day a text most likely speaks of: the latest that is not to come, and is nobody's birth. */
export const findDayOfAct = (text: string, around: { today: string; birthDate: string }): string | undefined =>
  [...text.matchAll(written)]
    .filter(({ index }) => !birth.test(text.slice(Math.max(0, index - 30), index)))
    .map(({ groups = {} }) => isoOf(groups))
    .filter((day) => isDay(day) && day <= around.today && day > around.birthDate)
    .toSorted()
    .at(-1)
