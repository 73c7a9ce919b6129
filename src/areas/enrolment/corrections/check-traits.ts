import { Problem } from '../../../platform/problem.ts'
import type { Traits } from '../../identity/index.ts'
import { loadImportWords } from '../register/import-words.ts'
import { openLine } from '../register/line.ts'
import { readTraits } from '../register/rules.ts'
import type { PersonIdentity } from '../register/types.ts'

const words = loadImportWords()

/** What changes of somebody's traits, as a line of the insurer's would say it. */
const lineOf = ({ birthFamily, birthGiven, usedFamily, gender, birthDate, birthPlace }: Partial<Traits>) => ({
  birth_family: birthFamily,
  birth_given: birthGiven?.join('|'),
  used_family: usedFamily,
  gender: Object.entries(words.genders).find(([, meant]) => meant === gender)?.[0] ?? gender,
  birth_date: birthDate,
  birth_place: birthPlace,
})

/**
 * The traits after a correction, held against the same rules as a line of the insurer's. What is left out stays. Problem
 * `incorrect` with the line's own reason.
 */
export const checkTraits = (
  changes: Partial<Traits>,
  { before, today }: { before: Pick<PersonIdentity, 'ins' | 'traits'>; today: string },
): Traits => {
  const given = Object.entries(lineOf(changes)).flatMap(([column, text]) =>
    text === undefined ? [] : [[column, text] as const],
  )
  const columns = new Map(given.map(([column], at) => [column, at] as const))
  const fields = given.map(([, text]) => text)
  const line = openLine(fields, columns, words.limits.textCharacters)
  const read = readTraits(line, before.ins, { words, today })
  const flaw = line.flaws.find(({ column, severity }) => severity === 'rejected' && columns.has(column))
  if (flaw !== undefined) throw new Problem('incorrect', flaw.reason, { details: flaw.details })
  const { traits } = before
  const usedFamily = changes.usedFamily === undefined ? traits.usedFamily : read.usedFamily
  return {
    birthFamily: changes.birthFamily === undefined ? traits.birthFamily : read.birthFamily,
    birthGiven: changes.birthGiven === undefined ? traits.birthGiven : read.birthGiven,
    ...(usedFamily === undefined ? {} : { usedFamily }),
    gender: changes.gender === undefined ? traits.gender : read.gender,
    birthDate: changes.birthDate === undefined ? traits.birthDate : read.birthDate,
    birthPlace: changes.birthPlace === undefined ? traits.birthPlace : read.birthPlace,
  }
}
