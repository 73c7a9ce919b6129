import type { Identifier } from '../../reference/document-entry.ts'
import type { InsRules } from './parameters.ts'
import type { PivotIdentity, Traits } from './types.ts'

/** Why an identifier is not acceptable: a reason of data/reasons/identity.json and its details. */
export interface InsFault {
  reason: string
  details: Record<string, string>
}

/** Under which rules an identifier is checked. `listed` are the identities that a demonstration accepts as they are written. */
export interface InsContext {
  mode: 'demonstration' | 'production'
  rules: InsRules
  listed?: readonly Identifier[]
  /** where the identifier stands in the request, for the error: `Patient.identifier[0].value` */
  field?: string
}

/**
 * The two-digit key of the first 13 characters of a national health identifier. `undefined` where they are no number.
 * Spec: key = 97 − (number mod 97), Corsica 2A read as 19 and 2B as 18 (rules ENR-14).
 */
export const insKey = (body: string, rules: InsRules): string | undefined => {
  const department = body.slice(5, 7)
  const digits = body.slice(0, 5) + (rules.corsica[department] ?? department) + body.slice(7)
  if (!/^\d{13}$/.test(digits)) return undefined
  return String(rules.keyModulus - (Number(digits) % rules.keyModulus)).padStart(2, '0')
}

/** A number as health insurance cards print it, 13 characters, with the key that they leave out; anything else as it is. */
export const wholeIns = (typed: string, rules: InsRules): string => typed + (insKey(typed, rules) ?? '')

const isListed = (ins: Identifier, context: InsContext): boolean =>
  context.mode === 'demonstration' &&
  (context.listed ?? []).some((one) => one.system === ins.system && one.value === ins.value)

const misplacedReasons = {
  demonstration: 'ins-production-in-demonstration',
  production: 'ins-test-in-production',
} as const

/**
 * What is wrong with a national health identifier, or nothing: unknown or retired system, a test identity in production and the
 * reverse, wrong shape, wrong key. The identities listed for a demonstration pass as they are. Nothing is trimmed or repaired.
 */
export const checkIns = (ins: Identifier, context: InsContext): InsFault | undefined => {
  if (isListed(ins, context)) return undefined
  const wanted = context.mode === 'production' ? 'production' : 'test'
  const allowed = context.rules.systems.filter(({ use }) => use === wanted).map(({ system }) => system)
  const fault = (reason: string, part: 'system' | 'value'): InsFault => ({
    reason,
    details: {
      field: context.field ?? `identifier.${part}`,
      system: ins.system.slice(0, 100),
      allowed: allowed.join(', '),
    },
  })
  const known = context.rules.systems.find(({ system }) => system === ins.system)
  if (known === undefined) return fault('ins-system-unknown', 'system')
  if (known.use === 'retired') return fault('ins-system-retired', 'system')
  if (known.use !== wanted) return fault(misplacedReasons[context.mode], 'system')
  if (!new RegExp(known.pattern).test(ins.value)) return fault('ins-shape-wrong', 'value')
  return insKey(ins.value.slice(0, 13), context.rules) === ins.value.slice(13)
    ? undefined
    : fault('ins-key-wrong', 'value')
}

/**
 * A name reduced to what two registers agree on: capitals, no accents, ligatures opened, hyphens and apostrophes as one space.
 * `Zoé-Maëlys d’Angelo` and `ZOE MAELYS D ANGELO` are the same name.
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const wholeDate = /^\d{4}-\d{2}-\d{2}$/

/**
 * The text whose keyed hash finds a person, or nothing when the pivot identity is too incomplete to name one (a year alone, no
 * place, unknown sex): such an identity matches nobody rather than somebody. A match never rests on an e-mail address.
 * Spec: FranceConnect v2; born abroad, the place is empty and the country stands for it.
 */
export const pivotText = (pivot: PivotIdentity): string | undefined => {
  const family = plainName(pivot.family_name)
  const given = plainName(pivot.given_name)
  const place = pivot.birthplace === '' ? pivot.birthcountry : pivot.birthplace
  const known = ['female', 'male'].includes(pivot.gender) && wholeDate.test(pivot.birthdate)
  if (!known || family === '' || given === '' || !/^[0-9A-Z]{5}$/.test(place)) return undefined
  return ['pivot', family, given, pivot.gender, pivot.birthdate, place].join('|')
}

/** The pivot identity of a person as a national identity provider would write it. `france` is the INSEE code of the country. */
export const pivotOf = (traits: Traits, france: string): PivotIdentity => {
  // INSEE writes a birth abroad as 99 + country: the provider gives it as the country, and no place.
  const abroad = traits.birthPlace.startsWith('99')
  return {
    given_name: traits.birthGiven.join(' '),
    family_name: traits.birthFamily,
    birthdate: traits.birthDate,
    gender: traits.gender,
    birthplace: abroad ? '' : traits.birthPlace,
    birthcountry: abroad ? traits.birthPlace : france,
  }
}

const capitalised = (name: string): string =>
  name === name.toUpperCase()
    ? name
        .toLowerCase()
        .replaceAll(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    : name

/** A name as a page shows it: `Dominique PAT-TROIS`, whatever capitals its source used. */
export const displayName = (given: string, family: string): string =>
  [capitalised(given.trim()), family.trim().toUpperCase()].filter((part) => part !== '').join(' ')

/** The name a person goes by: first given name, then the name in use, else the name of birth. */
export const personName = (traits: Traits): string =>
  displayName(traits.birthGiven[0] ?? '', traits.usedFamily ?? traits.birthFamily)

/** Whether codes may be sent to an address: over https, or to a program of the machine itself, and nothing behind a `#`. Spec: RFC 8252 §7.3. */
export const isSafeRedirect = (address: string): boolean => {
  if (!URL.canParse(address) || address.includes('#')) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
