import type { Identifier } from '../../../reference/document-entry.ts'
import { plainName, type Traits } from '../../identity/index.ts'
import { chooseChannel, readAddress, readContact, readDepartment } from './contact-rules.ts'
import { fits, openLine, type ImportedPerson, type Line, type LineFlaw, type LineRules } from './line.ts'
import { readCard, readOwnIdentifier, readRepresentatives } from './tie-rules.ts'

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Whether a text is a day that exists, written YYYY-MM-DD: 2026-02-30 is none. */
export const isRealDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const last = month === 2 && isLeap(year) ? 29 : (daysOfMonth[month - 1] ?? 0)
  return year >= 1800 && day >= 1 && day <= last
}

/** The first day of majority. Born on 29 February, it is 1 March of a year without one: the years must be complete. */
export const majorityDay = (birthDate: string, years: number): string => {
  const year = Number(birthDate.slice(0, 4)) + years
  const day = birthDate.slice(5)
  return `${year}-${day === '02-29' && !isLeap(year) ? '03-01' : day}`
}

/** The first day of majority, passed or not; nothing for a birth date that is no day. */
export const majorityOf = (birthDate: string, years: number): string | undefined =>
  isRealDay(birthDate) ? majorityDay(birthDate, years) : undefined

/** The first day of majority of somebody who is a minor on a day; nothing for an adult. */
export const minorUntilOf = (
  birthDate: string,
  { majorityYears, today }: Pick<LineRules, 'majorityYears' | 'today'>,
): string | undefined => {
  const majority = majorityOf(birthDate, majorityYears)
  return majority !== undefined && majority > today ? majority : undefined
}

const readDay = (line: Line, column: string, today: string): string => {
  const text = line.text(column)
  if (!isRealDay(text)) line.reject(column, 'line-date-wrong')
  else if (text > today) line.reject(column, 'line-date-in-future')
  return text
}

const checkName = (line: Line, { column, name }: { column: string; name: string }, limit: number): void => {
  if (name.length > limit) line.reject(column, 'line-field-too-long', { limit })
  else if (/[\r\n<>]/.test(name) || plainName(name) === '') line.reject(column, 'line-name-wrong')
}

type TraitRules = Pick<LineRules, 'words' | 'today'>

const readName = (line: Line, column: string, { words }: TraitRules): string => {
  const name = line.text(column).replaceAll(/ +/g, ' ')
  if (name === '') line.reject(column, 'line-field-missing')
  else checkName(line, { column, name }, words.limits.nameCharacters)
  return name
}

/** Given names stand between bars, or between spaces where there is no bar. */
const readGivenNames = (line: Line, { words }: TraitRules): string[] => {
  const text = line.text('birth_given')
  const names = text
    .split(text.includes('|') ? '|' : /\s+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) line.reject('birth_given', 'line-field-missing')
  if (names.length > words.limits.givenNames)
    line.reject('birth_given', 'line-field-too-long', { limit: words.limits.nameCharacters })
  else for (const name of names) checkName(line, { column: 'birth_given', name }, words.limits.nameCharacters)
  return names
}

const readGender = (line: Line, ins: Identifier | undefined, { words }: TraitRules): Traits['gender'] => {
  const gender = words.genders[line.text('gender').toUpperCase()]
  if (gender === undefined) {
    line.reject('gender', 'line-gender-unknown', { allowed: Object.keys(words.genders).join(', ') })
    return 'unknown'
  }
  const byNumber = words.firstDigits[ins?.value.slice(0, 1) ?? '']
  if (byNumber !== undefined && gender !== 'unknown' && byNumber !== gender)
    line.warn('gender', 'line-gender-unlike-number')
  return gender
}

/** Who the person of a line is. What is wrong with it stands in the line's flaws. */
export const readTraits = (line: Line, ins: Identifier | undefined, rules: TraitRules): Traits => {
  const birthPlace = line.text('birth_place').toUpperCase()
  if (!fits(rules.words.birthPlacePattern, birthPlace)) line.reject('birth_place', 'line-birth-place-wrong')
  const used = line.text('used_family')
  return {
    birthFamily: readName(line, 'birth_family', rules),
    birthGiven: readGivenNames(line, rules),
    ...(used === '' ? {} : { usedFamily: readName(line, 'used_family', rules) }),
    gender: readGender(line, ins, rules),
    birthDate: readDay(line, 'birth_date', rules.today),
    birthPlace,
  }
}

const readFlag = (line: Line, column: string): boolean => {
  const text = line.text(column)
  if (!['', '0', '1'].includes(text)) line.reject(column, 'line-flag-wrong')
  return text === '1'
}

const readScheme = (line: Line, { words }: LineRules): string => {
  const scheme = line.text('scheme').toLowerCase()
  if (!words.schemes.some(({ code }) => code === scheme))
    line.reject('scheme', 'line-scheme-unknown', { allowed: words.schemes.map(({ code }) => code).join(', ') })
  return scheme
}

const readDeath = (line: Line, birthDate: string, today: string): { diedOn?: string } => {
  if (line.text('died_on') === '') return {}
  const diedOn = readDay(line, 'died_on', today)
  if (diedOn < birthDate) line.reject('died_on', 'line-date-before-birth')
  return { diedOn }
}

const readPerson = (line: Line, rules: LineRules): Omit<ImportedPerson, 'remarks'> => {
  const known = readOwnIdentifier(line, rules)
  const ins = known ?? { system: '', value: '' }
  const traits = readTraits(line, known, rules)
  const minorUntil = minorUntilOf(traits.birthDate, rules)
  const minor = minorUntil !== undefined
  const majorityOn = majorityOf(traits.birthDate, rules.majorityYears)
  const reach = { contact: readContact(line, rules), address: readAddress(line, rules) }
  const department = readDepartment(line, rules)
  const card = readCard(line, ins, rules)
  return {
    ins,
    traits,
    ...reach,
    card,
    scheme: readScheme(line, rules),
    ...(department === undefined ? {} : { department }),
    channel: chooseChannel(line, reach),
    ...(minor ? { minorUntil } : {}),
    ...(majorityOn === undefined ? {} : { majorityOn }),
    protected: line.text('measure') !== '',
    legacy: readFlag(line, 'legacy'),
    ...readDeath(line, traits.birthDate, rules.today),
    household: line.text('household') || card.number,
    representatives: readRepresentatives(line, { ins, minor }, rules),
  }
}

/** What a line came to: the person where nothing keeps them out, and everything found wrong. */
export interface CheckedLine {
  person?: ImportedPerson
  flaws: LineFlaw[]
}

/** Checks one line against every rule, without stopping at the first fault. `columns` gives each column its place. */
export const checkLine = (
  fields: readonly string[],
  columns: ReadonlyMap<string, number>,
  rules: LineRules,
): CheckedLine => {
  const line = openLine(fields, columns, rules.words.limits.textCharacters)
  if (fields.length !== columns.size) {
    line.reject('', 'line-fields-count', { count: fields.length, expected: columns.size })
    return { flaws: line.flaws }
  }
  const person = readPerson(line, rules)
  const { flaws } = line
  if (flaws.some(({ severity }) => severity === 'rejected')) return { flaws }
  return { person: { ...person, remarks: [...new Set(flaws.map(({ reason }) => reason))] }, flaws }
}
