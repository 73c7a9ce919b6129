import { plainName } from '../../rules.ts'
import type { Traits } from '../../types.ts'
import type { CredentialParameters } from '../parameters.ts'
import type { CredentialFault } from './login-rules.ts'

/** What a password must not hold: who its owner is. */
export interface PersonalFacts {
  login: string
  traits: Pick<Traits, 'birthFamily' | 'birthGiven' | 'usedFamily' | 'birthDate'>
  email?: string
}

/** What a password is checked against. */
export interface PasswordContext {
  rules: CredentialParameters['password']
  /** words of the commonest passwords, in lower case, letters only */
  common: ReadonlySet<string>
  personal: PersonalFacts
}

/** One writing of a password, whatever keyboard made its accents: what is hashed and checked. Spec: RFC 8265 §4.2 (NFC). */
export const plainPassword = (password: string): string => password.normalize('NFC')

/** Letters and digits only, without accents, in lower case: `Zoé-Maëlys` and `zoemaelys` are the same. */
const reduce = (text: string): string => plainName(text).toLowerCase().replaceAll(' ', '')

const kinds: readonly [pattern: RegExp, reason: string][] = [
  [/\p{Ll}/u, 'password-without-lower'],
  [/\p{Lu}/u, 'password-without-upper'],
  [/\p{Nd}/u, 'password-without-digit'],
  [/[^\p{L}\p{Nd}\s]/u, 'password-without-special'],
]

/** The ways a birth date is typed without separators, two-digit and four-digit years. */
const birthDateForms = (birthDate: string): string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  if (!/^\d{4}$/.test(year) || day === '') return []
  return [year, year.slice(2)].flatMap((y) => [day + month + y, month + day + y, y + month + day])
}

const personalWords = ({ login, traits, email }: PersonalFacts): string[] => {
  const names = [...traits.birthGiven, traits.birthFamily, traits.usedFamily ?? '']
  const parts = names.flatMap((name) => [name, ...name.split(/[\s'’-]+/)])
  return [...parts, login, email?.split('@')[0] ?? ''].map(reduce)
}

const holdsPersonal = (password: string, { rules, personal }: PasswordContext): boolean => {
  const reduced = reduce(password)
  const words = personalWords(personal).filter((word) => word.length >= rules.personalLength)
  return [...words, ...birthDateForms(personal.traits.birthDate)].some((word) => reduced.includes(word))
}

const lookAlikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '€': 'e',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** A text, and what it repeats: `doudoudoudou` is `dou`, `doudou` and itself. */
const unitsOf = (text: string): string[] =>
  Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1)).filter(
    (unit) => unit.repeat(text.length / unit.length) === text,
  )

/** The letters that a password is built around, in each reading of its signs: `P@ssw0rd-2026!` is `password`. */
const stemsOf = (password: string): string[] => {
  const plain = password.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const trimmed = plain.replaceAll(/^[^a-z@$€]+|[^a-z]+$/g, '')
  const read = (one: string): string =>
    Array.from(trimmed, (sign) => (sign === '1' || sign === '!' ? one : (lookAlikes[sign] ?? sign))).join('')
  return [plain, read('i'), read('l')].map((text) => text.replaceAll(/[^a-z]/g, ''))
}

const isCommon = (password: string, common: ReadonlySet<string>): boolean =>
  stemsOf(password).some((stem) => stem.length < 3 || unitsOf(stem).some((unit) => common.has(unit)))

/**
 * What is wrong with a password (already plain), or nothing. Law: rules IDN-7: 9 characters or more, a lower-case and an upper-case
 * letter, a digit and a special character, no personal information. We also refuse the commonest words with decorations.
 */
export const checkPassword = (password: string, context: PasswordContext): CredentialFault | undefined => {
  const { rules, common } = context
  const fault = (reason: string): CredentialFault => ({
    reason,
    details: { field: 'password', min: rules.minLength, max: rules.maxLength },
  })
  const length = Array.from(password).length
  if (length < rules.minLength || length > rules.maxLength) return fault('password-length-wrong')
  const lacking = kinds.find(([pattern]) => !pattern.test(password))
  if (lacking !== undefined) return fault(lacking[1])
  if (holdsPersonal(password, context)) return fault('password-personal')
  return isCommon(password, common) ? fault('password-too-common') : undefined
}
